import { row, type Matrix } from "../model/matrix";

/**
 * How far the distances between some words are the same in two sets of vectors: the correlation (Pearson)
 * of all their pairwise Euclidean distances. 1 where one is the other, moved, turned and scaled; near 0
 * where they have nothing to do with each other.
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

/** Pearson's correlation of two series of equal length, −1 to 1; of each the values must differ. */
export function correlation(x: ArrayLike<number>, y: ArrayLike<number>): number {
  const [u, v] = [deviations(x), deviations(y)];
  const dot = (p: number[], q: number[]): number => p.reduce((sum, value, i) => sum + value * q[i], 0);
  const scale = Math.sqrt(dot(u, u) * dot(v, v));
  if (!(scale > 0)) throw new RangeError("correlation requires values that differ, got equal ones");
  return dot(u, v) / scale;
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
