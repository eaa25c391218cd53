/**
 * ŷ_w = exp(z_w) / Σ_v exp(z_v), shape (n).
 *
 * @param z    scores, shape (n), n ≥ 1
 * @param into where ŷ is written; may be `z` itself
 */
export function softmax(z: Float64Array, into: Float64Array = new Float64Array(z.length)): Float64Array {
  softmaxAndLogSum(z, into);
  return into;
}

/**
 * Writes the softmax of `z` into `into`, and returns log Σ_w exp(z_w), finite for any finite scores: the largest score
 * is taken out of the exponentials. Costs one exponential for each score.
 */
export function softmaxAndLogSum(z: Float64Array, into: Float64Array): number {
  const largest = maximum(z);
  let sum = 0;
  for (let w = 0; w < z.length; w++) sum += into[w] = Math.exp(z[w] - largest);
  for (let w = 0; w < z.length; w++) into[w] /= sum;
  return largest + Math.log(sum);
}

function maximum(z: Float64Array): number {
  if (z.length === 0) throw new RangeError("softmax requires at least one score, got none");
  let largest = z[0];
  for (let w = 1; w < z.length; w++) if (z[w] > largest) largest = z[w];
  return largest;
}
