import type { WasmMemory } from "../../webassembly/module";
import type { Layout } from "./layout";

/**
 * Computes the loss of a window from its scores:
 *
 *     J = Σ_i (−log σ(s_i0) − Σ_k count_k log σ(−s_ik))     s_ik = v_i · u_k
 *
 * over the words i beside a centre, or their mean, and its negatives k; the centre's own row of U is target 0.
 *
 * @param lane whose sample it is
 * @param size words beside the centre
 * @returns J in nats, and how many pairs (word, centre) are in the sum
 */
export function computeSampledLoss(
  memory: WasmMemory,
  layout: Layout,
  lane: number,
  size: number,
): { loss: number; pairs: number } {
  const { sampledScores, sampledWeights } = layout.lane[lane];
  // three targets in four; what a mean meets stands alone before its negatives
  const places = 4 * (layout.groups + 1);
  const scores = new Float32Array(memory.buffer, sampledScores, size * places);
  const weights = new Float32Array(memory.buffer, sampledWeights, places);
  let loss = 0;
  for (let i = 0; i < size * places; i++) {
    const place = i % places;
    if (place % 4 === 3) continue;
    const weight = weights[place];
    if (weight > 0) loss += weight * softplus(place === 0 ? -scores[i] : scores[i]);
  }
  return { loss, pairs: size };
}

/** −log σ(−x) = log(1 + eˣ), finite for any finite x. */
function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}
