import assert from "node:assert/strict";
import { test } from "node:test";
import { deriveDocument } from "../../../dist/derivation/derive-file";
import { readDocument } from "../../../dist/derivation/documents/read-document";

const marks = (text: string): string[] =>
  deriveDocument(readDocument("a.tex", text)).derivations.flatMap(({ lines }) =>
    lines.map(({ mark }) => mark),
  );

test("shapes that do not fit a guess from use are not called wrong, those that do not fit a declaration are", () => {
  const model = String.raw`$$ h_\theta(x) = \sigma(\theta^\top x) $$
    $$ \ell(\theta) = \sum_{i=1}^{m} y^{(i)} \log h_\theta(x^{(i)}) + (1 - y^{(i)}) \log(1 - h_\theta(x^{(i)})) $$
    $$ \nabla_\theta \ell(\theta) = \sum_{i=1}^m (y^{(i)} - h_\theta(x^{(i)})) x^{(i)} $$`;
  assert.ok(!marks(model).includes("wrong here"));
  assert.deepEqual(marks("%% x: vector n; W: matrix m x n\n$$ W x = x^\\top W $$"), ["wrong here"]);
});

test("what cannot be read in a line says nothing of the loss of the lines below it, nor of what is drawn", () => {
  const sampled = (second: string, last: string): string => String.raw`# Softmax
$$ J = -\log \hat{y}_o, \qquad \frac{\partial J}{\partial v_c} = U(\hat{y} - y) $$
# Negative samples
$$ \frac{\partial J}{\partial v_c} = -\sigma(-u_o^\top v_c) u_o + \sum_{k=1}^{K} \sigma(u_k^\top v_c) u_k $$
$$ \frac{\partial J}{\partial u_o} = ${second} $$
$$ \frac{\partial J}{\partial u_k} = ${last} $$
# Samples that are drawn twice
$$ \frac{\partial J}{\partial u_k} = \sum_{i=1}^{K} \mathbb{1}_{w_i = w_k} \sigma(u_k^\top v_c) v_c $$`;
  const good = String.raw`\sigma(u_k^\top v_c) v_c`;
  const before = ["definition", "right", "right"];
  const unread = String.raw`-\sigma(-u_o^\top v_c)) v_c`;
  assert.deepEqual(marks(sampled(unread, good)), [...before, "malformed", "right", "right"]);
  assert.deepEqual(marks(sampled(unread, `-${good}`)), [...before, "malformed", "wrong here", "right"]);
  const read = String.raw`-\sigma(-u_o^\top v_c) v_c`;
  assert.deepEqual(marks(sampled(read, good)), [...before, "right", "right", "right"]);
});

test("what an index below a matrix takes is not guessed, and a small letter may be an entry of the capital one", () => {
  const rows = String.raw`Let $x \in \mathbb{R}^n$ and $f(x) = \frac{1}{2} x^\top A x$ with $A$ symmetric.
    $$ \frac{\partial f(x)}{\partial x_k} = A_k x $$ $$ \nabla f(x) = A x $$ $$ \nabla f(x) = 2 A x $$`;
  assert.deepEqual(marks(rows), ["not decided", "right", "wrong here"]);
  const entries = String.raw`$\mathbf{X}$ is an $n \times m$ matrix, $\mathbf{U}$ is an $n \times r$ and $\mathbf{V}$ is an $r \times m$.
    All entries of $\mathbf{X}$ and $\mathbf{U}$ are constants as far as the derivative is concerned.
    $$ \sum_k u_{ik} v_{kb} = (\mathbf{U}\mathbf{V})_{ib} $$
    $$ \frac{\partial}{\partial \mathbf{V}} \|\mathbf{X} - \mathbf{U}\mathbf{V}\|^2 = -2 \mathbf{U}^\top (\mathbf{X} - \mathbf{U}\mathbf{V}) $$
    $$ \frac{\partial}{\partial \mathbf{V}} \|\mathbf{X} - \mathbf{U}\mathbf{V}\|^2 = -2 (\mathbf{X} - \mathbf{U}\mathbf{V}) \mathbf{U} $$`;
  assert.deepEqual(marks(entries), ["not decided", "right", "wrong here"]);
});

for (const said of [
  "注意$A$为对称矩阵。",
  "Sei $A$ symmetrisch.",
  "Soit $A$ une matrice symétrique.",
  "对称矩阵$A$",
  "Let $A$ be symmetric.",
])
  test(`a matrix is symmetric where the text says so in its language: ${said}`, () => {
    const text = String.raw`${said} $$ f(x) = \frac{1}{2} x^\top A x $$ $$ \nabla f(x) = A x $$ $$ \nabla f(x) = -A x $$`;
    assert.deepEqual(marks(text), ["definition", "right", "wrong here"]);
  });
