import type { Message } from "../../dist/derivation/latex/message";
import { messageText } from "../../dist/derivation/latex/message";
import { declare } from "../../dist/derivation/declare/declare";
import type { Line } from "../../dist/derivation/verdict/line";
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
export function checkLines(declarations: string, latex: string): readonly Line[] {
  return derive(latex, declare(declarations)).lines;
}

/** What is said, as plain text; empty where nothing is. */
export function plain(says: Message | undefined): string {
  return says ? messageText(says) : "";
}

/** The marks of its lines. */
export function checkMarks(declarations: string, latex: string): string[] {
  return checkLines(declarations, latex).map(({ mark }) => mark);
}
