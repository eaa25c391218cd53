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
