import { benchComparison } from "../bench/comparison";
import { benchCbow, benchNegatives } from "../bench/beside-gensim";
import { benchFast } from "../bench/fast";
import { benchDerivations } from "../bench/derivations";
import { benchEvaluation } from "../bench/evaluation";
import { benchExperiments } from "../bench/experiments";
import { benchKernel } from "../bench/kernel";
import { benchMemory } from "../bench/memory";
import { benchLive } from "../bench/live";
import { benchNeighbours } from "../bench/neighbours";
import { benchPages } from "../bench/pages";
import { benchText } from "../bench/text";
import { benchTraining } from "../bench/training";
import { parseOptions } from "../settings/options";
import { runCommand } from "./run-command";
import { print } from "./standard-output";

/** Each measures this project and another program in one run, and returns figures by name. */
const benches: Record<
  string,
  (say: (line: string) => void, text?: string) => Promise<Record<string, number | string>>
> = {
  training: benchTraining,
  fast: benchFast,
  cbow: benchCbow,
  negatives: benchNegatives,
  text: benchText,
  derivations: benchDerivations,
  kernel: benchKernel,
  memory: benchMemory,
  live: benchLive,
  comparison: benchComparison,
  neighbours: benchNeighbours,
  evaluation: benchEvaluation,
  experiments: benchExperiments,
  pages: benchPages,
};

void runCommand(async () => {
  const options = { json: { type: "boolean" }, text: { type: "string" } } as const; // a text to train on, not Brown
  const { values, positionals } = parseOptions(process.argv.slice(2), options, true);
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
  if (values.json) return print(JSON.stringify(results));
  for (const [name, value] of Object.entries(results)) {
    print(`${name.padEnd(40)} ${typeof value === "number" ? Number(value.toPrecision(4)) : value}`);
  }
});
