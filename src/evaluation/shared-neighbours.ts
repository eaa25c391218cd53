import type { Matrix } from "../model/matrix";
import { Neighbours } from "../vectors/neighbours";

/**
 * The k nearest words of each of some words, nearest first.
 *
 * @param vectors shape (n, d), n more than k; no row of the words asked for is zero
 * @param ids the words asked for
 */
export function nearestIds(vectors: Matrix, k: number, ids: readonly number[]): number[][] {
  if (!(Number.isInteger(k) && k >= 1 && k < vectors.rows))
    throw new RangeError(`nearestIds requires k from 1 to ${vectors.rows - 1}, got ${k}`);
  const found = new Neighbours(vectors).nearest(ids, k);
  return found.map((list) => list.map(({ id }) => id));
}

/**
 * The share of nearest words that two sets of vectors have in common, overlap@k, a mean over words:
 *
 *     overlap = mean over w of |N_a(w) ∩ N_b(w)| / k          at chance k / (n − 1)
 *
 * @param a from `nearestIds`, the same words and k as `b`
 * @returns 0 to 1
 */
export function neighbourOverlap(
  a: readonly (readonly number[])[],
  b: readonly (readonly number[])[],
): number {
  if (a.length !== b.length || a.length === 0)
    throw new RangeError(
      `neighbourOverlap requires two lists of the same words, at least one, got ${a.length} and ${b.length}`,
    );
  if (a.some((ids) => ids.length === 0))
    throw new RangeError("neighbourOverlap requires at least one neighbour of each word, got none");
  const shares = a.map((ids, w) => ids.filter((id) => b[w].includes(id)).length / ids.length);
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}
