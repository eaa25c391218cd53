/**
 * exp(x) for x ≤ 0, within two units in the last place; 0 below −708.
 *
 *     x = k log 2 + r, |r| ≤ log(2) / 2        exp(x) = 2^k Σ_j r^j / j!, j ≤ 13
 *
 * The first term left out is below 5e-18. log 2 is taken in two parts, so that k log 2 is exact in the first.
 */
export function exponential(x: v128): v128 {
  const rounder = f64x2.splat(6755399441055744); // 1.5 · 2^52: what is added to it is rounded to an integer
  const shifted = f64x2.add(f64x2.mul(x, f64x2.splat(1.4426950408889634)), rounder);
  const k = f64x2.sub(shifted, rounder);
  let r = f64x2.sub(x, f64x2.mul(k, f64x2.splat(0.6931471803691238)));
  r = f64x2.sub(r, f64x2.mul(k, f64x2.splat(1.9082149292705877e-10)));
  let sum = f64x2.splat(1 / 6227020800.0);
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(1 / 479001600.0));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(1 / 39916800.0));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(1 / 3628800.0));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(1 / 362880.0));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(1 / 40320.0));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(1 / 5040.0));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(1 / 720.0));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(1 / 120.0));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(1 / 24.0));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(1 / 6.0));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(0.5));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(1));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(1));
  const scaled = i64x2.add(sum, i64x2.shl(shifted, 52)); // adds k to the exponent's bits
  return v128.andnot(scaled, f64x2.lt(x, f64x2.splat(-708)));
}
