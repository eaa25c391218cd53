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
  const [x, y] = [deviations(distances(a, ids)), deviations(distances(b, ids))];
  const dot = (p: number[], q: number[]): number => p.reduce((sum, value, i) => sum + value * q[i], 0);
  const scale = Math.sqrt(dot(x, x) * dot(y, y));
  if (!(scale > 0))
    throw new RangeError("distanceCorrelation requires distances that differ, got equal ones");
  return dot(x, y) / scale;
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

function deviations(values: number[]): number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.map((value) => value - mean);
}
