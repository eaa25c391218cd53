/* Turns scores into slopes: minus the derivative of the loss by the score, times the step size. */
import { multiplyAdd } from "./blocks";

/** A pair whose score is this or more, or minus this or less, moves nothing: `largestScore` of divergence.ts. */
const largestScore: f32 = 6;

/**
 * Turns scores into rate · weight · (label - σ(score)), or 0 where the score is too large; only the first target of a
 * word has label 1.
 *
 * @param at      scores: four places for three targets, a word after the other
 * @param m       words
 * @param weights of the targets, f32
 * @param groups  of three targets
 */
export function computeSlopes(
  at: usize,
  m: i32,
  weights: usize,
  groups: i32,
  rate: f32,
  observed: bool,
): void {
  const most = f32x4.splat(max<f32>(rate, 1)); // a word that is drawn often moves at most as with a step size of 1
  const first = f32x4(1, 0, 0, 0);
  for (let i = 0; i < m; ++i) {
    let label = observed ? first : f32x4.splat(0);
    for (let j = 0; j < groups; ++j) {
      const weight = f32x4.min(most, f32x4.mul(f32x4.splat(rate), v128.load(weights + (usize(j) << 4))));
      v128.store(at, slopesOfFour(v128.load(at), label, weight));
      label = f32x4.splat(0);
      at += 16;
    }
  }
}

/** weight · (label - σ(score)) in four lanes, or 0 where the score is too large. */
export function slopesOfFour(score: v128, label: v128, weight: v128): v128 {
  const counts = f32x4.lt(f32x4.abs(score), f32x4.splat(largestScore));
  return v128.and(f32x4.mul(weight, f32x4.sub(label, sigmoid(score))), counts);
}

/**
 * σ(x) = 1 / (1 + 2^t), t = -x / ln 2, in four lanes: 2^t from its whole part, put into the exponent, and a
 * polynomial of the rest, which lies within ±½. The absolute error is below 1e-6 for |x| < 6; larger ones do not count.
 */
function sigmoid(x: v128): v128 {
  const t = f32x4.mul(x, f32x4.splat(-1.44269504));
  const rounding = f32x4.splat(12582912); // 1.5 · 2^23: adding it rounds to a whole number, in the low bits
  const whole = f32x4.add(t, rounding);
  const rest = f32x4.sub(t, f32x4.sub(whole, rounding));
  let power = f32x4.splat(1.3333558e-3);
  power = multiplyAdd(power, rest, f32x4.splat(9.6181291e-3));
  power = multiplyAdd(power, rest, f32x4.splat(5.5504109e-2));
  power = multiplyAdd(power, rest, f32x4.splat(0.24022651));
  power = multiplyAdd(power, rest, f32x4.splat(0.69314718));
  power = multiplyAdd(power, rest, f32x4.splat(1));
  const exponential = i32x4.add(power, i32x4.shl(whole, 23));
  return f32x4.div(f32x4.splat(1), f32x4.add(f32x4.splat(1), exponential));
}

export function largestWeight(weights: usize, groups: i32): f32 {
  let largest = v128.load(weights);
  for (let j = 1; j < groups; ++j) largest = f32x4.max(largest, v128.load(weights + (usize(j) << 4)));
  const first = max(f32x4.extract_lane(largest, 0), f32x4.extract_lane(largest, 1));
  return max(first, f32x4.extract_lane(largest, 2));
}
