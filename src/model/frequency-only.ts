import type { Sentences } from "../corpus/vocabulary";

/**
 * The least expected loss of a model that knows only how often words occur, and not which words occur together. The
 * score of a pair then depends on the outside word alone, u_w · v_c = s_w. With p the share of each word among outside
 * words, q its share of the table, and K negatives,
 *
 *     r_w = q_w Σ_{o ≠ w} p_o / (1 − q_o)          a negative is w this often
 *     σ(s_w) = p_w / (p_w + K r_w)                 where the derivative by s_w vanishes
 *     J = −m Σ_w (p_w log σ(s_w) + K r_w log σ(−s_w))
 *
 * for windows of m outside words on average. A model with word vectors that reaches less has learnt something about the
 * neighbourhoods of words.
 *
 * @param sentences to draw windows from, as in training
 * @param table     of negatives
 * @param window    largest radius; each from 1 to this is equally likely
 * @returns J in nats a window
 */
export function frequencyOnlyLoss(
  sentences: Sentences,
  table: Int32Array,
  window: number,
  negatives: number,
): number {
  const largest = sentences.ids.reduce((most, id) => Math.max(most, id), table[table.length - 1]);
  const outside = new Float64Array(largest + 1); // m p_w: how often a window holds w
  for (let radius = 1; radius <= window; radius++) addOutsideWords(sentences, radius, 1 / window, outside);
  const q = new Float64Array(outside.length);
  for (let i = 0; i < table.length; i++) q[table[i]] += 1 / table.length;
  const drawn = outside.reduce((sum, often, o) => sum + often / (1 - q[o]), 0); // m Σ_o p_o / (1 − q_o)
  let loss = 0;
  outside.forEach((often, w) => {
    const asNegative = negatives * q[w] * (drawn - often / (1 - q[w]));
    if (often > 0) loss -= often * Math.log(often / (often + asNegative));
    if (asNegative > 0) loss -= asNegative * Math.log(asNegative / (often + asNegative));
  });
  return loss;
}

/**
 * Adds to each word how often it is expected in a window of this radius, times `share`. A sentence and a position in it
 * are drawn with equal chances, and again if the window is empty.
 */
function addOutsideWords(
  { ids, starts }: Sentences,
  radius: number,
  share: number,
  into: Float64Array,
): void {
  const often = new Float64Array(into.length);
  let windows = 0; // that are not empty, a sentence counting 1
  for (let s = 0; s + 1 < starts.length; s++) {
    const chance = 1 / (starts[s + 1] - starts[s]);
    for (let c = starts[s]; c < starts[s + 1]; c++) {
      let empty = true;
      const end = Math.min(starts[s + 1], c + radius + 1);
      for (let i = Math.max(starts[s], c - radius); i < end; i++) {
        if (ids[i] === ids[c]) continue;
        often[ids[i]] += chance;
        empty = false;
      }
      if (!empty) windows += chance;
    }
  }
  for (let w = 0; w < often.length; w++) into[w] += (share * often[w]) / windows;
}
