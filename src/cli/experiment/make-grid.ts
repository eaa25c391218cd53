import { finishedFolder } from "../../experiment/grid/finished-run";
import { fractionDone, progressText, runLine, standingLines } from "../../experiment/grid/grid-progress";
import { runGrid, type GridRequest, type GridState } from "../../experiment/grid/run-grid";
import { summaryLines } from "../../experiment/grid/summary";
import { readIndexEntry } from "../../runs/index-entry";
import { readPoint } from "../../runs/live/last-words";
import type { GridLines } from "./grid-lines";
import { print } from "../terminal/standard-output";
import { Stopped, untilStopped } from "../terminal/until-stopped";

/** A grid, before a terminal shows it. */
export type Grid = Omit<GridRequest, "clock" | "signal" | "onChange">;

/** Milliseconds between two looks at the runs in progress. */
const lookEvery = 500;

/**
 * Makes the missing runs of a grid.
 *
 * @param lines show where it stands, and keep a line for each run that ends
 * @throws Stopped if it was asked to end
 */
export async function makeRuns(grid: Grid, lines: GridLines): Promise<GridState> {
  const begun = performance.now();
  let told = 0;
  let now: GridState | undefined;
  const show = (): void => {
    if (now === undefined) return;
    const { running } = now;
    for (; told < now.made.length; told++) lines.say(runLine(now.made[told]));
    const text = progressText(now, (performance.now() - begun) / 1000, readPoint);
    lines.update(text, fractionDone(now), () => (grid.planned.length > 1 ? standingLines(running, readPoint) : [])); // prettier-ignore
  };
  const onChange = (state: GridState): void => {
    now = state;
    show();
  };
  return untilStopped("stopped", async (signal) => {
    signal.addEventListener("abort", () => grid.executor.close());
    const looking = setInterval(show, lookEvery);
    try {
      return await runGrid({ ...grid, clock: Date.now, signal, onChange });
    } catch (error) {
      if (!signal.aborted) throw error;
      const { planned } = grid;
      const done = planned.filter(({ key }) => finishedFolder(key, grid)).length;
      throw new Stopped(`stopped: ${done} of ${planned.length} runs are done; the same command continues`);
    } finally {
      clearInterval(looking);
      lines.done();
    }
  });
}

/** Prints what came of a grid. A failed or stopped run ends the command with status 1. */
export function report(state: GridState, grid: Grid, json: boolean): void {
  const { planned, runs } = grid;
  const failed = state.made.filter(({ status }) => status === "failed");
  const made = new Map(
    state.made.filter((entry) => !failed.includes(entry)).map((entry) => [entry.key, entry]),
  );
  const done = planned.flatMap(({ key, parameters }) => {
    const folder = made.has(key) ? undefined : finishedFolder(key, grid);
    const entry = folder === undefined ? made.get(key) : readIndexEntry(folder);
    // the run may have been made earlier with its parameters written in another way
    return entry === undefined ? [] : [{ ...entry, parameters }];
  });
  const counts = {
    there: state.there,
    made: made.size,
    failed: failed.length,
    stopped: state.stopped.length,
  };
  for (const { folder, reason } of state.leftOut) process.stderr.write(`${folder} is left out: ${reason}\n`);
  const all = [...done, ...failed, ...state.stopped];
  if (json) print(JSON.stringify({ ...counts, folder: runs, runs: all }));
  else print(summaryLines(counts, all, runs).join("\n"));
  if (failed.length + state.stopped.length > 0) process.exitCode = 1;
}
