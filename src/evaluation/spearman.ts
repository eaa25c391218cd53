import { correlation } from "./correlation";

/**
 * Spearman's rank correlation: Pearson's of the ranks, equal values sharing the mean of theirs.
 *
 * @param x at least two values that differ
 * @param y as many
 * @returns −1 to 1
 */
export function spearman(x: ArrayLike<number>, y: ArrayLike<number>): number {
  return correlation(ranks(x), ranks(y));
}

/** The rank of each value, from 1; equal values have the mean of their ranks. @throws RangeError for NaN, which has none */
export function ranks(values: ArrayLike<number>): Float64Array {
  for (let i = 0; i < values.length; i++)
    if (Number.isNaN(values[i])) throw new RangeError(`ranks requires numbers, got NaN at ${i}`);
  const order = Array.from({ length: values.length }, (_, i) => i).sort((a, b) => values[a] - values[b]);
  const rank = new Float64Array(values.length);
  for (let from = 0, to = 0; from < order.length; from = to) {
    while (to < order.length && values[order[to]] === values[order[from]]) to++;
    for (let i = from; i < to; i++) rank[order[i]] = (from + 1 + to) / 2;
  }
  return rank;
}
