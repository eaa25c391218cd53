/** A mean with its confidence interval. */
export interface Interval {
  mean: number;
  lower: number;
  upper: number;
}

/**
 * Mean of independent values with its 95 % interval, `mean ± t · s / √n`, t of n − 1 degrees of freedom
 * (Student, 1908). It covers the true mean in 95 % of such samples if the values are about normal.
 *
 * @param values at least two, such as one result a seed
 */
export function interval(values: readonly number[]): Interval {
  const n = values.length;
  if (n < 2) throw new RangeError(`interval requires at least two values, got ${n}`);
  const bad = values.find((value) => !Number.isFinite(value));
  if (bad !== undefined) throw new RangeError(`interval requires finite values, got ${bad}`);
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const half = tQuantile(0.975, n - 1) * Math.sqrt(squares / (n - 1) / n);
  return { mean, lower: mean - half, upper: mean + half };
}

/** The t for which `P(T ≤ t) = p`, found by bisection. @param p from 0.5, below 1 @param nu degrees of freedom, whole */
export function tQuantile(p: number, nu: number): number {
  if (!(p >= 0.5 && p < 1)) throw new RangeError(`tQuantile requires p from 0.5 and below 1, got ${p}`);
  if (!(Number.isInteger(nu) && nu >= 1))
    throw new RangeError(`tQuantile requires nu to be an integer from 1, got ${nu}`);
  let low = 0;
  let high = 1;
  while (tWithin(high, nu) < 2 * p - 1) high *= 2;
  for (let i = 0; i < 100; i++) {
    const middle = (low + high) / 2;
    if (tWithin(middle, nu) < 2 * p - 1) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * `P(|T| ≤ t)`, a finite sum for whole ν (Abramowitz and Stegun, 26.7.3 and 26.7.4), with θ = arctan(t/√ν):
 *
 *     ν even: sin θ · (1 + ½ cos²θ + (1·3)/(2·4) cos⁴θ + …)
 *     ν odd:  2/π · (θ + sin θ · (cos θ + ⅔ cos³θ + (2·4)/(3·5) cos⁵θ + …))
 */
function tWithin(t: number, nu: number): number {
  const theta = Math.atan(t / Math.sqrt(nu));
  const cos = Math.cos(theta);
  const odd = nu % 2;
  let term = odd ? cos : 1;
  let sum = nu === 1 ? 0 : term;
  for (let i = odd + 1; i < nu - 2; i += 2) {
    term *= (i / (i + 1)) * cos * cos;
    sum += term;
  }
  return odd ? (2 / Math.PI) * (theta + Math.sin(theta) * sum) : Math.sin(theta) * sum;
}
