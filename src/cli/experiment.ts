import path from "node:path";
import { readChapter, type Chapter } from "../experiment/chapter/chapter";
import { readParameterFile } from "../experiment/chapter/parameter-file";
import { parameterLines } from "../experiment/chapter/parameter-help";
import { runDask } from "../experiment/executors/dask-environment";
import { planRuns, type PlannedRun } from "../experiment/grid/plan";
import { parseTimeLimit } from "../experiment/grid/time-limit";
import { atBudget, planRungs } from "../experiment/search/halving";
import { checkout, inCheckout } from "../files/checkout";
import { makeFolder } from "../files/make-folder";
import type { Parameters } from "../runs/experiment-json";
import { parseOptions } from "../settings/options";
import { againCommand } from "./experiment/again";
import { chooseExecutor, requireAdapt, requireScheduler } from "./experiment/choose-executor";
import { compareCommand } from "./experiment/compare";
import { gridLines, noLines } from "./experiment/grid-lines";
import { helpText } from "./terminal/help-text";
import { makeRuns, report } from "./experiment/make-grid";
import { orderCommands } from "./experiment/order";
import { runCommand } from "./terminal/run-command";
import { chooseCombinations, makeRungs, searchOptions } from "./experiment/search";
import { print } from "./terminal/standard-output";
import { watchCommand } from "./experiment/watch";

const options = {
  set: { type: "string", multiple: true },
  grid: { type: "string", multiple: true },
  seeds: { type: "string" },
  parameters: { type: "string" },
  runs: { type: "string" },
  parallel: { type: "string" },
  scheduler: { type: "string" },
  adapt: { type: "string" },
  "time-limit": { type: "string" },
  again: { type: "boolean" },
  "no-pages": { type: "boolean" },
  pack: { type: "boolean" },
  json: { type: "boolean" },
  ...searchOptions,
} as const;

void runCommand(async () => {
  const args = process.argv.slice(2);
  if (args[0] === "compare") return compareCommand(args.slice(1));
  if (args[0] === "watch" && !args.includes("--help")) return watchCommand(args.slice(1));
  if (args[0] === "again" && !args.includes("--help")) return againCommand(args.slice(1));
  if (Object.hasOwn(orderCommands, args[0] ?? ""))
    return args.includes("--help") ? print(helpText("experiment")) : orderCommands[args[0]](args.slice(1));
  if (args[0] === "scheduler" || args[0] === "worker") {
    return runDask(args[0], args.slice(1), (line) => void process.stderr.write(`${line}\n`));
  }
  if (args.includes("--help") || args.includes("-h"))
    return print([helpText("experiment"), "", ...parameterLines(readNamed(args[0]))].join("\n"));
  const { values, positionals } = parseOptions(args, options, true);
  if (args.length === 0) return print(helpText("experiment"));
  if (positionals.length !== 1)
    throw new Error(`experiment requires one chapter, got ${positionals.join(" and ") || "none"}`);
  const lines = values.json ? noLines : gridLines(process.stderr);
  const { say } = lines;
  const chapter = readNamed(positionals[0]);
  const file = values.parameters === undefined ? undefined : readParameterFile(values.parameters);
  const seeds = count("--seeds", values.seeds);
  const combinations = chooseCombinations(chapter, values, {
    set: values.set,
    grid: values.grid,
    seeds,
    file,
  });
  const rungs = values.halving ? planRungs(chapter, combinations) : undefined;
  const limit = values["time-limit"];
  const timeLimit = limit === undefined ? undefined : parseTimeLimit(limit);
  const parallel = count("--parallel", values.parallel);
  requireScheduler(values.scheduler);
  requireAdapt(values.adapt, values.scheduler);
  const runs = values.runs ?? inCheckout("runs");
  makeFolder("experiment requires --runs", runs);
  const plan = (of: readonly Parameters[]): Promise<PlannedRun[]> =>
    planRuns(chapter, of, checkout, { say, sstPath: process.env.SST_PATH });
  const planned = await plan(rungs ? atBudget(combinations, rungs, rungs.budgets[0]) : combinations);
  const executor = await chooseExecutor(planned, values.scheduler, parallel, say, values.adapt);
  const again = values.again === true;
  const pack = values.pack === true;
  const pages = values["no-pages"] !== true && !pack;
  const grid = {
    chapter,
    planned,
    runs: path.resolve(runs),
    root: checkout,
    executor,
    timeLimit,
    again,
    pages,
    pack,
  };
  const json = values.json === true;
  if (rungs) await makeRungs(grid, combinations, rungs, plan, json, lines);
  else report(await makeRuns(grid, lines), grid, json);
});

function readNamed(wanted: string): Chapter {
  return readChapter(wanted, inCheckout("notebooks"));
}

function count(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,4}$/.test(text))
    throw new RangeError(`experiment requires ${option} to be an integer from 1 to 99999, got ${text}`);
  return Number(text);
}
