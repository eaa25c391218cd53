import { zeros, type Matrix } from "../../model/matrix";
import { below, type Random } from "../../random/random";

/**
 * The permutation test of a classifier on matched examples, one-sided: exchanges the labels within matches at random, **fits
 * again**, and asks how often the scores then agree with the labels as well as they did:
 *
 *     T(s) = Σ_i s_i (score of i's first − score of its second) = sᵀ K s          s = ±1 a match
 *     K_ij = H(i₁, j₁) − H(i₁, j₂) − H(i₂, j₁) + H(i₂, j₂)
 *
 * Exchanging labels of the finished scores would not do: a fold's labels are in the models of all others, and p would be too small.
 * The labels that were seen count as one of the draws, so that p is never 0 (B. Phipson and G. Smyth, 2010).
 *
 * @param kernel from `heldOutKernel`, shape (2k, 2k): the first examples of k matches, then their second ones
 */
export function relabellingTest(kernel: Matrix, random: Random, draws = 999): number {
  const k = kernel.rows / 2;
  if (!(Number.isInteger(k) && k >= 1))
    throw new RangeError(`relabellingTest requires an even number of examples, got ${kernel.rows}`);
  const H = (i: number, j: number): number => kernel.data[i * kernel.cols + j];
  const K = zeros(k, k);
  for (let i = 0; i < k; i++)
    for (let j = 0; j < k; j++) K.data[i * k + j] = H(i, j) - H(i, j + k) - H(i + k, j) + H(i + k, j + k);
  const size = K.data.reduce((sum, value) => sum + Math.abs(value), 0);
  const seen = agreement(K, new Int8Array(k).fill(1)) - 1e-12 * size; // sums in another order differ in their last digits
  let count = 1;
  for (let draw = 0; draw < draws; draw++) {
    const signs = Int8Array.from({ length: k }, () => (below(random, 2) === 0 ? 1 : -1));
    if (agreement(K, signs) >= seen) count++;
  }
  return count / (draws + 1);
}

/** sᵀ K s */
function agreement({ rows, data }: Matrix, signs: Int8Array): number {
  let total = 0;
  for (let i = 0; i < rows; i++) {
    let sum = 0;
    for (let j = 0; j < rows; j++) sum += data[i * rows + j] * signs[j];
    total += signs[i] * sum;
  }
  return total;
}
