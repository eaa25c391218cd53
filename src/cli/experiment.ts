import path from "node:path";
import { parseArgs, type ParseArgsConfig } from "node:util";
import { readChapter, type Chapter } from "../experiment/chapter";
import { runDask } from "../experiment/dask-environment";
import type { Executor } from "../experiment/executor";
import { gridOf } from "../experiment/grid";
import { planRuns, type PlannedRun } from "../experiment/plan";
import { fractionOf, progressText } from "../experiment/grid-progress";
import { runGrid, type GridState } from "../experiment/run-grid";
import { doneFolder } from "../experiment/run-folders";
import { entryOf, type IndexEntry } from "../experiment/run-index";
import { summaryLines } from "../experiment/summary";
import { makeFolder } from "../files/make-folder";
import { root } from "../report/environment";
import { refuseUnknown } from "../settings/command-line";
import { compareCommand } from "./compare";
import { executorFor, requireScheduler } from "./executor-for";
import { progressLine } from "./progress-line";
import { runCommand } from "./run-command";

const usage = `npm run experiment -- CHAPTER [--set NAME=VALUE ...] [--grid NAME=VALUE,VALUE ... ...] [--seeds N]
npm run experiment -- compare RUN RUN    compares two of them (--help says more)
npm run experiment -- scheduler          Dask's scheduler, for runs on many machines
npm run experiment -- worker ADDRESS     a Dask worker, on each of them

Executes a chapter (07-training, 7, or the path of a notebook) once for every combination of the values given, and
keeps each run in a folder of its own. What is there already is not made again; Ctrl-C stops, and the same command
goes on from there.

  --set NAME=VALUE    a parameter of all runs
  --grid NAME=A,B,C   a parameter that takes several values
  --seeds N           every combination with the seeds 1 to N
  --runs DIR          where the folders of the runs go (runs)
  --parallel N        runs at a time (one a core, fewer where memory is short)
  --scheduler ADDRESS runs on Dask: tcp://host:port, or local for a cluster on this machine
  --json              print one JSON object at the end, and nothing else
  --help              print this`;

const options = {
  set: { type: "string", multiple: true, default: [] as string[] },
  grid: { type: "string", multiple: true, default: [] as string[] },
  seeds: { type: "string" },
  runs: { type: "string" },
  parallel: { type: "string" },
  scheduler: { type: "string" },
  json: { type: "boolean", default: false },
  help: { type: "boolean", default: false },
} as const satisfies ParseArgsConfig["options"];

void runCommand(async () => {
  const args = process.argv.slice(2);
  if (args[0] === "compare") return compareCommand(args.slice(1));
  if (args[0] === "scheduler" || args[0] === "worker") {
    process.exitCode = await runDask(
      args[0],
      args.slice(1),
      (line) => void process.stderr.write(`${line}\n`),
    );
    return;
  }
  refuseUnknown(args, Object.keys(options));
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  if (values.help || args.length === 0) return console.log(usage);
  if (positionals.length !== 1)
    throw new Error(`experiment requires one chapter, got ${positionals.join(" and ") || "none"}`);
  const say = (line: string): void => void (values.json || process.stderr.write(`${line}\n`));
  const chapter = readChapter(positionals[0], path.join(root, "notebooks"));
  const grid = gridOf(chapter, values.set, values.grid, count("--seeds", values.seeds));
  const parallel = count("--parallel", values.parallel);
  requireScheduler(values.scheduler);
  const runs = values.runs ?? path.join(root, "runs");
  makeFolder("experiment requires --runs", runs);
  const planned = await planRuns(chapter, grid, root, { say, sstPath: process.env.SST_PATH });
  const executor = await executorFor(planned, values.scheduler, parallel, say);
  await make(chapter, planned, path.resolve(runs), executor, values.json);
});

function count(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,4}$/.test(text))
    throw new RangeError(`experiment requires ${option} to be an integer from 1 to 99999, got ${text}`);
  return Number(text);
}

async function make(
  chapter: Chapter,
  planned: readonly PlannedRun[],
  runs: string,
  executor: Executor,
  json: boolean,
): Promise<void> {
  const interrupt = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.on(signal, () => {
      interrupt.abort();
      executor.close();
    });
  const line = json ? undefined : progressLine(process.stderr);
  const begun = performance.now();
  const onChange = (state: GridState): void =>
    line?.update(progressText(state, (performance.now() - begun) / 1000), fractionOf(state));
  try {
    const state = await runGrid({
      ...{ chapter, planned, runs, root, executor, clock: Date.now, signal: interrupt.signal, onChange },
    });
    line?.done("");
    report(state, planned, runs, json);
  } catch (error) {
    line?.done("");
    if (!interrupt.signal.aborted) throw error;
    const done = planned.filter((run) => doneFolder(runs, run)).length;
    process.stderr.write(`stopped: ${done} of ${planned.length} runs are done; the same command goes on\n`);
    process.exitCode = 130;
  }
}

function report(state: GridState, planned: readonly PlannedRun[], runs: string, json: boolean): void {
  const failed = state.made.filter(({ status }) => status === "failed");
  const done = planned.flatMap((run) => {
    const folder = doneFolder(runs, run);
    // the same run may have been asked for in other words before
    return folder === undefined ? [] : [{ ...(entryOf(folder) as IndexEntry), parameters: run.parameters }];
  });
  const counts = { there: state.there, made: state.made.length - failed.length, failed: failed.length };
  if (json) console.log(JSON.stringify({ ...counts, folder: runs, runs: [...done, ...failed] }));
  else console.log(summaryLines(counts, [...done, ...failed], runs).join("\n"));
  if (failed.length > 0) process.exitCode = 1;
}
