import assert from "node:assert/strict";
import { test } from "node:test";
import { checkMarks } from "../declared";
import { linesFor, marksFor } from "./section-of";

const none = { assume: "none" };

test("a product, a transpose and a sum say which names are vectors and which are numbers", () => {
  const latex = String.raw`L = -y \log(\sigma(w^\top x + b)) - (1 - y) \log(1 - \sigma(w^\top x + b)) \\
    \frac{\partial L}{\partial w} = (\sigma(w^\top x + b) - y) x`;
  assert.deepEqual(linesFor(latex, none), ["b: scalar", "w: vector d", "x: vector d", "y: scalar"]);
  assert.deepEqual(marksFor(latex, none), ["definition", "right"]);
});

test("a matrix gets its sides from its neighbours, in letters that mean nothing else", () => {
  const latex = String.raw`\frac{\partial}{\partial x} \lVert A x - c \rVert^2 = 2 A^\top (A x - c)`;
  assert.deepEqual(linesFor(latex), ["A: matrix m x d", "c: vector m", "x: vector d"]);
  assert.deepEqual(marksFor(latex), ["right"]);
  const taken = String.raw`\frac{\partial}{\partial d} \lVert A d - m \rVert^2 = 2 A^\top (A d - m)`;
  assert.deepEqual(linesFor(taken), ["A: matrix q x p", "d: vector p", "m: vector q"]);
});

test("a name that is multiplied by itself is a number, bold or not", () => {
  const latex = String.raw`\frac{\partial \sigma(\boldsymbol{x})}{\partial \boldsymbol{x}} = \sigma(\boldsymbol{x})(1 - \sigma(\boldsymbol{x}))`;
  assert.deepEqual(linesFor(latex), ["x: scalar"]);
});

test("an equation that no reading fits does not decide what its names are", () => {
  const latex = String.raw`f = a^\top x \\ \frac{\partial f}{\partial x} = a \\ \frac{\partial f}{\partial x} = a^\top x x^\top`;
  assert.deepEqual(linesFor(latex), ["a: vector d", "x: vector d"]);
  assert.deepEqual(marksFor(latex), ["definition", "right", "wrong here"]);
});

test("entries and sums give an index its range, and the vector its length", () => {
  const latex = String.raw`\ell = -\frac{N}{2} \log(s^2) - \frac{1}{2 s^2} \sum_{i=1}^N (x_i - \mu)^2 \\
    \frac{\partial \ell}{\partial \mu} = \frac{1}{s^2} \sum_{i=1}^N (x_i - \mu)`;
  assert.deepEqual(linesFor(latex), ["\\mu: scalar", "s: scalar, positive", "x: vector N"]);
  assert.deepEqual(marksFor(latex), ["definition", "right"]);
});

test("positive is assumed only of what a logarithm or a root is taken of", () => {
  assert.deepEqual(linesFor(String.raw`\log\frac{a}{b} = \log a - \log b`), [
    "a: scalar, positive",
    "b: scalar, positive",
  ]);
  assert.deepEqual(linesFor(String.raw`\log(1 + x^2) = \log(x^2 + 1)`), ["x: scalar"]);
});

test("a subscript in small letters names columns of the matrix in capitals", () => {
  const latex = String.raw`s = X a - \sum_i a_i x_i`;
  assert.deepEqual(linesFor(latex), ["X: matrix d x n, columns x_i", "a: vector n"]);
});

test("a two-sided subscript makes a matrix, and each of its indices gets its range", () => {
  const latex = String.raw`L = g^\top (W x + b) \\ \frac{\partial L}{\partial W} = g x^\top \\ \frac{\partial L}{\partial W_{ij}} = g_i x_j`;
  assert.deepEqual(marksFor(latex), ["definition", "right", "right"]);
  const lines = linesFor(latex);
  assert.equal(lines.length, 6, lines.join("; "));
  assert.ok(lines.includes("W: matrix n x m"), lines.join("; "));
});

test("a name that the text defines is not declared, and one that is only differentiated is not made up", () => {
  assert.deepEqual(linesFor(String.raw`p = \operatorname{softmax}(z) \\ \sum_{i=1}^n p_i = 1`, none), [
    "z: vector n",
  ]);
  assert.deepEqual(linesFor(String.raw`\frac{\partial F}{\partial x} = 2 x`), ["x: scalar"]);
  assert.deepEqual(marksFor(String.raw`\frac{\partial F}{\partial x} = 2 x`), ["malformed"]);
});

