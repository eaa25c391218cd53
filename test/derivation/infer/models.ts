/** A model that declares nothing, and claims about a derivative in it. */
export interface Model {
  title: string;
  definitions: readonly string[];
  /** What is differentiated, and by what. */
  of: string;
  by: string;
  /** Values of the derivative that are right with the shape of the variable. */
  right: readonly string[];
  /** Values that are right under `layout: numerator`. */
  flat?: readonly string[];
  /** Values that are right under no layout: an order, a transpose or a sum is not what it should be. */
  wrong: readonly string[];
}

const r = String.raw;

/** Vectors as columns. */
const columns: Model[] = [
  {
    title: "least squares, by the weights",
    definitions: [r`J = (y - Xw)^\top (y - Xw)`],
    of: "J",
    by: "w",
    right: [r`-2 X^\top (y - Xw)`, r`2 X^\top X w - 2 X^\top y`],
    flat: [r`-2 (y - Xw)^\top X`],
    wrong: [r`-2 (y - Xw) X`, r`-2 X (y - Xw)`, r`-2 (y - Xw) X^\top`, r`2 X X^\top w - 2 X y`],
  },
  {
    title: "least squares with a norm",
    definitions: [r`L = \|Xw - y\|^2`],
    of: "L",
    by: "w",
    right: [r`2 X^\top (Xw - y)`],
    flat: [r`2 (Xw - y)^\top X`],
    wrong: [r`2 X (Xw - y)`, r`2 (Xw - y) X`, r`2 (Xw - y) X^\top`],
  },
  {
    title: "ridge regression",
    definitions: [r`J = \|y - A x\|^2 + \lambda x^\top x`],
    of: "J",
    by: "x",
    right: [r`-2 A^\top (y - A x) + 2 \lambda x`],
    flat: [r`-2 (y - A x)^\top A + 2 \lambda x^\top`],
    wrong: [r`-2 A (y - A x) + 2 \lambda x`, r`-2 (y - A x) A + 2 \lambda x`],
  },
  {
    title: "a quadratic form",
    definitions: [r`f = x^\top A x`],
    of: "f",
    by: "x",
    right: [r`(A + A^\top) x`],
    flat: [r`x^\top (A + A^\top)`],
    wrong: [r`2 A x`, r`x (A + A^\top)`, r`2 x A`],
  },
  {
    title: "a bilinear form, by its matrix",
    definitions: [r`f = a^\top X b`],
    of: "f",
    by: "X",
    right: [r`a b^\top`],
    flat: [r`b a^\top`],
    wrong: [r`a^\top b`, r`a b`, r`b^\top a`],
  },
  {
    title: "a bilinear form, by its left vector",
    definitions: [r`f = a^\top X b`],
    of: "f",
    by: "a",
    right: [r`X b`],
    flat: [r`b^\top X^\top`, r`(X b)^\top`],
    wrong: [r`b X`, r`X^\top b`, r`b X^\top`],
  },
  {
    title: "a linear layer, by its input",
    definitions: [r`z = Wx + b`, r`L = \|z - t\|^2`],
    of: "L",
    by: "x",
    right: [r`2 W^\top (z - t)`],
    flat: [r`2 (z - t)^\top W`],
    wrong: [r`2 W (z - t)`, r`2 (z - t) W`, r`2 (z - t) W^\top`],
  },
  {
    title: "a linear layer, by its weights",
    definitions: [r`z = Wx + b`, r`L = \|z - t\|^2`],
    of: "L",
    by: "W",
    right: [r`2 (z - t) x^\top`],
    flat: [r`2 x (z - t)^\top`],
    wrong: [r`2 (z - t) x`, r`2 (z - t)^\top x`, r`2 x^\top (z - t)`],
  },
  {
    title: "a score of a hidden layer, by the input",
    definitions: [r`h = \tanh(Wx + b)`, r`s = u^\top h`],
    of: "s",
    by: "x",
    right: [r`W^\top (u \odot (1 - h \odot h))`],
    flat: [r`(u \odot (1 - h \odot h))^\top W`],
    wrong: [
      r`(u \odot (1 - h \odot h)) W`,
      r`W (u \odot (1 - h \odot h))`,
      r`(u \odot (1 - h \odot h)) W^\top`,
      r`W^\top (u (1 - h \odot h))`,
    ],
  },
  {
    title: "a score of a hidden layer, by the weights",
    definitions: [r`h = \sigma(Wx + b)`, r`s = u^\top h`],
    of: "s",
    by: "W",
    right: [r`(u \odot h \odot (1 - h)) x^\top`],
    wrong: [
      r`x (u \odot h \odot (1 - h))^\top`,
      r`(u \odot h \odot (1 - h)) x`,
      r`x^\top (u \odot h \odot (1 - h))`,
    ],
  },
  {
    title: "a score without a transpose, by the input",
    definitions: [r`h = \tanh(Wx + b)`, r`s = \sum_i u_i h_i`],
    of: "s",
    by: "x",
    right: [r`W^\top (u \odot (1 - h \odot h))`],
    wrong: [r`(u \odot (1 - h \odot h)) W`, r`W (u \odot (1 - h \odot h))`],
  },
  {
    title: "two layers, by the first bias",
    definitions: [r`h = \sigma(Wx + b)`, r`y = Vh + c`, r`L = \frac{1}{2} \|y - t\|^2`],
    of: "L",
    by: "b",
    right: [r`(V^\top (y - t)) \odot h \odot (1 - h)`],
    flat: [r`(V^\top (y - t))^\top \odot h^\top \odot (1 - h)^\top`],
    wrong: [
      r`(V (y - t)) \odot h \odot (1 - h)`,
      r`((y - t) V) \odot h \odot (1 - h)`,
      r`V^\top (y - t) h (1 - h)`,
    ],
  },
  {
    title: "two layers, by the second weights",
    definitions: [r`h = \sigma(Wx + b)`, r`y = Vh + c`, r`L = \frac{1}{2} \|y - t\|^2`],
    of: "L",
    by: "V",
    right: [r`(y - t) h^\top`],
    wrong: [r`h (y - t)^\top`, r`(y - t) h`, r`h^\top (y - t)`],
  },
  {
    title: "two layers without biases, by the input",
    definitions: [r`h = \tanh(Ux)`, r`y = Vh`, r`E = \|y - t\|^2`],
    of: "E",
    by: "x",
    right: [r`2 U^\top ((V^\top (y - t)) \odot (1 - h \odot h))`],
    wrong: [
      r`2 U ((V (y - t)) \odot (1 - h \odot h))`,
      r`2 (y - t) V (1 - h \odot h) U`,
      r`2 V^\top (y - t) (1 - h \odot h) U^\top`,
    ],
  },
  {
    title: "softmax regression, by the weights",
    definitions: [r`z = Wx`, r`p = \operatorname{softmax}(z)`, r`L = -\sum_k y_k \log p_k`],
    of: "L",
    by: "W",
    right: [],
    wrong: [r`x (p - y)^\top`, r`(p - y) x`, r`x^\top (p - y)`],
  },
  {
    title: "softmax regression, by the input",
    definitions: [r`p = \operatorname{softmax}(Wx)`, r`L = -\log p_k`],
    of: "L",
    by: "x",
    right: [r`W^\top p - W^\top e_k`],
    wrong: [r`W (p - e_k)`, r`(p - e_k) W`],
  },
  {
    title: "a step of a recurrent network, by the state before",
    definitions: [r`h = \tanh(Wx + Ug + b)`, r`L = v^\top h`],
    of: "L",
    by: "g",
    right: [r`U^\top (v \odot (1 - h \odot h))`],
    wrong: [
      r`U (v \odot (1 - h \odot h))`,
      r`(v \odot (1 - h \odot h)) U`,
      r`W^\top (v \odot (1 - h \odot h))`,
    ],
  },
  {
    title: "a step of a recurrent network, by its weights",
    definitions: [r`h = \tanh(Wx + Ug + b)`, r`L = \|h - t\|^2`],
    of: "L",
    by: "U",
    right: [r`2 ((h - t) \odot (1 - h \odot h)) g^\top`],
    wrong: [
      r`2 g ((h - t) \odot (1 - h \odot h))^\top`,
      r`2 ((h - t) \odot (1 - h \odot h)) g`,
      r`2 (h - t) (1 - h \odot h) g`,
    ],
  },
  {
    title: "attention to keys, by the query",
    definitions: [r`a = \operatorname{softmax}(Kq)`, r`s = a^\top v`],
    of: "s",
    by: "q",
    right: [r`K^\top (a \odot v - a (a^\top v))`, r`K^\top (\operatorname{diag}(a) - a a^\top) v`],
    flat: [r`v^\top (\operatorname{diag}(a) - a a^\top) K`],
    wrong: [
      r`K (\operatorname{diag}(a) - a a^\top) v`,
      r`(\operatorname{diag}(a) - a a^\top) v K`,
      r`K^\top (\operatorname{diag}(a) - a^\top a) v`,
    ],
  },
  {
    title: "a score of query and key through weights",
    definitions: [r`s = q^\top W k`],
    of: "s",
    by: "k",
    right: [r`W^\top q`],
    flat: [r`q^\top W`],
    wrong: [r`W q`, r`q W`, r`q W^\top`],
  },
  {
    title: "an autoencoder, by the code's weights",
    definitions: [r`h = Wx`, r`y = Vh`, r`L = \|y - x\|^2`],
    of: "L",
    by: "W",
    right: [r`2 V^\top (y - x) x^\top`],
    wrong: [r`2 V (y - x) x^\top`, r`2 x (y - x)^\top V`, r`2 (y - x) V x`, r`2 V^\top (y - x) x`],
  },
  {
    title: "a norm of a product",
    definitions: [r`f = \|Ax\|^2`],
    of: "f",
    by: "x",
    right: [r`2 A^\top A x`],
    wrong: [r`2 A A^\top x`, r`2 A A x`, r`2 x A^\top A`],
  },
  {
    title: "a norm of a product, by the matrix",
    definitions: [r`f = \|Ax\|^2`],
    of: "f",
    by: "A",
    right: [r`2 A x x^\top`],
    wrong: [r`2 x x^\top A`, r`2 A x^\top x`, r`2 x^\top A x`],
  },
  {
    title: "a metric, by the point",
    definitions: [r`d = (x - m)^\top S (x - m)`],
    of: "d",
    by: "x",
    right: [r`(S + S^\top)(x - m)`],
    wrong: [r`(x - m)(S + S^\top)`, r`2 S (x - m)`, r`2 (x - m) S`],
  },
  {
    title: "rectified units, by the input",
    definitions: [r`h = \operatorname{relu}(Wx + b)`, r`s = Uh + c`, r`L = \|s - t\|^2`],
    of: "L",
    by: "U",
    right: [r`2 (s - t) h^\top`],
    flat: [r`2 h (s - t)^\top`],
    wrong: [r`2 (s - t) h`, r`2 h^\top (s - t)`],
  },
  {
    title: "logistic regression over a data matrix",
    definitions: [r`p = \sigma(Xw)`, r`J = -\sum_i (y_i \log p_i + (1 - y_i) \log(1 - p_i))`],
    of: "J",
    by: "w",
    right: [r`X^\top (p - y)`],
    flat: [r`(p - y)^\top X`],
    wrong: [r`X (p - y)`, r`(p - y) X`, r`(p - y) X^\top`],
  },
];

