import assert from "node:assert/strict";
import { test } from "node:test";
import { deriveDocument } from "../../../dist/derivation/derive-file";
import { readDocument } from "../../../dist/derivation/documents/read-document";
import type { Line } from "../../../dist/derivation/verdict/line";

const preamble = String.raw`\newcommand{\yh}{\hat{y}} \newcommand{\scalar}[2]{#1^T #2} \let\s\sigma
%% U: matrix d x n, columns u_w, w in Vocab
%% v_c: vector d
%% y: one-hot at o, o in Vocab
%% \hat{y} := \operatorname{softmax}(U^T v_c)
%% x: scalar
`;

function linesOf(latex: string): Line[] {
  const document = readDocument("a.tex", latex, { inline: false, include: () => "none" });
  return deriveDocument(document).derivations.flatMap(({ lines }) => lines);
}

/** Wrong lines, and what they are when their edit is applied: the rest stays as it was written. */
const mended: [wrong: string, right: string][] = [
  [String.raw`-\sum_w y_w \log \yh_w = \log {\yh}_o`, String.raw`-\sum_w y_w \log \yh_w = -\log {\yh}_o`],
  [
    String.raw`\frac{\partial}{\partial v_c}(-\log \yh_o) = \boxed{U\,( y -\yh )}`,
    String.raw`\frac{\partial}{\partial v_c}(-\log \yh_o) = \boxed{U\,( \yh - y )}`,
  ],
  [
    String.raw`\frac{\partial}{\partial v_c}\scalar{u_o}{v_c} = {u_o}\,\yh_o`,
    String.raw`\frac{\partial}{\partial v_c}\scalar{u_o}{v_c} = u_o`,
  ],
  [
    String.raw`\frac{d}{dx} \log\left( 1+\exp( x )\right) = 1+\s( x )`,
    String.raw`\frac{d}{dx} \log\left( 1+\exp( x )\right) = \s( x )`,
  ],
  [
    String.raw`\frac{d}{dx} \s( x ) = \s(x)(1+\s( x ))`,
    String.raw`\frac{d}{dx} \s( x ) = \s(x)(1 - \s( x ))`,
  ],
  [
    String.raw`\sum_{w} \scalar{u_w}{v_c} y_w = \scalar{v_c}{u_w}`,
    String.raw`\sum_{w} \scalar{u_w}{v_c} y_w = v_{c}^{T} u_{o}`,
  ],
  [
    String.raw`\nabla_{v_c}\left( {v_c}^T v_c  \right) = (v_c+v_c) (1 + 1)`,
    String.raw`\nabla_{v_c}\left( {v_c}^T v_c  \right) = v_c+v_c`,
  ],
];

for (const [wrong, right] of mended)
  test(`the edit of ${wrong} leaves what is right in the author's words`, () => {
    const latex = `${preamble}$$ ${wrong} $$\n`;
    const [line] = linesOf(latex);
    assert.equal(line.mark, "wrong here");
    const [edit] = line.edits ?? [];
    assert.equal(latex.slice(edit.from, edit.to), edit.written);
    const text = latex.slice(0, edit.from) + edit.replacement + latex.slice(edit.to);
    assert.equal(text, `${preamble}$$ ${right} $$\n`);
    assert.equal(linesOf(text)[0].mark, "right");
  });
