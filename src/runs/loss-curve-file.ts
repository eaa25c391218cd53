import path from "node:path";
import { plainOrPacked, readUnpacked } from "../files/packed-file";

/** The loss curve of a run. */
export interface RecordedLoss {
  /** iterations; of a fast run, tokens trained; shape (k) */
  readonly iterations: Float64Array;
  /** running loss in nats for each window; of a fast run, loss in nats for each pair; shape (k) */
  readonly loss: Float64Array;
}

const headers = ["iteration,running_loss", "words,loss", "iter,running_loss"];

/** Reads `loss.csv` of a run's folder; see `readLossFile`. */
export function readLossCurve(folder: string): RecordedLoss {
  return readLossFile(plainOrPacked(path.join(folder, "loss.csv")));
}

/**
 * Reads a file of losses, plain or packed: a header, then lines of two numbers. A run's has one, and the published program's.
 *
 * @throws RangeError that names the bad line
 */
export function readLossFile(file: string): RecordedLoss {
  const lines = readUnpacked(file).toString("utf8").split("\n");
  if (!headers.includes(lines[0].trim()))
    throw new RangeError(
      `${file} requires ${headers.join(" or ")} in line 1, got ${JSON.stringify(lines[0].slice(0, 40))}`,
    );
  if (lines.at(-1) !== "")
    throw new RangeError(`${file} requires a newline at its end, got a file that was cut`);
  const iterations = new Float64Array(lines.length - 2);
  const loss = new Float64Array(lines.length - 2);
  for (let k = 0; k < loss.length; k++) {
    const line = lines[k + 1];
    const comma = line.indexOf(",");
    iterations[k] = comma < 1 ? NaN : Number(line.slice(0, comma));
    loss[k] = Number(line.slice(comma + 1) || NaN);
    if (!Number.isFinite(iterations[k]) || !Number.isFinite(loss[k]))
      throw new RangeError(
        `${file} requires two numbers in line ${k + 2}, got ${JSON.stringify(line.slice(0, 40))}`,
      );
  }
  return { iterations, loss };
}

/** Loss curves of several seeds as one. */
export interface LossBand extends RecordedLoss {
  /** the lowest and the highest seed at each iteration, shape (k); undefined for one seed */
  readonly band: { readonly lower: Float64Array; readonly upper: Float64Array } | undefined;
}

/**
 * The mean of the losses of several seeds, with their range, up to the end of the shortest.
 *
 * @param curves at least one, recorded at the same iterations
 */
export function lossBand(curves: readonly RecordedLoss[]): LossBand {
  if (curves.length === 0) throw new RangeError("lossBand requires at least one curve, got none");
  const length = Math.min(...curves.map(({ loss }) => loss.length));
  const iterations = curves[0].iterations.slice(0, length);
  for (const curve of curves)
    if (!iterations.every((at, k) => curve.iterations[k] === at))
      throw new RangeError(
        "lossBand requires curves that were recorded at the same iterations, got different ones",
      );
  const at = (k: number): number[] => curves.map(({ loss }) => loss[k]);
  const over = (summary: (values: number[]) => number): Float64Array =>
    Float64Array.from({ length }, (_, k) => summary(at(k)));
  const loss = over((values) => values.reduce((sum, value) => sum + value, 0) / values.length);
  if (curves.length === 1) return { iterations, loss, band: undefined };
  const band = { lower: over((values) => Math.min(...values)), upper: over((values) => Math.max(...values)) };
  return { iterations, loss, band };
}
