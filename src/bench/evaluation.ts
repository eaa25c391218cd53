import { execFileSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { makeTemporaryFolder } from "../files/temporary-names";
import { findCorpus } from "../corpus/open-corpus";
import type { Seconds } from "./cpu-and-wall";
import { benchPython } from "./environment";
import { median } from "./median";
import { inCheckout } from "../files/checkout";

const rounds = 3;

/** Spearman's correlations and the accuracy, with the time they took. */
interface Evaluated {
  readonly figures: Readonly<Record<"wordSim" | "simLex" | "analogies", number>>;
  readonly seconds: Seconds;
}

/**
 * Compares the three evaluations with gensim's, for vectors that gensim trains on the Brown Corpus. The figures must
 * agree to four digits. The seconds are medians of alternating rounds, each in a process of its own.
 */
export async function benchEvaluation(say: (line: string) => void): Promise<Record<string, number | string>> {
  const python = benchPython(say);
  const program = inCheckout("src/bench/programs/time_evaluation.py");
  const folder = makeTemporaryFolder("bench");
  try {
    const text = path.join(folder, "text");
    writeFileSync(text, readFileSync((await findCorpus("brown", { say })).file, "utf8").toLowerCase());
    const file = path.join(folder, "vectors.bin");
    const { words, data } = run(python, program, "train", text, file) as { words: number; data: string };
    say(`gensim trained vectors of ${words} words`);
    const ours: Evaluated[] = [];
    const theirs: Evaluated[] = [];
    for (let round = 0; round < rounds; round++) {
      ours.push(
        run(process.execPath, inCheckout("dist/bench/programs/time-evaluation.js"), file, data) as Evaluated,
      );
      theirs.push(run(python, program, "evaluate", file) as Evaluated);
      requireEqual(ours[round], theirs[round]);
      say(`${describe(ours[round])}; gensim ${describe(theirs[round])}`);
    }
    return figures(ours, theirs);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function run(...[command, ...args]: [string, ...string[]]): unknown {
  return JSON.parse(execFileSync(command, args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }));
}

const names = ["wordSim", "simLex", "analogies"] as const;

function requireEqual(ours: Evaluated, theirs: Evaluated): void {
  for (const name of names) {
    const [own, other] = [ours.figures[name], theirs.figures[name]];
    if (!(Math.abs(own - other) < 5e-5))
      throw new Error(`benchEvaluation requires equal figures, got ${own} and gensim's ${other} of ${name}`);
  }
}

function figures(ours: readonly Evaluated[], theirs: readonly Evaluated[]): Record<string, number> {
  const medianSeconds = (all: readonly Evaluated[], name: keyof Seconds): number =>
    median(all.map(({ seconds }) => seconds[name]));
  const ratio = (name: keyof Seconds): number =>
    median(theirs.map(({ seconds }, round) => seconds[name] / ours[round].seconds[name]));
  const pairs = names.flatMap((name) => [
    [name, ours[0].figures[name]] as const,
    [`gensim${name[0].toUpperCase()}${name.slice(1)}`, theirs[0].figures[name]] as const,
  ]);
  return {
    ...Object.fromEntries(pairs),
    evaluationWallSeconds: medianSeconds(ours, "wall"),
    evaluationCpuSeconds: medianSeconds(ours, "cpu"),
    gensimEvaluationWallSeconds: medianSeconds(theirs, "wall"),
    gensimEvaluationCpuSeconds: medianSeconds(theirs, "cpu"),
    evaluationRatioToGensimWall: ratio("wall"),
    evaluationRatioToGensimCpu: ratio("cpu"),
  };
}

function describe({ figures, seconds }: Evaluated): string {
  const all = names.map((name) => figures[name].toFixed(4)).join(", ");
  return `${all} in ${seconds.wall.toFixed(2)} s, ${seconds.cpu.toFixed(2)} CPU-seconds`;
}
