import type { Matrix } from "./matrix";
import { requirePair, type PairGradient } from "./pair-gradient";
import { softmaxAndLogSum } from "./softmax";

/**
 * Naive softmax loss: how surprised the model is to see word `o` near the centre word.
 *
 *     J        = −log ŷ_o          ŷ = softmax(U v_c), shape (n)
 *     ∂J/∂v_c  = Uᵀ(ŷ − y)         y = one-hot at o
 *     ∂J/∂u_w  = (ŷ_w − y_w) v_c
 *
 * Derived in notebooks/02-naive-softmax.ipynb. Costs O(n·d).
 *
 * @param vc   centre vector, shape (d)
 * @param o    id of the observed outside word, a row of U
 * @param U    outside vectors, one word a row, shape (n, d)
 * @param into gradients are added here; every row of dU is touched
 * @returns J in nats
 */
export function naiveSoftmax(vc: Float64Array, o: number, U: Matrix, into: PairGradient): number {
  return naiveSoftmaxOfWindow(vc, Int32Array.of(o), 1, U, into);
}

/**
 * The sum of `naiveSoftmax` over the outside words of a window. The scores depend on the centre word
 * only, so one softmax serves all pairs: with m outside words,
 *
 *     J = m · log Σ_w exp(u_w · v_c) − Σ_j u_{o_j} · v_c        δ = m ŷ − Σ_j y_j
 *
 * @param outside ids of the outside words, the first `size` of them
 */
export function naiveSoftmaxOfWindow(
  vc: Float64Array,
  outside: Int32Array,
  size: number,
  U: Matrix,
  into: PairGradient,
): number {
  for (let j = 0; j < size; j++) requirePair("naiveSoftmax", vc, outside[j], U);
  const scores = computeScores(U, vc);
  let loss = 0;
  for (let j = 0; j < size; j++) loss -= scores[outside[j]];
  const delta = new Float64Array(U.rows); // becomes m ŷ − Σ_j y_j
  loss += size * softmaxAndLogSum(scores, delta); // finite even where ŷ_o underflows
  for (let w = 0; w < U.rows; w++) delta[w] *= size;
  for (let j = 0; j < size; j++) delta[outside[j]] -= 1;
  addOuterProducts(delta, vc, U, into);
  return loss;
}

/**
 * The score of every word beside the centre word, z_w = u_w · v_c, shape (n).
 *
 * @param U  outside vectors, one word a row, shape (n, d)
 * @param vc centre vector, shape (d)
 */
export function computeScores({ rows, cols: d, data }: Matrix, vc: Float64Array): Float64Array {
  const scores = new Float64Array(rows);
  for (let w = 0, at = 0; w < rows; w++) {
    let score = 0;
    for (let i = 0; i < d; i++) score += data[at++] * vc[i];
    scores[w] = score;
  }
  return scores;
}

/** dVc += Uᵀ δ and dU += δ vcᵀ, row by row. */
function addOuterProducts(delta: Float64Array, vc: Float64Array, U: Matrix, { dVc, dU }: PairGradient): void {
  const { rows, cols: d, data } = U;
  const gradient = dU.values;
  for (let w = 0; w < rows; w++) {
    const start = w * d;
    const to = dU.touch(w);
    const slope = delta[w];
    for (let i = 0; i < d; i++) {
      dVc[i] += slope * data[start + i];
      gradient[to + i] += slope * vc[i];
    }
  }
}
