import { parentPort } from "node:worker_threads";
import { explainError } from "../../files/explain-error";
import { verdictText } from "../../derivation/verdict/text";
import type { Outcome } from "../run-checks";
import { progressOf, remarksOn } from "./derive-it";
import { judge } from "./judge";
import type { JudgeJob } from "./judge-apart";

/* The thread in which a derivation is judged for a score. */

function outcomeOf({ name, latex }: JudgeJob): Outcome {
  const title = "lines that are right and follow";
  try {
    const judged = judge(name, latex);
    const { share, lines } = judged;
    const wrong = lines.filter(({ line: { mark } }) => mark !== "right" && mark !== "definition");
    const verdicts = wrong.map(({ line }) => `line ${line.number}: ${verdictText(line)}`);
    const says = share === 1 ? [] : [progressOf(name, judged), ...verdicts, ...remarksOn(judged)];
    return { title, hidden: false, passed: share === 1, says, share };
  } catch (error) {
    return { title, hidden: false, passed: false, says: [explainError(error)], share: 0 };
  }
}

parentPort?.on("message", (job: JudgeJob) => parentPort?.postMessage(outcomeOf(job)));
