import type { Matrix } from "../model/matrix";
import { Neighbours } from "./neighbours";

/**
 * The share of a word's k nearest words that two sets of vectors have in common, overlap@k, of each word.
 *
 *     overlap(w) = |N_a(w) ∩ N_b(w)| / k          at chance k / (n − 1)
 *
 * @param a shape (n, d)
 * @param b shape (n, e), the same words in the same rows
 * @param ids the words asked for; default all
 * @returns shape (ids), each 0 to 1
 */
export function sharedNeighbours(
  a: Matrix,
  b: Matrix,
  k: number,
  ids: readonly number[] = Array.from({ length: a.rows }, (_, w) => w),
): Float64Array {
  if (a.rows !== b.rows)
    throw new RangeError(`sharedNeighbours requires as many rows in both, got ${a.rows} and ${b.rows}`);
  if (!(Number.isInteger(k) && k >= 1 && k < a.rows))
    throw new RangeError(`sharedNeighbours requires k from 1 to ${a.rows - 1}, got ${k}`);
  const [inA, inB] = [nearestIds(a, k, ids), nearestIds(b, k, ids)];
  return Float64Array.from(ids, (_, i) => shareOf(inA[i], inB[i]));
}

/** The share of the first list's ids that are in the second, 0 to 1. */
export function shareOf(ids: readonly number[], others: readonly number[]): number {
  return ids.filter((id) => others.includes(id)).length / ids.length;
}

/** The k nearest words of each word. */
export function nearestIds(vectors: Matrix, k: number, ids: readonly number[]): number[][] {
  const neighbours = new Neighbours(vectors);
  return ids.map((id) => neighbours.nearestToWord(id, k).map((found) => found.id));
}
