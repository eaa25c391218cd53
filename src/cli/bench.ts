import { parseArgs } from "node:util";
import { benchComparison } from "../bench/comparison";
import { benchFast } from "../bench/fast";
import { benchDerivations } from "../bench/derivations";
import { benchEvaluation } from "../bench/evaluation";
import { benchExperiments } from "../bench/experiments";
import { benchKernel } from "../bench/kernel";
import { benchMemory } from "../bench/memory";
import { benchLive } from "../bench/live";
import { benchNeighbours } from "../bench/neighbours";
import { benchText } from "../bench/text";
import { benchTraining } from "../bench/training";
import { runCommand } from "./run-command";

/** Each measures side by side with a peer in one run, and returns its figures by name. */
const benches: Record<
  string,
  (say: (line: string) => void, text?: string) => Promise<Record<string, number | string>>
> = {
  training: benchTraining,
  fast: benchFast,
  text: benchText,
  derivations: benchDerivations,
  kernel: benchKernel,
  memory: benchMemory,
  live: benchLive,
  comparison: benchComparison,
  neighbours: benchNeighbours,
  evaluation: benchEvaluation,
  experiments: benchExperiments,
};

void runCommand(async () => {
  const { values, positionals } = parseArgs({
    options: {
      json: { type: "boolean" },
      text: { type: "string" }, // for `fast`, in place of the Brown corpus
    },
    allowPositionals: true,
  });
  const names = positionals.length > 0 ? positionals : Object.keys(benches);
  for (const name of names) {
    if (!Object.hasOwn(benches, name)) {
      throw new RangeError(`bench requires ${Object.keys(benches).join(", ")}, got ${JSON.stringify(name)}`);
    }
  }
  const results: Record<string, number | string> = {};
  for (const name of names)
    Object.assign(
      results,
      await benches[name]((line) => void process.stderr.write(line + "\n"), values.text),
    );
  if (values.json) return console.log(JSON.stringify(results));
  for (const [name, value] of Object.entries(results)) {
    console.log(`${name.padEnd(40)} ${typeof value === "number" ? Number(value.toPrecision(4)) : value}`);
  }
});
