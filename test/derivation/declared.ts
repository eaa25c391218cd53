import { declare } from "../../dist/derivation/declare";
import type { Line } from "../../dist/derivation/line";
import { derive } from "../../dist/derivation/derivation";

/** Words, their outside vectors and a centre vector. */
export const words = String.raw`U: matrix d x n, columns u_w, w in Vocab; v_c: vector d; o in Vocab`;

/** Naive softmax, for parts (b) and (c). */
export const naive = String.raw`${words}; k in Vocab
y: one-hot at o
\hat{y} := \operatorname{softmax}(U^\top v_c)
J := -\log(\hat{y}_o)`;

/** Negative sampling of part (e), with what is assumed of the draws. */
export const negatives = (assumed: string): string => String.raw`${words}
w_k in Vocab, k in 1..K${assumed}
J := -\log(\sigma(u_o^\top v_c)) - \sum_{k=1}^K \log(\sigma(-u_k^\top v_c))`;

/** The lines of a derivation under these declarations. */
export function linesOf(declarations: string, latex: string): readonly Line[] {
  return derive(latex, declare(declarations)).lines;
}

/** The marks of its lines. */
export function marksOf(declarations: string, latex: string): string[] {
  return linesOf(declarations, latex).map(({ mark }) => mark);
}
