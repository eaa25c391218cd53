import { statSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs, type ParseArgsConfig } from "node:util";
import { findCorpus } from "../corpus/open-corpus";
import { readChapter, type Chapter } from "../experiment/chapter";
import { gridOf } from "../experiment/grid";
import { LocalPool } from "../experiment/local-pool";
import { planRuns, type PlannedRun } from "../experiment/plan";
import { parallelRuns } from "../experiment/room";
import { runGrid, type GridState } from "../experiment/run-grid";
import { doneFolder } from "../experiment/run-folders";
import { entryOf, type IndexEntry } from "../experiment/run-index";
import { summaryLines } from "../experiment/summary";
import { root } from "../report/environment";
import { refuseUnknown } from "../settings/command-line";
import { compareCommand } from "./compare";
import { progressLine } from "./progress-line";
import { runCommand } from "./run-command";

const usage = `npm run experiment -- CHAPTER [--set NAME=VALUE ...] [--grid NAME=VALUE,VALUE ... ...] [--seeds N]
npm run experiment -- compare RUN RUN    compares two of them (--help says more)

Executes a chapter (07-training, 7, or the path of a notebook) once for every combination of the values given, and
keeps each run in a folder of its own. What is there already is not made again; Ctrl-C stops, and the same command
goes on from there.

  --set NAME=VALUE    a parameter of all runs
  --grid NAME=A,B,C   a parameter that takes several values
  --seeds N           every combination with the seeds 1 to N
  --runs DIR          where the folders of the runs go (runs)
  --parallel N        runs at a time (one a core, fewer where memory is short)
  --json              print one JSON object at the end, and nothing else
  --help              print this`;

const options = {
  set: { type: "string", multiple: true, default: [] as string[] },
  grid: { type: "string", multiple: true, default: [] as string[] },
  seeds: { type: "string" },
  runs: { type: "string" },
  parallel: { type: "string" },
  json: { type: "boolean", default: false },
  help: { type: "boolean", default: false },
} as const satisfies ParseArgsConfig["options"];

void runCommand(async () => {
  const args = process.argv.slice(2);
  if (args[0] === "compare") return compareCommand(args.slice(1));
  refuseUnknown(args, Object.keys(options));
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  if (values.help || args.length === 0) return console.log(usage);
  if (positionals.length !== 1)
    throw new Error(`experiment requires one chapter, got ${positionals.join(" and ") || "none"}`);
  const say = (line: string): void => void (values.json || process.stderr.write(`${line}\n`));
  const chapter = readChapter(positionals[0], path.join(root, "notebooks"));
  const grid = gridOf(chapter, values.set, values.grid, count("--seeds", values.seeds));
  const parallel = count("--parallel", values.parallel);
  const planned = await planRuns(chapter, grid, root, { say, sstPath: process.env.SST_PATH });
  const runs = path.resolve(values.runs ?? path.join(root, "runs"));
  await make(chapter, planned, runs, parallel ?? (await room(planned)), values.json);
});

function count(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,4}$/.test(text))
    throw new RangeError(`experiment requires ${option} to be an integer from 1 to 99999, got ${text}`);
  return Number(text);
}

async function room(planned: readonly PlannedRun[]): Promise<number> {
  const names = [...new Set(planned.map(({ version }) => version.corpus))];
  const found = await Promise.all(
    names.map((name) => findCorpus(name, { say: () => {}, sstPath: process.env.SST_PATH })),
  );
  const corpus = Math.max(...found.map(({ file }) => statSync(file).size));
  const dimensions = Math.max(...planned.map(({ settings }) => settings.dimensions));
  const available = process.availableMemory?.() ?? os.freemem(); // what a container allows, in newer Nodes
  return parallelRuns(os.availableParallelism(), available, corpus, dimensions);
}

async function make(
  chapter: Chapter,
  planned: readonly PlannedRun[],
  runs: string,
  parallel: number,
  json: boolean,
): Promise<void> {
  const interrupt = new AbortController();
  const executor = new LocalPool(parallel);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.on(signal, () => {
      interrupt.abort();
      executor.close();
    });
  const line = json ? undefined : progressLine(process.stderr);
  const begun = performance.now();
  const onChange = (state: GridState): void => line?.update(textOf(state, begun), fractionOf(state));
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

/** Runs that are being made count by their cells. */
function fractionOf({ total, there, made, running }: GridState): number {
  const parts = [...running.values()].map(({ cell, of }) => (cell - 1) / of);
  return (there + made.length + parts.reduce((sum, part) => sum + part, 0)) / total;
}

function textOf(state: GridState, begun: number): string {
  const { total, there, made, running, elsewhere } = state;
  const [only] = running.values();
  if (total === 1 && only) return `cell ${only.cell} of ${only.of}`;
  const failed = made.filter(({ status }) => status === "failed").length;
  const part = fractionOf({ ...state, total: total - there, there: 0 });
  const left = (((performance.now() - begun) / 1000) * (1 - part)) / part;
  return [
    `${there + made.length} of ${total} runs`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(elsewhere > 0 ? [`${elsewhere} made by another command`] : []),
    ...(Number.isFinite(left) ? [`${left.toFixed(0)} s left`] : []),
  ].join(", ");
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