test("what the author declared stays, and the rest is fitted to it", () => {
  const declared = "x: vector p";
  assert.deepEqual(linesFor(String.raw`y = A x`, { declared }), ["A: matrix m x p"]);
});

test("a name whose entries are defined stands for all of them, and is claimed when it is written whole", () => {
  const latex = String.raw`p_i = \frac{e^{z_i}}{\sum_{k=1}^n e^{z_k}} \\ p = \operatorname{softmax}(z) \\
    \frac{\partial}{\partial z} a^\top p = p \odot a - (a^\top p) p`;
  assert.deepEqual(marksFor(latex, none), ["definition", "right", "right"]);
});

test("a loss may be the mean of losses that have its letter", () => {
  const latex = String.raw`L_i = (w x_i - t_i)^2 \\ L = \frac{1}{n} \sum_{i=1}^n L_i \\
    \frac{\partial L}{\partial w} = \frac{2}{n} \sum_{i=1}^n (w x_i - t_i) x_i`;
  assert.deepEqual(marksFor(latex, none), ["definition", "definition", "right"]);
});

test("what weighs logarithms as a target does sums to 1, and not a label of two classes", () => {
  const many = String.raw`J = -\sum_i y_i \log p_i`;
  assert.ok(linesFor(many, none).includes("y: vector n, sums to 1"), linesFor(many, none).join("; "));
  const two = String.raw`J = -\sum_i (y_i \log p_i + (1 - y_i) \log(1 - p_i))`;
  assert.ok(linesFor(two, none).includes("y: vector n"), linesFor(two, none).join("; "));
});

test("columns of two matrices may have letters of their own", () => {
  const lines = linesFor(
    String.raw`J = (w_i^\top \tilde{w}_j + b_i + \tilde{b}_j - \log X_{ij})^2 \\ \frac{\partial J}{\partial w_i} = 0`,
  );
  assert.ok(lines.includes(String.raw`\tilde{W}: matrix d x n, columns \tilde{w}_j`), lines.join("; "));
});

test("superscript indices count columns or entries, and layers have names of their own", () => {
  const examples = String.raw`h^{(i)} = w x^{(i)} \\ C = \frac{1}{2 N} \sum_{i=1}^N (h^{(i)} - y^{(i)})^2 \\
    \frac{\partial C}{\partial w} = \frac{1}{N} \sum_{i=1}^N (h^{(i)} - y^{(i)}) x^{(i)}`;
  assert.deepEqual(marksFor(examples, none), ["definition", "definition", "right"]);
  const layers = String.raw`z^{[1]} = W^{[1]} x + b^{[1]} \\ L = \frac12 \| z^{[1]} - t \|^2 \\
    \frac{\partial L}{\partial W^{[1]}} = (z^{[1]} - t) x^\top`;
  assert.deepEqual(marksFor(layers, none), ["definition", "definition", "right"]);
});

test("I is the identity matrix where a matrix fits", () => {
  const latex = String.raw`\frac{\partial}{\partial x} x^\top (A + \lambda I) x = (A + A^\top + 2 \lambda I) x`;
  assert.ok(linesFor(latex, none).includes("I: identity d"), linesFor(latex, none).join("; "));
  assert.deepEqual(marksFor(latex, none), ["right"]);
});

test("a number may be added to all scores of a softmax, and a factor may stand before parentheses", () => {
  const shift = String.raw`x: vector n; c: scalar; p := \operatorname{softmax}(x)`;
  assert.deepEqual(checkMarks(shift, String.raw`\operatorname{softmax}(x + c) = p`), ["right"]);
  assert.deepEqual(checkMarks(shift, String.raw`\operatorname{softmax}(c x) = p`), ["wrong here"]);
  assert.deepEqual(
    checkMarks(
      shift,
      String.raw`p (\frac{1}{2} p + \frac{1}{2} x)^\top = \frac{1}{2} p p^\top + \frac{1}{2} p x^\top`,
    ),
    ["right"],
  );
});

test("what is declared as a size is not defined by an equation", () => {
  assert.deepEqual(checkMarks("p: vector m; i in 1..m", String.raw`m = \sum_{i=1}^m 1`), ["right"]);
  assert.deepEqual(checkMarks("p: vector m; i in 1..m", String.raw`m = \sum_{i=1}^m p_i`), ["wrong here"]);
});
