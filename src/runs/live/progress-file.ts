import path from "node:path";
import type { AssignmentProgress } from "../../training/assignment/training";
import type { FastProgress } from "../../training/fast/run-description";
import { lineAppender } from "./json-lines";
import type { ProgressPoint } from "./progress-point";

/** Holds where a training stands, a line of JSON each time, while it goes on and after it. */
export const progressFile = "progress.ndjson";

const [shortest, longest] = [500, 10_000]; // ms between two lines

/**
 * Writes down where a training stands, in the folder of its run, for `npm run experiment -- watch` and for whoever looks at a run
 * that was killed. A line comes at most twice a second, of a long training each 10 s, so that a day takes 1 MB.
 *
 * @param folder of the run; undefined, as in JupyterLab: nothing is written
 * @param clock  milliseconds since 1970, such as `Date.now`
 * @returns is called with each state
 */
export function keepProgress(
  folder: string | undefined,
  clock: () => number,
): (progress: AssignmentProgress | FastProgress) => void {
  if (folder === undefined) return () => {};
  const append = lineAppender(path.join(folder, progressFile));
  const begun = clock();
  let last = -Infinity;
  return (progress) => {
    const now = clock();
    const every = Math.min(longest, Math.max(shortest, (now - begun) / 500));
    if (now - last < every && progress.fraction < 1) return;
    last = now;
    append(pointOf(progress, new Date(now).toISOString()));
  };
}

function pointOf(progress: AssignmentProgress | FastProgress, time: string): ProgressPoint {
  const { fraction, secondsLeft } = progress;
  const left = Number.isFinite(secondsLeft) ? Number(secondsLeft.toFixed(1)) : null;
  const common = { fraction, secondsLeft: left };
  if ("iteration" in progress)
    return { time, done: progress.iteration, unit: "iterations", loss: progress.runningLoss ?? progress.loss, ...common }; // prettier-ignore
  return { time, done: progress.tokens, unit: "words", loss: progress.loss ?? null, ...common };
}
