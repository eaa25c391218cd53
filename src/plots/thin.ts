/**
 * The positions of at most `limit` points that keep the look of a curve: the lowest and the highest of every stretch, and
 * the first and the last of all.
 *
 * @param y     shape (n)
 * @param limit at least 4
 * @returns positions in y, ascending
 */
export function thin(y: ArrayLike<number>, limit = 2000): number[] {
  if (!(limit >= 4)) throw new RangeError(`thin requires a limit of at least 4, got ${limit}`);
  if (y.length <= limit) return Array.from(y, (_, i) => i);
  const last = y.length - 1;
  const stretches = Math.floor((limit - 2) / 2);
  const kept = [0];
  for (let s = 0; s < stretches; s++) {
    const from = 1 + Math.floor((s * (last - 1)) / stretches);
    const to = 1 + Math.floor(((s + 1) * (last - 1)) / stretches);
    kept.push(...extremes(y, from, to));
  }
  kept.push(last);
  return kept;
}

/** Positions of the lowest and the highest of y[from] to y[to − 1], in their order; one if they coincide. */
function extremes(y: ArrayLike<number>, from: number, to: number): number[] {
  let low = from;
  let high = from;
  for (let i = from + 1; i < to; i++) {
    if (y[i] < y[low]) low = i;
    if (y[i] > y[high]) high = i;
  }
  if (low === high) return [low];
  return low < high ? [low, high] : [high, low];
}
