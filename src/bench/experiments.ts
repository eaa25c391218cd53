import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { makeTemporaryFolder } from "../files/temporary-names";
import { timeLogging } from "./logging";
import { median } from "./median";
import { inCheckout } from "../files/checkout";

const command = inCheckout("dist/cli/experiment.js");

/** Short runs of chapter 07 that differ in their seeds. */
const runs = 24;
const settings = ["--set", "iterations=400", "--seeds"];

/** The times that papermill writes, in seconds. */
interface Timed {
  metadata: { papermill: { duration: number } };
}

type Notebook = Timed & { cells: Timed[] };

type RunCost = Record<
  | "secondsOfARun"
  | "secondsOfItsKernelStart"
  | "secondsOfItsTraining"
  | "secondsOfItsOtherCells"
  | "secondsOfItsMachinery"
  | "megabytesOfARun",
  number
>;

/**
 * Compares a grid of 24 short runs of chapter 07, two at a time, with one run after another. It also divides the time
 * of a run: "machinery" is all but the kernel and the cells, mostly the page.
 */
export async function benchExperiments(say: (line: string) => void): Promise<Record<string, number>> {
  const folder = makeTemporaryFolder("experiments");
  try {
    timeGrid(path.join(folder, "first"), 1, 1, say); // fills the cache of compiled cells for both grids
    const one = timeGrid(path.join(folder, "one"), runs, 1, say);
    const two = timeGrid(path.join(folder, "two"), runs, 2, say);
    const costs = runCosts(path.join(folder, "one"));
    say("training with a log and without, in turns");
    const logging = await timeLogging();
    return {
      ...logging,
      runs,
      secondsOneAtATime: one,
      secondsTwoAtATime: two,
      speedUpOfTwo: one / two,
      ...costs,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Seconds of the whole command. */
function timeGrid(out: string, seeds: number, parallel: number, say: (line: string) => void): number {
  const begun = performance.now();
  const grid = [...settings, String(seeds), "--parallel", String(parallel)];
  const args = [command, "7", ...grid, "--runs", out, "--json"];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`benchExperiments requires a grid that ends, got ${status}: ${stderr}`);
  const seconds = (performance.now() - begun) / 1000;
  say(`${seeds} runs, ${parallel} at a time: ${seconds.toFixed(1)} s`);
  return seconds;
}

/** Medians over the runs of a folder, in seconds and bytes. */
function runCosts(out: string): Record<string, number> {
  const folders = readdirSync(out).filter((name) => /^\d/.test(name));
  const costs = folders.map((name) => readCost(path.join(out, name)));
  const names = Object.keys(costs[0]) as (keyof RunCost)[];
  return Object.fromEntries(names.map((name) => [name, median(costs.map((cost) => cost[name]))]));
}

function readCost(folder: string): RunCost {
  const read = (name: string): string => readFileSync(path.join(folder, name), "utf8");
  const { seconds } = JSON.parse(read("experiment.json")) as { seconds: number };
  const training = (JSON.parse(read("run.json")) as { seconds: number }).seconds;
  const { cells, metadata } = JSON.parse(read("notebook.ipynb")) as Notebook;
  const execution = metadata.papermill.duration; // with the start and the end of the kernel
  const inCells = cells.reduce((sum, cell) => sum + cell.metadata.papermill.duration, 0);
  const bytes = readdirSync(folder).reduce((sum, name) => sum + statSync(path.join(folder, name)).size, 0);
  return {
    secondsOfARun: seconds,
    secondsOfItsKernelStart: execution - inCells,
    secondsOfItsTraining: training,
    secondsOfItsOtherCells: inCells - training,
    secondsOfItsMachinery: seconds - execution,
    megabytesOfARun: bytes / 1e6,
  };
}
