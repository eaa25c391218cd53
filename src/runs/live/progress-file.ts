import path from "node:path";
import type { AssignmentProgress } from "../../training/assignment/training";
import type { FastProgress } from "../../training/fast/run";
import { lineAppender } from "./json-lines";

/** Holds where a training stands, a line of JSON each time, while it goes on and after it. */
export const progressFile = "progress.ndjson";

/** Where a training stood. */
export interface ProgressPoint {
  /** UTC, ISO 8601 */
  readonly time: string;
  /** done so far: iterations, or, of a fast run, words */
  readonly done: number;
  readonly unit: "iterations" | "words";
  /** from 0 to 1 */
  readonly fraction: number;
  /** in nats: the running loss, or, of a fast run, the loss of a pair; null before the first */
  readonly loss: number | null;
  /** null where that is not known */
  readonly secondsLeft: number | null;
}

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

/** A point, if a value that was read is one. */
export function parsePoint(value: unknown): ProgressPoint | undefined {
  const { time, done, unit, fraction, loss, secondsLeft } = (value ?? {}) as Record<string, unknown>;
  const orNull = (one: unknown): boolean => one === null || typeof one === "number";
  const known = typeof time === "string" && typeof done === "number" && typeof fraction === "number";
  if (!known || (unit !== "iterations" && unit !== "words") || !orNull(loss) || !orNull(secondsLeft)) return;
  return { time, done, unit, fraction, loss, secondsLeft } as ProgressPoint;
}

/** How far a training is: `12,000 of 40,000`. */
export function pointText({ done, fraction }: ProgressPoint): string {
  const grouped = (value: number): string => Math.round(value).toLocaleString("en-US");
  return fraction > 0 ? `${grouped(done)} of ${grouped(done / fraction)}` : grouped(done);
}

/**
 * The curve with points that came later. A run that continues from a checkpoint, or began anew, goes back: what it then does
 * again is left out.
 */
export function withPoints(curve: readonly ProgressPoint[], come: readonly ProgressPoint[]): ProgressPoint[] {
  const all = [...curve];
  for (const point of come) {
    while (all.length > 0 && all[all.length - 1].done >= point.done) all.pop();
    all.push(point);
  }
  return all;
}
