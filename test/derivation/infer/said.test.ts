import assert from "node:assert/strict";
import { test } from "node:test";
import { deriveDocument } from "../../../dist/derivation/derive-file";
import { readDocument } from "../../../dist/derivation/documents/read-document";

const marks = (text: string): string[] =>
  deriveDocument(readDocument("a.tex", text)).derivations.flatMap(({ lines }) =>
    lines.map(({ mark }) => mark),
  );

/** What documents say of their names beside their lines, each with the marks of its lines. */
const cases: [title: string, text: string, ...marks: string[]][] = [
  [
    "a matrix of the text has columns that the lines name",
    String.raw`$U \in \mathbb{R}^{d \times |V|}$ holds the outside vectors, $v_c \in \mathbb{R}^d$.
      $$ s = \sum_{w \in \text{Vocab}} u_w^\top v_c $$ $$ \frac{\partial s}{\partial v_c} = \sum_{w \in \text{Vocab}} u_w $$`,
    "definition",
    "right",
  ],
  [
    "a matrix of the text has rows where its columns would not fit",
    String.raw`$X \in \mathbb{R}^{n \times d}$, $w \in \mathbb{R}^d$, $y \in \mathbb{R}^n$.
      $$ X^\top (X w - y) = \sum_{i=1}^n (x_i^\top w - y_i) x_i $$`,
    "right",
  ],
  [
    "the name of a square is the root of what it equals",
    String.raw`$$ \mu = \frac1m \sum_{i=1}^m x_i $$ $$ \sigma^2 = \frac1m \sum_{i=1}^m (x_i - \mu)^2 $$
      $$ \frac{\partial \sigma^2}{\partial x_i} = \frac2m (x_i - \mu) $$ $$ \frac{\partial \sigma^2}{\partial x_i} = \frac1m (x_i - \mu) $$`,
    "definition",
    "definition",
    "right",
    "wrong here",
  ],
  [
    "a name that stands above is no new one where its square does",
    String.raw`$$ a = x + y $$ $$ x^2 = y $$`,
    "definition",
    "wrong here",
  ],
  [
    "what is defined by something unreadable is not taken as free",
    String.raw`With $\tilde{z}_k = z_k - \max_j z_j$ we have
      $$ \operatorname{softmax}(z)_k = \frac{e^{\tilde{z}_k}}{\sum_j e^{\tilde{z}_j}} $$`,
  ],
  [
    "a derivative by a name of which its definition does not speak is not refuted",
    String.raw`$$ L = \frac12 (a - t)^2 $$ $$ \frac{\partial L}{\partial W} = X^\top (Y - T) $$`,
    "definition",
    "not decided",
  ],
  [
    "a matrix is symmetric where the text says so",
    String.raw`Let $S$ be symmetric. $$ \nabla_x (x^\top S x) = 2 S x $$`,
    "right",
  ],
  [
    "a model in the text may stand on functions that are shown",
    String.raw`$$ \ell(w) = (w^\top x - y)^2 $$ The penalised loss is $r(w) = \ell(w) + 3 w^\top w$.
      $$ \nabla r(w) = 2 (w^\top x - y) x + 6 w $$ $$ \nabla r(w) = 2 (w^\top x - y) x + 3 w $$`,
    "definition",
    "right",
    "wrong here",
  ],
];
for (const [title, text, ...wanted] of cases) test(title, () => assert.deepEqual(marks(text), wanted));
