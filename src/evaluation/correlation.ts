import { row, type Matrix } from "../model/matrix";

/**
 * How well the distances between some words agree in two sets of vectors: Pearson's correlation of all their pairwise
 * Euclidean distances. It is 1 if one set is the other one moved, rotated and scaled, and near 0 if the sets are
 * unrelated.
 *
 * @param a   shape (n, d)
 * @param b   shape (n, e)
 * @param ids rows to compare, shape (k), at least 3
 * @returns −1 to 1
 */
export function distanceCorrelation(a: Matrix, b: Matrix, ids: readonly number[]): number {
  if (ids.length < 3) throw new RangeError(`distanceCorrelation requires 3 or more ids, got ${ids.length}`);
  return correlation(distances(a, ids), distances(b, ids));
}

/**
 * Pearson's correlation of two series of equal length, −1 to 1.
 *
 * @throws RangeError if it does not exist: fewer than two values, equal values, or values that are not finite
 */
export function correlation(x: ArrayLike<number>, y: ArrayLike<number>): number {
  if (x.length !== y.length || x.length < 2)
    throw new RangeError(
      `correlation requires two series of one length, at least 2, got ${x.length} and ${y.length} values`,
    );
  for (const series of [x, y]) requireVaried(Array.from(series));
  const [u, v] = [deviations(x), deviations(y)];
  const dot = (p: number[], q: number[]): number => p.reduce((sum, value, i) => sum + value * q[i], 0);
  const scale = Math.sqrt(dot(u, u) * dot(v, v));
  if (!(scale > 0))
    throw new RangeError("correlation requires two series that are not constant, got equal values");
  return dot(u, v) / scale;
}

/** Rounding gives equal values deviations of about 1e-17, of which a correlation could be computed. */
function requireVaried(values: readonly number[]): void {
  const bad = values.find((value) => !Number.isFinite(value));
  if (bad !== undefined) throw new RangeError(`correlation requires finite values, got ${bad}`);
  if (values.every((value) => value === values[0]))
    throw new RangeError("correlation requires two series that are not constant, got equal values");
}

/** The Euclidean distance of each pair of rows, shape (k (k − 1) / 2). */
function distances(vectors: Matrix, ids: readonly number[]): number[] {
  return ids.flatMap((i, at) =>
    ids.slice(at + 1).map((j) => {
      const [u, v] = [row(vectors, i), row(vectors, j)];
      return Math.hypot(...u.map((value, k) => value - v[k]));
    }),
  );
}

function deviations(values: ArrayLike<number>): number[] {
  const list = Array.from(values);
  const mean = list.reduce((sum, value) => sum + value, 0) / list.length;
  return list.map((value) => value - mean);
}
