import { benchComparison } from "../bench/pages/comparison";
import { benchCbow, benchNegatives, benchSubwords } from "../bench/training/beside-gensim";
import { benchFast } from "../bench/training/fast";
import { benchDerivations } from "../bench/derivations";
import { benchEvaluation } from "../bench/evaluation";
import { benchExperiments } from "../bench/experiments";
import { benchKernel } from "../bench/kernel/kernel";
import { benchMemory } from "../bench/kernel/memory";
import { benchLive } from "../bench/kernel/live";
import { benchNeighbours } from "../bench/neighbours";
import { benchPages } from "../bench/pages/pages";
import { measureTable } from "../bench/training/table";
import { formatRows, parseOnly, tableRows } from "../bench/training/table-rows";
import { benchSizes } from "../bench/sizes";
import { benchText } from "../bench/text";
import { benchTraining } from "../bench/training/training";
import { parseOptions } from "../settings/options";
import { parseNumber } from "../settings/parse-number";
import { runCommand } from "./terminal/run-command";
import { print } from "./terminal/standard-output";

/** Each measures this project and another program in one run, and returns figures by name. */
const benches: Record<
  string,
  (say: (line: string) => void, text?: string) => Promise<Record<string, number | string>>
> = {
  training: benchTraining,
  fast: benchFast,
  cbow: benchCbow,
  negatives: benchNegatives,
  subwords: benchSubwords,
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
  sizes: benchSizes,
};

const say = (line: string): void => void process.stderr.write(line + "\n");

/** Measures cells of a table, and prints those of its file. */
async function printTable(
  values: { table: string; only?: string; rounds?: string; text?: string; json?: boolean },
  names: readonly string[],
): Promise<void> {
  const [kind, ...more] = names;
  if ((kind !== "fast" && kind !== "quality") || more.length > 0)
    throw new RangeError(`--table requires fast or quality, got ${names.join(" ") || "none"}`);
  const rounds = parseNumber(values.rounds ?? "5", "bench requires --rounds to be");
  if (rounds === undefined || !(Number.isInteger(rounds) && rounds >= 1 && rounds <= 100))
    throw new RangeError(`bench requires --rounds to be an integer from 1 to 100, got ${values.rounds}`);
  const only = values.only === undefined ? {} : parseOnly(values.only);
  const rows = tableRows(
    await measureTable({ kind, file: values.table, only, rounds, text: values.text, say }),
  );
  print(values.json ? JSON.stringify(rows) : formatRows(rows).join("\n"));
}

void runCommand(async () => {
  const options = {
    json: { type: "boolean" },
    text: { type: "string" }, // to train on, not Brown
    table: { type: "string" },
    only: { type: "string" },
    rounds: { type: "string" },
  } as const;
  const { values, positionals } = parseOptions(process.argv.slice(2), options, true);
  if (values.table !== undefined) return printTable({ ...values, table: values.table }, positionals);
  for (const name of ["only", "rounds"] as const)
    if (values[name] !== undefined)
      throw new RangeError(`--${name} requires --table FILE, got ${JSON.stringify(values[name])} without it`);
  const names = positionals.length > 0 ? positionals : Object.keys(benches);
  for (const name of names) {
    if (!Object.hasOwn(benches, name)) {
      throw new RangeError(`bench requires ${Object.keys(benches).join(", ")}, got ${JSON.stringify(name)}`);
    }
  }
  const results: Record<string, number | string> = {};
  for (const name of names) Object.assign(results, await benches[name](say, values.text));
  if (values.json) return print(JSON.stringify(results));
  for (const [name, value] of Object.entries(results)) {
    print(`${name.padEnd(40)} ${typeof value === "number" ? Number(value.toPrecision(4)) : value}`);
  }
});
