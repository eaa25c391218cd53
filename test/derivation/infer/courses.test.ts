import assert from "node:assert/strict";
import { test } from "node:test";
import { deriveDocument } from "../../../dist/derivation/derive-file";
import { readDocument } from "../../../dist/derivation/documents/read-document";

function marks(latex: string): string[] {
  const { derivations } = deriveDocument(readDocument("a.tex", latex));
  return derivations.flatMap(({ lines }) => lines.map(({ mark }) => mark));
}

/** Notation of courses without a declaration, and how each line comes out. */
const documents: [title: string, latex: string, expected: string[]][] = [
  [
    "vectors stand as rows where only that fits",
    String.raw`$$ a = \sigma(x A + c) $$ $$ \hat{y} = \operatorname{softmax}(a B) $$ $$ L = -\sum_i y_i \log \hat{y}_i $$
      $$ \frac{\partial L}{\partial B} = a^\top (\hat{y} - y) $$`,
    ["definition", "definition", "definition", "right"],
  ],
  [
    "a parameter below a function is no index, and samples are not the argument of the function",
    String.raw`$$ h_\theta(x) = \sigma(\theta^\top x) $$ $$ J(\theta) = \sum_{i=1}^m (h_\theta(x^{(i)}) - y^{(i)})^2 $$
      $$ \nabla_\theta J(\theta) = 2 \sum_{i=1}^m (h_\theta(x^{(i)}) - y^{(i)}) h_\theta(x^{(i)}) (1 - h_\theta(x^{(i)})) x^{(i)} $$
      $$ \nabla_\theta J(\theta) = \sum_{i=1}^m (h_\theta(x^{(i)}) - y^{(i)}) x^{(i)} $$`,
    ["definition", "definition", "right", "wrong here"],
  ],
  [
    "a function that is defined at a sample is that of every sample",
    String.raw`$$ f_{w,b}(x^{(i)}) = w x^{(i)} + b $$ $$ J(w,b) = \sum_{i=1}^m (f_{w,b}(x^{(i)}) - y^{(i)})^2 $$
      $$ \frac{\partial J(w,b)}{\partial w} = 2 \sum_{i=1}^m (f_{w,b}(x^{(i)}) - y^{(i)}) x^{(i)} $$`,
    ["definition", "definition", "right"],
  ],
  [
    "rows of a matrix and their entries have one letter",
    String.raw`$$ J = \sum_{i=1}^m (\theta^\top x_i - y_i)^2 $$ $$ \frac{\partial J}{\partial \theta_k} = 2 \sum_{i=1}^m (\theta^\top x_i - y_i) x_{ik} $$`,
    ["definition", "right"],
  ],
  [
    "a letter is a number in one display and a vector in another",
    String.raw`$$ \operatorname{softmax}(x + c)_i = \operatorname{softmax}(x)_i $$ $$ \sigma'(x) = \sigma(x)(1 - \sigma(x)) $$
      $$ \sigma'(x) = \sigma(x)^2 $$ $$ \frac{\partial}{\partial x} \|A x\|^2 = 2 A^\top A x $$`,
    ["right", "right", "wrong here", "right"],
  ],
  [
    "a gate has weights with its letter below them",
    String.raw`$$ i = \sigma(W_i x + b_i) $$ $$ g = \tanh(W_g x + b_g) $$ $$ c = i \odot g $$
      $$ \frac{\partial c}{\partial b_i} = \operatorname{diag}(g \odot i \odot (1 - i)) $$`,
    ["definition", "definition", "definition", "right"],
  ],
  [
    "what counts from 1 has no 0",
    String.raw`$$ \ell = -\log \sigma(u_0^\top v) - \sum_{k=1}^K \log \sigma(-u_k^\top v) $$ $$ \nabla_{u_0} \ell = (\sigma(u_0^\top v) - 1) v $$`,
    ["definition", "right"],
  ],
  [
    "a solution is no definition",
    String.raw`Let $X \in \mathbb{R}^{m \times n}$, $\vec{y} \in \mathbb{R}^m$. $$ J(\theta) = (X\theta - \vec{y})^T (X\theta - \vec{y}) $$
      $$ \nabla_\theta J(\theta) = 2 X^T (X \theta - \vec{y}) $$ Setting it to zero gives $$ X^T X \theta = X^T \vec{y} $$
      $$ \Rightarrow \theta = (X^T X)^{-1} X^T \vec{y} $$`,
    ["definition", "right"],
  ],
  [
    "a line that no reading of its names fits is wrong, where the others fit",
    String.raw`$$ z = W x + b $$ $$ J = \|z - t\|^2 $$ $$ \frac{\partial J}{\partial b} = 2 (z - t) $$
      $$ \frac{\partial J}{\partial W} = 2 (z - t) x^\top $$ $$ \frac{\partial J}{\partial x} = 2 W^\top (z - t) $$ $$ \frac{\partial J}{\partial x} = 2 W (z - t) $$`,
    ["definition", "definition", "right", "right", "right", "wrong here"],
  ],
];
for (const [title, latex, expected] of documents)
  test(title, () => {
    assert.deepEqual(marks(latex), expected);
  });
