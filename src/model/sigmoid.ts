/**
 * σ(x) = 1 / (1 + exp(−x)), the probability of a yes. Derived in notebooks/03-sigmoid.ipynb:
 *
 *     σ(−x) = 1 − σ(x)        σ′(x) = σ(x) (1 − σ(x))
 *
 * No exponential overflows, and small values keep their digits: σ(−700) is 9.9e-305.
 */
export function sigmoid(x: number): number {
  const e = Math.exp(-Math.abs(x));
  return x >= 0 ? 1 / (1 + e) : e / (1 + e);
}

/** −log σ(x) = log(1 + exp(−x)), what a yes costs in nats; about −x where x is very negative, never infinite. */
export function negativeLogSigmoid(x: number): number {
  return Math.max(-x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}
