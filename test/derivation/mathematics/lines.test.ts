import assert from "node:assert/strict";
import { test } from "node:test";
import { declare } from "../../../dist/derivation/declare/declare";
import { derive } from "../../../dist/derivation/derivation";

/** Declarations, a line that is right, and the same line with one mistake in it. */
const lines: [about: string, declarations: string, right: string, wrong: string][] = [
  ["|x| of a number", "x: scalar", "|x|^2 = x^2", "|x| = x"],
  ["|x| |y|", "x, y: scalar", "|x||y| = |x y|", "|x||y| = x y"],
  [
    "a length and its square",
    "a, b: vector n",
    "\\|a - b\\|_2^2 = \\|a\\|^2 - 2 a^\\top b + ||b||^2",
    "\\|a - b\\|_2^2 = \\|a\\|^2 - a^\\top b + ||b||^2",
  ],
  [
    "the slope of a length",
    "a: vector n",
    "\\nabla_a \\lVert a \\rVert = \\frac{a}{\\lVert a \\rVert}",
    "\\nabla_a \\lVert a \\rVert = a",
  ],
  [
    "the sum of absolute values",
    "a: vector n; i in 1..n",
    "\\frac{\\partial \\|a\\|_1}{\\partial a_i} = \\operatorname{sign}(a_i)",
    "\\frac{\\partial \\|a\\|_1}{\\partial a_i} = a_i",
  ],
  [
    "the greater of two",
    "a, b: scalar",
    "\\max(a, b) = \\frac{a + b + |a - b|}{2}",
    "\\max(a, b) = \\frac{a + b - |a - b|}{2}",
  ],
  ["the greatest of three", "a, b: scalar", "\\max(a, b, a) = \\max(b, a)", "\\max(a, b, 0) = \\max(b, a)"],
  [
    "ReLU and its slope",
    "x: scalar",
    "\\frac{d}{dx} \\operatorname{ReLU}(x) = \\mathbb{1}\\{x > 0\\}",
    "\\frac{d}{dx} \\operatorname{ReLU}(x) = \\mathbb{1}\\{x < 0\\}",
  ],
  [
    "LeakyReLU by cases",
    "x: scalar; a: scalar, positive",
    "\\frac{d}{dx} \\begin{cases} x & x > 0 \\\\ a x & \\text{otherwise} \\end{cases} = \\begin{cases} 1 & x > 0 \\\\ a & x < 0 \\end{cases}",
    "\\frac{d}{dx} \\begin{cases} x & x > 0 \\\\ a x & \\text{otherwise} \\end{cases} = \\begin{cases} 1 & x > 0 \\\\ -a & x < 0 \\end{cases}",
  ],
  [
    "cases by an index",
    "z: vector n; i, j in 1..n; p := \\operatorname{softmax}(z)",
    "\\frac{\\partial p_i}{\\partial z_j} = \\begin{cases} p_i (1 - p_i) & \\text{if } i = j \\\\ -p_i p_j & \\text{if } i \\neq j \\end{cases}",
    "\\frac{\\partial p_i}{\\partial z_j} = \\begin{cases} p_i (1 - p_i) & \\text{if } i = j \\\\ p_i p_j & \\text{if } i \\neq j \\end{cases}",
  ],
  [
    "Kronecker's delta and Iverson's bracket",
    "z: vector n; i, j, k in 1..n",
    "\\sum_{k=1}^n \\delta_{ik} z_k + [i = j] = z_i + \\mathbf{1}_{\\{j = i\\}}",
    "\\sum_{k=1}^n \\delta_{ik} z_k + [i = j] = z_i",
  ],
  [
    "a matrix written out times a column",
    "a, b, c, d, x, y: scalar",
    "\\begin{bmatrix} a & b \\\\ c & d \\end{bmatrix} \\begin{pmatrix} x \\\\ y \\end{pmatrix} = \\begin{bmatrix} a x + b y \\\\ c x + d y \\end{bmatrix}",
    "\\begin{bmatrix} a & b \\\\ c & d \\end{bmatrix} \\begin{pmatrix} x \\\\ y \\end{pmatrix} = \\begin{bmatrix} a x + c y \\\\ b x + d y \\end{bmatrix}",
  ],
  [
    "a determinant written out",
    "a, b, c, d: scalar",
    "\\det \\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix} = \\begin{vmatrix} a & c \\\\ b & d \\end{vmatrix}",
    "\\det \\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix} = a d + b c",
  ],
  [
    "a trace and its slope",
    "A: matrix m x n; B: matrix n x m",
    "\\frac{\\partial \\operatorname{tr}(A B)}{\\partial A} = B^\\top",
    "\\frac{\\partial \\operatorname{tr}(A B)}{\\partial A} = -B^\\top",
  ],
  [
    "a matrix and its inverse",
    "A, B: matrix n x n; x: vector n",
    "(A B)^{-1} A B x = x",
    "(A B)^{-1} B A x = x",
  ],
  [
    "the slope of the logarithm of a determinant",
    "A: matrix n x n",
    "\\frac{\\partial}{\\partial A} \\det(A) = \\det(A) (A^{-1})^\\top",
    "\\frac{\\partial}{\\partial A} \\det(A) = \\det(A) A^{-1}",
  ],
  [
    "sine and cosine",
    "x: scalar",
    "\\frac{d}{dx} (\\sin(2 x) \\cos(2 x)) = 4 (\\cos(2 x))^2 - 2",
    "\\frac{d}{dx} (\\sin(2 x) \\cos(2 x)) = 2 (\\cos(2 x))^2 - 2",
  ],
  [
    "a power that is no whole number",
    "x, a: scalar, positive",
    "\\frac{d}{dx} x^{a} = a x^{a - 1}",
    "\\frac{d}{dx} x^{a} = x^{a - 1}",
  ],
  ["a root as a power", "x: scalar, positive", "\\sqrt{x} = x^{1/2}", "\\sqrt{x} = x^{1/3}"],
  [
    "a product of positive numbers",
    "p: vector T, positive; t in 1..T",
    "\\log(\\prod_{t=1}^T p_t) = \\sum_{t=1}^T \\log(p_t)",
    "\\log(\\prod_{t=1}^T p_t) = \\prod_{t=1}^T \\log(p_t)",
  ],
  ["entries by a number", "x: vector n", "x_1 x_2 + x_1 = x_1 (1 + x_2)", "x_1 x_2 + x_1 = x_2 (1 + x_1)"],
  [
    "columns divided entry by entry",
    "a, b: vector n, positive; i in 1..n",
    "(a / b)_i = \\frac{a_i}{b_i}",
    "(a / b)_i = \\frac{b_i}{a_i}",
  ],
  [
    "the chain rule through a name",
    "U: matrix d x n, columns u_w, w in Vocab; v: vector d; o in Vocab; y: one-hot at o\n\\theta := U^\\top v; J := -u_o^\\top v + \\log(\\sum_{w \\in Vocab} \\exp(u_w^\\top v))",
    "\\frac{\\partial J}{\\partial \\theta} = \\operatorname{softmax}(\\theta) - y",
    "\\frac{\\partial J}{\\partial \\theta} = \\operatorname{softmax}(\\theta)",
  ],
  [
    "the chain rule written out",
    "W: matrix m x n; x: vector n; y, b: vector m\nz := W x + b; h := \\sigma(z); L := \\frac{1}{2} \\lVert h - y \\rVert^2",
    "\\frac{\\partial L}{\\partial W} = (\\frac{\\partial L}{\\partial h} \\odot h \\odot (1 - h)) x^\\top",
    "\\frac{\\partial L}{\\partial W} = \\frac{\\partial L}{\\partial h} x^\\top",
  ],
];

for (const [about, declarations, right, wrong] of lines) {
  test(`${about}: the right line is proved, and the wrong one is refuted`, () => {
    const mark = (latex: string): string => derive(latex, declare(declarations)).lines[0].mark;
    assert.equal(mark(right), "right");
    assert.equal(mark(wrong), "wrong here");
  });
}

test("a derivative by a name is refused where its parts are used outside of it, too", () => {
  const declared = declare("x: vector n; A: matrix n x n; z := A x; L := z^\\top x");
  const [line] = derive("\\frac{\\partial L}{\\partial z} = x", declared).lines;
  assert.equal(line.mark, "malformed");
});
