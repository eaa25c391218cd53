/** An identity of the textbooks and the same with a mistake that people make. */
export interface Pair {
  under: string;
  right: string;
  wrong: string;
}

const x = "x, a, b: scalar";
const z = "z: vector m; t: scalar; i, j in 1..m";
const softmax = String.raw`z: vector m; i, j in 1..m; c: scalar; p := \operatorname{softmax}(z)`;
const xent = String.raw`z: vector m; i, o in 1..m; y: one-hot at o; p := \operatorname{softmax}(z); L := -\log(p_o)`;
const soft = String.raw`z, y: vector m; i in 1..m; L := -\sum_{i=1}^m y_i \log(\operatorname{softmax}(z)_i)`;
const bce = String.raw`x, y: scalar; L := -y \log(\sigma(x)) - (1 - y) \log(1 - \sigma(x))`;
const logistic = String.raw`w, x: vector d; y: scalar; L := -y \log(\sigma(w^\top x)) - (1 - y) \log(1 - \sigma(w^\top x))`;
const linear = String.raw`A: matrix m x d; x, b: vector d; c: vector m; S: matrix d x d; i in 1..d; \lambda: scalar`;
const ridge = String.raw`A: matrix m x d; x: vector d; c: vector m; \lambda: scalar; L := \frac{1}{2} \lVert A x - c \rVert^2 + \frac{\lambda}{2} \lVert x \rVert^2`;
const positive = "a, b: scalar, positive";

const pair = (under: string, right: string, wrong: string): Pair => ({ under, right, wrong });

