import type { Matrix } from "./matrix";
import { requirePair, type PairGradient } from "./pair-gradient";

/**
 * Negative sampling loss: can the model tell the observed word `o` from words drawn at random?
 *
 *     J        = −log σ(u_o · v_c) − Σ_k log σ(−u_k · v_c)
 *     ∂J/∂v_c  = (σ(u_o · v_c) − 1) u_o + Σ_k σ(u_k · v_c) u_k
 *     ∂J/∂u_o  = (σ(u_o · v_c) − 1) v_c
 *     ∂J/∂u_k  = σ(u_k · v_c) v_c        once for each time that k was drawn
 *
 * Derived in notebooks/04-negative-sampling.ipynb. Costs O(K·d), whatever the number of words.
 *
 * @param vc        centre vector, shape (d)
 * @param o         id of the observed outside word, a row of U
 * @param negatives ids of the K sampled words, rows of U; repeats add up, and so would `o` itself
 * @param U         outside vectors, one word a row, shape (n, d)
 * @param into      gradients are added here; dU is touched in at most 1 + K rows
 * @returns J in nats
 */
export function negativeSampling(
  vc: Float64Array,
  o: number,
  negatives: Int32Array,
  U: Matrix,
  into: PairGradient,
): number {
  requirePair("negativeSampling", vc, o, U);
  requireNegatives(negatives, U);
  const d = U.cols;
  const { dVc, dU } = into;
  const outside = U.data;
  const gradient = dU.values;
  let linear = 0; // Σ max(s, 0) and
  let excess = 0; // Π (1 + exp(−|s|)) − 1, so that one logarithm serves all targets
  for (let k = -1; k < negatives.length; k++) {
    const w = k < 0 ? o : negatives[k];
    const start = w * d;
    const to = dU.touch(w);
    let score = 0;
    for (let i = 0; i < d; i++) score += outside[start + i] * vc[i];
    const s = k < 0 ? -score : score; // the target costs log(1 + exp(s))
    const e = Math.exp(-Math.abs(s));
    const surprise = s >= 0 ? 1 / (1 + e) : e / (1 + e); // σ(s)
    const slope = k < 0 ? -surprise : surprise; // ∂J/∂score
    for (let i = 0; i < d; i++) {
      dVc[i] += slope * outside[start + i];
      gradient[to + i] += slope * vc[i];
    }
    if (s > 0) linear += s;
    excess += e + e * excess;
    if (excess > 1e300) {
      linear += Math.log1p(excess);
      excess = 0;
    }
  }
  return linear + Math.log1p(excess);
}

function requireNegatives(negatives: Int32Array, U: Matrix): void {
  for (let k = 0; k < negatives.length; k++) {
    if (!(negatives[k] >= 0 && negatives[k] < U.rows)) {
      throw new RangeError(
        `negativeSampling requires negatives to be rows of a ${U.rows}-row matrix, got ${negatives[k]}`,
      );
    }
  }
}