/** Vectors as rows, as in code. */
const rows: Model[] = [
  {
    title: "rectified units of rows, by the second weights",
    definitions: [r`h = \operatorname{relu}(xW + b)`, r`s = hU + c`, r`L = \|s - t\|^2`],
    of: "L",
    by: "U",
    right: [r`2 h^\top (s - t)`],
    flat: [r`2 (s - t)^\top h`],
    wrong: [r`2 (s - t) h`, r`2 (s - t) h^\top`, r`2 h (s - t)`],
  },
  {
    title: "rectified units of rows, by the hidden layer",
    definitions: [r`s = hU + c`, r`L = \|s - t\|^2`],
    of: "L",
    by: "h",
    right: [r`2 (s - t) U^\top`],
    flat: [r`2 U (s - t)^\top`],
    wrong: [r`2 U (s - t)`, r`2 U^\top (s - t)`, r`2 (s - t) U`],
  },
  {
    title: "two layers of rows, by the input",
    definitions: [r`h = \sigma(xW)`, r`y = hV`, r`L = \frac{1}{2} \|y - t\|^2`],
    of: "L",
    by: "x",
    right: [r`(((y - t) V^\top) \odot h \odot (1 - h)) W^\top`],
    wrong: [
      r`W^\top (V^\top (y - t) \odot h \odot (1 - h))`,
      r`(y - t) V h (1 - h) W`,
      r`(((y - t) V) \odot h \odot (1 - h)) W`,
    ],
  },
  {
    title: "softmax of rows, by the weights",
    definitions: [r`p = \operatorname{softmax}(xW)`, r`L = -\sum_k y_k \log p_k`],
    of: "L",
    by: "W",
    right: [],
    wrong: [r`(p - y) x^\top`, r`(p - y)^\top x`, r`x (p - y)`],
  },
  {
    title: "a row layer, by its input",
    definitions: [r`z = xA + c`, r`E = \frac{1}{2} \|z - y\|^2`],
    of: "E",
    by: "x",
    right: [r`(z - y) A^\top`],
    wrong: [r`A^\top (z - y)`, r`A (z - y)`, r`(z - y) A`],
  },
];

export const models = [...columns, ...rows];
