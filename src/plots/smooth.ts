/**
 * A curve smoothed by an exponential moving average that begins without a bias:
 *
 *     s_k = (1 − a) · Σ_{j ≤ k} a^(k − j) y_j / (1 − a^(k + 1))
 *
 * as Adam corrects its moments (Kingma and Ba, 2015), so that the first value is y_0.
 *
 * @param y      shape (n)
 * @param amount a, from 0, which changes nothing, to below 1
 */
export function smooth(y: ArrayLike<number>, amount: number): number[] {
  if (!(amount >= 0 && amount < 1))
    throw new RangeError(`smooth requires an amount from 0 to below 1, got ${amount}`);
  let sum = 0;
  let weight = 0;
  return Array.from(y, (value) => {
    sum = amount * sum + (1 - amount) * value;
    weight = amount * weight + (1 - amount);
    return sum / weight;
  });
}