/** At least 60 of each. */
export const pairs: Pair[] = [
  pair(x, String.raw`\sigma(-x) = 1 - \sigma(x)`, String.raw`\sigma(-x) = -\sigma(x)`),
  pair(x, String.raw`\sigma(x) = \frac{e^x}{1 + e^x}`, String.raw`\sigma(x) = \frac{e^{-x}}{1 + e^{-x}}`),
  pair(x, String.raw`\sigma(x) = \frac{1}{1 + e^{-x}}`, String.raw`\sigma(x) = \frac{1}{1 + e^{x}}`),
  pair(x, String.raw`\tanh(x) = 2 \sigma(2 x) - 1`, String.raw`\tanh(x) = 2 \sigma(x) - 1`),
  pair(
    x,
    String.raw`\tanh(x) = \frac{e^x - e^{-x}}{e^x + e^{-x}}`,
    String.raw`\tanh(x) = \frac{e^x + e^{-x}}{e^x - e^{-x}}`,
  ),
  pair(x, String.raw`\tanh(-x) = -\tanh(x)`, String.raw`\tanh(-x) = \tanh(x)`),
  pair(
    x,
    String.raw`\frac{\partial \tanh(x)}{\partial x} = 1 - \tanh(x)^2`,
    String.raw`\frac{\partial \tanh(x)}{\partial x} = 1 - \tanh(x)`,
  ),
  pair(
    x,
    String.raw`\frac{d \sigma(x)}{d x} = \sigma(x)(1 - \sigma(x))`,
    String.raw`\frac{d \sigma(x)}{d x} = \sigma(x)(1 + \sigma(x))`,
  ),
  pair(
    x,
    String.raw`\frac{d \sigma(x)}{d x} = \sigma(x) \sigma(-x)`,
    String.raw`\frac{d \sigma(x)}{d x} = \sigma(x) \sigma(x)`,
  ),
  pair(
    x,
    String.raw`\frac{d}{d x} \log(\sigma(x)) = 1 - \sigma(x)`,
    String.raw`\frac{d}{d x} \log(\sigma(x)) = \sigma(x)`,
  ),
  pair(
    x,
    String.raw`\frac{d}{d x} \log(\sigma(-x)) = -\sigma(x)`,
    String.raw`\frac{d}{d x} \log(\sigma(-x)) = 1 - \sigma(-x)`,
  ),
  pair(
    x,
    String.raw`\frac{d}{d x} \log(1 + e^x) = \sigma(x)`,
    String.raw`\frac{d}{d x} \log(1 + e^x) = \frac{1}{1 + e^x}`,
  ),
  pair(x, String.raw`\log(1 + e^{-x}) = -\log(\sigma(x))`, String.raw`\log(1 + e^{-x}) = \log(\sigma(x))`),
  pair(x, String.raw`\log(1 + e^x) = x + \log(1 + e^{-x})`, String.raw`\log(1 + e^x) = \log(1 + e^{-x}) - x`),
  pair(
    x,
    String.raw`\log(\sigma(x)) - \log(\sigma(-x)) = x`,
    String.raw`\log(\sigma(x)) - \log(\sigma(-x)) = -x`,
  ),
  pair(
    x,
    String.raw`\log(\frac{\sigma(x)}{1 - \sigma(x)}) = x`,
    String.raw`\log(\frac{1 - \sigma(x)}{\sigma(x)}) = x`,
  ),
  pair(
    x,
    String.raw`\frac{d}{d x} \frac{d}{d x} \sigma(x) = \sigma(x)(1 - \sigma(x))(1 - 2\sigma(x))`,
    String.raw`\frac{d}{d x} \frac{d}{d x} \sigma(x) = \sigma(x)(1 - \sigma(x))(1 - \sigma(x))`,
  ),
  pair(x, String.raw`(a + b)^2 = a^2 + 2 a b + b^2`, String.raw`(a + b)^2 = a^2 + b^2`),
  pair(x, String.raw`(a - b)(a + b) = a^2 - b^2`, String.raw`(a - b)(a + b) = a^2 + b^2`),
  pair(
    x,
    String.raw`(a + b)^3 = a^3 + 3 a^2 b + 3 a b^2 + b^3`,
    String.raw`(a + b)^3 = a^3 + a^2 b + a b^2 + b^3`,
  ),
  pair(x, String.raw`e^{a + b} = e^a e^b`, String.raw`e^{a + b} = e^a + e^b`),
  pair(x, String.raw`\exp(-a) = \frac{1}{\exp(a)}`, String.raw`\exp(-a) = -\exp(a)`),
  pair(x, String.raw`\log(e^a) = a`, String.raw`\log(e^a) = e^a`),
  pair(x, String.raw`\frac{d}{d x} x^3 = 3 x^2`, String.raw`\frac{d}{d x} x^3 = 3 x^3`),
  pair(x, String.raw`\frac{d}{d x} e^{a x} = a e^{a x}`, String.raw`\frac{d}{d x} e^{a x} = e^{a x}`),
  pair(
    x,
    String.raw`\frac{d}{d x} (a x \sigma(x)) = a \sigma(x) + a x \sigma(x)(1 - \sigma(x))`,
    String.raw`\frac{d}{d x} (a x \sigma(x)) = a \sigma(x)(1 - \sigma(x))`,
  ),
  pair(
    x,
    String.raw`\frac{d}{d x} \sigma(a x + b) = a \sigma(a x + b)(1 - \sigma(a x + b))`,
    String.raw`\frac{d}{d x} \sigma(a x + b) = \sigma(a x + b)(1 - \sigma(a x + b))`,
  ),
  pair(
    x,
    String.raw`\frac{d}{d x} \log(1 + x^2) = \frac{2 x}{1 + x^2}`,
    String.raw`\frac{d}{d x} \log(1 + x^2) = \frac{1}{1 + x^2}`,
  ),
  pair(positive, String.raw`\log(a b) = \log(a) + \log(b)`, String.raw`\log(a b) = \log(a) \log(b)`),
  pair(
    positive,
    String.raw`\log(\frac{a}{b}) = \log(a) - \log(b)`,
    String.raw`\log(\frac{a}{b}) = \frac{\log(a)}{\log(b)}`,
  ),
  pair(positive, String.raw`\log(a^3) = 3 \log(a)`, String.raw`\log(a^3) = \log(a)^3`),
  pair(
    positive,
    String.raw`\frac{d}{d a} \log(a) = \frac{1}{a}`,
    String.raw`\frac{d}{d a} \log(a) = \frac{1}{a^2}`,
  ),
  pair(
    positive,
    String.raw`\frac{d}{d a} \frac{b}{a} = -\frac{b}{a^2}`,
    String.raw`\frac{d}{d a} \frac{b}{a} = \frac{b}{a^2}`,
  ),
  pair(
    positive,
    String.raw`\frac{d}{d a} (a \log(a) - a) = \log(a)`,
    String.raw`\frac{d}{d a} (a \log(a) - a) = \log(a) - 1`,
  ),
  pair(
    softmax,
    String.raw`\operatorname{softmax}(z + 3)_i = p_i`,
    String.raw`\operatorname{softmax}(2 z)_i = p_i`,
  ),
  pair(softmax, String.raw`\sum_{i=1}^m p_i = 1`, String.raw`\sum_{i=1}^m p_i = m`),
  pair(
    softmax,
    String.raw`\frac{e^{z_i + c}}{\sum_{j=1}^m e^{z_j + c}} = p_i`,
    String.raw`\frac{e^{z_i + c}}{\sum_{j=1}^m e^{z_j}} = p_i`,
  ),
  pair(
    softmax,
    String.raw`\log(p_i) = z_i - \log(\sum_{j=1}^m \exp(z_j))`,
    String.raw`\log(p_i) = z_i - \sum_{j=1}^m z_j`,
  ),
  pair(
    softmax,
    String.raw`\frac{\partial p_i}{\partial z_j} = p_i (\mathbb{1}_{i=j} - p_j)`,
    String.raw`\frac{\partial p_i}{\partial z_j} = p_i (1 - p_j)`,
  ),
  pair(
    softmax,
    String.raw`\frac{\partial p_i}{\partial z_i} = p_i (1 - p_i)`,
    String.raw`\frac{\partial p_i}{\partial z_i} = p_i (1 + p_i)`,
  ),
  pair(
    `${softmax}; i != j`,
    String.raw`\frac{\partial p_i}{\partial z_j} = -p_i p_j`,
    String.raw`\frac{\partial p_i}{\partial z_j} = p_i p_j`,
  ),
  pair(
    softmax,
    String.raw`\frac{\partial p}{\partial z} = \operatorname{diag}(p) - p p^\top`,
    String.raw`\frac{\partial p}{\partial z} = \operatorname{diag}(p) - p^\top p`,
  ),
  pair(
    softmax,
    String.raw`\frac{\partial}{\partial z} \log(\sum_{j=1}^m \exp(z_j)) = p`,
    String.raw`\frac{\partial}{\partial z} \log(\sum_{j=1}^m \exp(z_j)) = \exp(z)`,
  ),
  pair(
    softmax,
    String.raw`\log(\sum_{j=1}^m e^{z_j + c}) = c + \log(\sum_{j=1}^m e^{z_j})`,
    String.raw`\log(\sum_{j=1}^m e^{z_j + c}) = m c + \log(\sum_{j=1}^m e^{z_j})`,
  ),
  pair(
    softmax,
    String.raw`\frac{\partial \log(p_i)}{\partial z_j} = \mathbb{1}_{i=j} - p_j`,
    String.raw`\frac{\partial \log(p_i)}{\partial z_j} = \mathbb{1}_{i=j} - p_i`,
  ),
  pair(
    xent,
    String.raw`\frac{\partial L}{\partial z} = p - y`,
    String.raw`\frac{\partial L}{\partial z} = y - p`,
  ),
  pair(
    xent,
    String.raw`\frac{\partial L}{\partial z_i} = p_i - \mathbb{1}_{i=o}`,
    String.raw`\frac{\partial L}{\partial z_i} = p_i - 1`,
  ),
  pair(xent, String.raw`L = -y^\top \log(p)`, String.raw`L = -y^\top p`),
  pair(xent, String.raw`y^\top z = z_o`, String.raw`y^\top z = \sum_{i=1}^m z_i`),
  pair(
    soft,
    String.raw`\frac{\partial L}{\partial z_i} = \operatorname{softmax}(z)_i \sum_{i=1}^m y_i - y_i`,
    String.raw`\frac{\partial L}{\partial z_i} = \operatorname{softmax}(z)_i - y_i`,
  ),
  pair(
    bce,
    String.raw`\frac{\partial L}{\partial x} = \sigma(x) - y`,
    String.raw`\frac{\partial L}{\partial x} = y - \sigma(x)`,
  ),
  pair(bce, String.raw`L = \log(1 + e^x) - x y`, String.raw`L = \log(1 + e^x) + x y`),
  pair(
    logistic,
    String.raw`\frac{\partial L}{\partial w} = (\sigma(w^\top x) - y) x`,
    String.raw`\frac{\partial L}{\partial w} = (\sigma(w^\top x) - y) w`,
  ),
  pair(
    logistic,
    String.raw`\nabla_w L = x \sigma(w^\top x) - x y`,
    String.raw`\nabla_w L = x \sigma(w^\top x) - y`,
  ),
  pair(
    linear,
    String.raw`\frac{\partial}{\partial x} (b^\top x) = b`,
    String.raw`\frac{\partial}{\partial x} (b^\top x) = b^\top`,
  ),
  pair(
    linear,
    String.raw`\frac{\partial}{\partial x} (x^\top x) = 2 x`,
    String.raw`\frac{\partial}{\partial x} (x^\top x) = x`,
  ),
  pair(
    linear,
    String.raw`\frac{\partial}{\partial x} (x^\top S x) = (S + S^\top) x`,
    String.raw`\frac{\partial}{\partial x} (x^\top S x) = 2 S x`,
  ),
  pair(
    linear,
    String.raw`\frac{\partial (A x)}{\partial x} = A^\top`,
    String.raw`\frac{\partial (A x)}{\partial x} = A`,
  ),
  pair(
    `${linear}; layout: numerator`,
    String.raw`\frac{\partial (A x)}{\partial x} = A`,
    String.raw`\frac{\partial (A x)}{\partial x} = A^\top`,
  ),
  pair(
    linear,
    String.raw`\frac{\partial}{\partial A} (c^\top A x) = c x^\top`,
    String.raw`\frac{\partial}{\partial A} (c^\top A x) = x c^\top`,
  ),
  pair(
    linear,
    String.raw`\frac{\partial}{\partial x} \lVert A x - c \rVert^2 = 2 A^\top (A x - c)`,
    String.raw`\frac{\partial}{\partial x} \lVert A x - c \rVert^2 = 2 A (A x - c)`,
  ),
  pair(linear, String.raw`(A x)^\top = x^\top A^\top`, String.raw`(A x)^\top = A^\top x^\top`),
  pair(linear, String.raw`x^\top b = b^\top x`, String.raw`x^\top b = b x^\top`),
  pair(
    linear,
    String.raw`(x - b)^\top (x - b) = \lVert x \rVert^2 - 2 b^\top x + \lVert b \rVert^2`,
    String.raw`(x - b)^\top (x - b) = \lVert x \rVert^2 - \lVert b \rVert^2`,
  ),
  pair(
    linear,
    String.raw`\frac{\partial}{\partial x} \frac{\lambda}{2} \lVert x \rVert^2 = \lambda x`,
    String.raw`\frac{\partial}{\partial x} \frac{\lambda}{2} \lVert x \rVert^2 = 2 \lambda x`,
  ),
  pair(
    linear,
    String.raw`\frac{\partial}{\partial S} \lVert S \rVert_F^2 = 2 S`,
    String.raw`\frac{\partial}{\partial S} \lVert S \rVert_F^2 = 2 S^\top`,
  ),
  pair(linear, String.raw`(x \odot b)_i = x_i b_i`, String.raw`(x \odot b)_i = x^\top b`),
  pair(
    linear,
    String.raw`\operatorname{diag}(x) b = x \odot b`,
    String.raw`\operatorname{diag}(x) b = x^\top b`,
  ),
  pair(
    ridge,
    String.raw`\frac{\partial L}{\partial x} = A^\top (A x - c) + \lambda x`,
    String.raw`\frac{\partial L}{\partial x} = A^\top (A x - c) + 2 \lambda x`,
  ),
  pair(
    ridge,
    String.raw`\frac{\partial L}{\partial A} = (A x - c) x^\top`,
    String.raw`\frac{\partial L}{\partial A} = x (A x - c)^\top`,
  ),
  pair(
    z,
    String.raw`\sum_{i=1}^m (z_i + t) = t m + \sum_{i=1}^m z_i`,
    String.raw`\sum_{i=1}^m (z_i + t) = t + \sum_{i=1}^m z_i`,
  ),
  pair(
    z,
    String.raw`\sum_{i=1}^m \mathbb{1}_{i=j} z_i = z_j`,
    String.raw`\sum_{i=1}^m \mathbb{1}_{i=j} z_i = m z_j`,
  ),
  pair(
    z,
    String.raw`\sum_{i=1, i \neq j}^m z_i = \sum_{i=1}^m z_i - z_j`,
    String.raw`\sum_{i=1, i \neq j}^m z_i = \sum_{i=1}^m z_i`,
  ),
  pair(
    z,
    String.raw`(\sum_{i=1}^m z_i)^2 = \sum_{i=1}^m \sum_{j=1}^m z_i z_j`,
    String.raw`(\sum_{i=1}^m z_i)^2 = \sum_{i=1}^m z_i^2`,
  ),
];
