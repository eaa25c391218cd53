import assert from "node:assert/strict";
import { test } from "node:test";
import { deriveFile } from "../../../dist/derivation/derive-file";
import { checkLines, checkMarks, naive, plain } from "../declared";

const numbers = "x, y, a, b: scalar";
const columns = "a, b, x: vector n; i, j in 1..n; A: matrix n x n";
const data = String.raw`X: matrix d x N, columns x^{(i)}, i in 1..N; y: vector N; w: vector d; j in 1..d
p^{(i)} := \sigma(w^\top x^{(i)})
L := -\sum_{i=1}^N (y^{(i)} \log p^{(i)} + (1 - y^{(i)}) \log(1 - p^{(i)}))`;
const layers = String.raw`W^{[1]}: matrix h x d; W^{[2]}: matrix 1 x h; x: vector d; b^{[1]}: vector h
z^{[1]} := W^{[1]} x + b^{[1]}; f := W^{[2]} \sigma(z^{[1]})`;
const network = String.raw`h^{(t-1)}: vector d; x^{(t)}: vector d; W: matrix d x d; h^{(t)} := \tanh(W h^{(t-1)} + x^{(t)})`;
const normal = String.raw`\sigma, \mu, x: scalar, positive; p := \frac{1}{\sigma\sqrt{2\pi}} \exp(-\frac{(x-\mu)^2}{2\sigma^2})`;
const words = String.raw`U: matrix d x n, columns u_w, w in \mathcal{V}; v_c: vector d; o in \mathcal V; y: one-hot at o
\hat{y} := \operatorname{softmax}(U^\top v_c)`;

/** A right line and one with a mistake, in a spelling of its own. */
const pairs: [under: string, right: string, wrong: string][] = [
  [
    columns,
    String.raw`a_i \sum_{i=1}^n x_i - x_i = a_i \sum_{j=1}^n x_j - x_i`,
    String.raw`a_i \sum_{i=1}^n x_i - x_i = a_i \sum_{j=1}^n (x_j - x_j)`,
  ],
  [
    columns,
    String.raw`\sum_{i=1}^n x_i + b_i = b_i + \sum_{j=1}^n x_j`,
    String.raw`\sum_{i=1}^n x_i + b_i = b_i + \sum_{j=1}^n (x_j + b_j)`,
  ],
  [
    columns,
    String.raw`\frac{\partial a^\top b}{\partial x} = \sum_{i=1}^n 0`,
    String.raw`\frac{\partial a^\top x}{\partial x} = \sum_{i=1}^n 0`,
  ],
  [
    columns,
    String.raw`\frac{\partial a^\top x}{\partial x} = a + n \cdot 0 - \sum_{i=1}^n (0 + 0)`,
    String.raw`\frac{\partial a^\top x}{\partial x} = a + \sum_{i=1}^n x_i \cdot 0 + \sum_{i=1}^n 1`,
  ],
  [
    data,
    String.raw`\frac{\partial L}{\partial w} = \sum_{i=1}^N (p^{(i)} - y^{(i)}) x^{(i)}`,
    String.raw`\frac{\partial L}{\partial w} = \sum_{i=1}^N (y^{(i)} - p^{(i)}) x^{(i)}`,
  ],
  [
    data,
    String.raw`\frac{\partial L}{\partial w_j} = \sum_i (p^{(i)} - y^{(i)}) x_j^{(i)}`,
    String.raw`\frac{\partial L}{\partial w_j} = \sum_i p^{(i)} x_j^{(i)}`,
  ],
  [data, String.raw`(X^\top w)_i = x^{(i)\top} w`, String.raw`(X^\top w)_i = 2 x^{(i)\top} w`],
  [
    layers,
    String.raw`\frac{\partial f}{\partial b^{[1]}} = W^{[2]\top} \odot \sigma'(z^{[1]})`,
    String.raw`\frac{\partial f}{\partial b^{[1]}} = W^{[2]\top} \odot \sigma(z^{[1]})`,
  ],
  [
    network,
    String.raw`\frac{\partial h^{(t)}}{\partial x^{(t)}} = \operatorname{diag}(1 - \tanh^2(W h^{(t-1)} + x^{(t)}))`,
    String.raw`\frac{\partial h^{(t)}}{\partial h^{(t-1)}} = \operatorname{diag}(1 - \tanh^2(W h^{(t-1)} + x^{(t)}))`,
  ],
  [
    normal,
    String.raw`\log p = -\frac12 \log(2 \pi \sigma^2) - \frac{(x-\mu)^2}{2\sigma^2}`,
    String.raw`\log p = -\frac12 \log(\pi \sigma^2) - \frac{(x-\mu)^2}{2\sigma^2}`,
  ],
  ["e, d: scalar", "e^2 = e e", "e^2 = e"],
  ["d, e, x: scalar, positive", String.raw`\frac{d e}{d x} = \frac{e}{x}`, String.raw`\frac{d e}{d x} = 0`],
  ["r: vector T; t in 1..T", String.raw`r^T r = \sum_{t=1}^T r_t^2`, String.raw`r^T r = \sum_{t=1}^T r_t`],
  [
    naive,
    String.raw`\nabla^2_{v_c} J = U (diag(\hat y) - \hat y \hat y^\top) U^T`,
    String.raw`\nabla^2_{v_c} J = U (diag(\hat y) + \hat y \hat y^\top) U^T`,
  ],
  [
    `${naive}; layout: numerator`,
    String.raw`\frac{\partial^2 J}{\partial v_c \partial v_c^\top} = U (diag(\hat y) - \hat y \hat y^\top) U^T`,
    String.raw`\frac{\partial^2 J}{\partial v_c \partial v_c^\top} = U diag(\hat y) U^T`,
  ],
  [
    naive,
    String.raw`\frac{\partial J}{\partial v_c^\top} = (U(\hat y - y))^\top`,
    String.raw`\frac{\partial J}{\partial v_c^\top} = U(\hat y - y)`,
  ],
  [
    naive,
    String.raw`\frac{\partial J}{\partial v_c} = \mathbb{E}_{w \sim \hat y}[u_w] - u_o`,
    String.raw`\frac{\partial J}{\partial v_c} = \mathbb{E}_{w \sim \hat y}[u_o] - u_w`.replace(
      "u_w`",
      "u_k`",
    ),
  ],
  [
    naive,
    String.raw`\nabla_{v_c} J(v_c, o, U) = U(\hat y - y)`,
    String.raw`\nabla_{v_c} J(v_c, o, U) = U\hat y`,
  ],
  [columns, String.raw`\nabla \lVert x \rVert^2 = 2 x`, String.raw`\nabla \lVert x \rVert^2 = x`],
  [numbers, "x² y = x·x·y", "x² y = x·y"],
  [
    numbers,
    String.raw`\frac{\partial^2}{\partial x\,\partial y} x^2 y^3 = 6 x y^2`,
    String.raw`\frac{\partial^2}{\partial x\,\partial y} x^2 y^3 = 6 x y`,
  ],
  [numbers, String.raw`\tanh'(2x) = 1 - \tanh^2(2x)`, String.raw`\tanh'(2x) = 2 - 2\tanh^2(2x)`],
  [
    numbers,
    String.raw`\sigma''(x) = \sigma'(x) (1 - 2\sigma(x))`,
    String.raw`\sigma''(x) = \sigma'(x) (2\sigma(x) - 1)`,
  ],
  ["x: scalar, positive", String.raw`\log_2 x^2 = 2 \log x / \log 2`, String.raw`\log_2 x^2 = 2 \log x`],
  [
    columns,
    String.raw`a^\top b = a_1 b_1 + a_2 b_2 + \cdots + a_n b_n`,
    String.raw`a^\top b = a_1 b_1 + \cdots + b_n a_n + 1`.replace("b_n a_n", "a_n b_n"),
  ],
  [columns, String.raw`\sum_{i=2}^n x_i = \sum_i x_i - x_1`, String.raw`\sum_{i=2}^n x_i = \sum_i x_i`],
  [
    columns,
    String.raw`e^{x_1} e^{x_2} \cdots e^{x_n} = e^{\sum_i x_i}`,
    String.raw`e^{x_1} e^{x_2} \cdots e^{x_n} = \sum_i e^{x_i}`,
  ],
  [
    naive,
    String.raw`\frac{\partial J}{\partial U} = \left[\frac{\partial J}{\partial u_1}, \frac{\partial J}{\partial u_2}, \ldots, \frac{\partial J}{\partial u_{|Vocab|}}\right]`,
    String.raw`\frac{\partial J}{\partial U} = \left[u_1, u_2, \ldots, u_{|Vocab|}\right]`,
  ],
  [
    columns,
    String.raw`x = \begin{bmatrix} x_1 \\ \vdots \\ x_n \end{bmatrix}`,
    String.raw`x = \begin{bmatrix} a_1 \\ \vdots \\ a_n \end{bmatrix}`,
  ],
  [columns, String.raw`x^\top = [x_1, x_2, \ldots, x_n]`, String.raw`x = [x_1, x_2, \ldots, x_n]`],
  [
    numbers,
    String.raw`\left.\frac{d}{dx} x^3 y\right|_{x = y} = 3 y^3`,
    String.raw`\left.\frac{d}{dx} x^3 y\right|_{x = y} = 4 y^3`,
  ],
  [
    "\\mathbf{1}: ones n; x: vector n",
    String.raw`\nabla_x \mathbf{1}^\top x = \mathbf{1}`,
    String.raw`\nabla_x \mathbf{1}^\top x = x`,
  ],
  [columns, String.raw`\mathbf{1}_n^\top x = \sum_i x_i`, String.raw`\mathbf{1}_n^\top x = n x_1`],
  [columns, String.raw`e_i^\top A e_j = A_{ij}`, String.raw`e_i^\top A e_j = A_{ji}`],
  [columns, String.raw`A \mathbf{I}_n = A + \mathbf{0}`, String.raw`A \mathbf{I}_n = A^\top`],
  [numbers, String.raw`(x^2)' = 2x`, String.raw`(x^2)' = x`],
  [columns, String.raw`\langle a, b \rangle = b^\top a`, String.raw`\langle a, b \rangle = a^\top a`],
  [
    words,
    String.raw`U\hat y = \sum_{w=1}^{|\mathcal{V}|} \hat y_w u_w`,
    String.raw`U\hat y = \sum_{w \in \mathcal{V} \setminus \{o\}} \hat y_w u_w`,
  ],
];

for (const [under, right, wrong] of pairs) {
  test(`${right} is right, and its mistake is found`, () => {
    for (const line of checkLines(under, right)) assert.equal(line.mark, "right", plain(line.says));
    for (const line of checkLines(under, wrong))
      assert.equal(line.mark, "wrong here", `${wrong} ${plain(line.says)}`);
  });
}

test("a function of one's own is taken at numbers, at expressions and in itself, and differentiated there", () => {
  const lines = [
    "f(x) = x^2 + 1",
    "f(2) = 5",
    "f(x + 1) = x^2 + 2 x + 2",
    "f(f(x)) = (x^2 + 1)^2 + 1",
    "f'(x) = 2 x",
    "f'(3) = 6",
    "f'(x y) = 2 x y",
    String.raw`\frac{\partial}{\partial x} f'(x y) = 2 y`,
    "f''(y) = 2",
    "g(x, y) = x - y",
    "g(y, x) = y - x",
    "f(2) = 6",
    "g(y, x) = x - y",
    "f'(x y) = 2 x",
  ];
  assert.deepEqual(checkMarks(numbers, lines.join(String.raw` \\ `)), [
    "definition",
    ...Array.from({ length: 8 }, () => "right"),
    "definition",
    "right",
    ...Array.from({ length: 3 }, () => "wrong here"),
  ]);
});

test("a function that differentiates is differentiated before its argument is put in", () => {
  const lines = String.raw`s(x) = \frac{d}{dx} x^3 \\ s(2) = 12 \\ s(2 x) = 12 x^2 \\ s(2 x) = 24 x^2`;
  assert.deepEqual(checkMarks(numbers, lines), ["definition", "right", "right", "wrong here"]);
});

test("probabilities are defined by their first equation, each event by its own", () => {
  const lines = [
    String.raw`P(O = o \mid C = c) = \frac{\exp(u_o^\top v_c)}{\sum_{w} \exp(u_w^\top v_c)}`,
    String.raw`P(O = k | C = c) = \hat{y}_k`,
    String.raw`\sum_{w \in Vocab} P(O = w \mid C = c) = 1`,
    String.raw`P(D = 1 | o, c) = \sigma(u_o^\top v_c)`,
    String.raw`P(D = 0 | o, c) = \sigma(-u_o^\top v_c)`,
    String.raw`P(D = 0 | k, c) = 1 - P(D = 1 | k, c)`,
    String.raw`P(O = k \mid C = c) = \hat{y}_o`,
    String.raw`P(D = 0 | k, c) = P(D = 1 | k, c)`,
  ];
  assert.deepEqual(checkMarks(naive, lines.join(String.raw` \\ `)), [
    "definition",
    "right",
    "right",
    "definition",
    "definition",
    "right",
    "wrong here",
    "wrong here",
  ]);
});

test("a loss defined without arguments is written with those it depends on, and with no other", () => {
  assert.deepEqual(checkMarks(naive, String.raw`J(v_c, o, U) = -\log \hat{y}_o`), ["right"]);
  const [line] = checkLines(naive, String.raw`J(v_c, k, U) = -\log \hat{y}_k`);
  assert.match(plain(line.says), /`J` does not depend on `k`/);
  const scaled = String.raw`${numbers}; s := x^2`;
  assert.deepEqual(checkMarks(scaled, "s(x) = x^2 \\\\ s(y) = x^2 y"), ["right", "right"]);
});

test("what stands for o in the loss stands for it in all that the loss is defined by", () => {
  const loss = String.raw`${naive}; L(v_c, o, U) := J`;
  assert.deepEqual(
    checkMarks(loss, String.raw`L(v_c, k, U) = -\log \hat{y}_k \\ L(v_c, k, U) = -\log \hat{y}_o`),
    ["right", "wrong here"],
  );
});

test("a word as a name is declared, defined and used in any font", () => {
  const lines = String.raw`CE = 2 loss \\ \mathrm{CE} = \text{loss} + loss \\ CE = loss`;
  assert.deepEqual(checkMarks("loss: scalar", lines), ["definition", "right", "wrong here"]);
});

test("a word with a slip in it is no definition", () => {
  const declared = String.raw`x: scalar; J_{\text{naive-softmax}} := x^2`;
  const [line] = checkLines(declared, String.raw`J_{\text{naive-sofmax}} = x^2`);
  assert.equal(line.mark, "malformed");
  assert.match(
    `${plain(line.says)} ${plain(line.hint)}`,
    /is not declared perhaps .*naive-softmax.* is meant/,
  );
  assert.deepEqual(checkMarks(declared, String.raw`J_{\text{neg-sample}} = x^2`), ["definition"]);
});

test("products with several meanings ask which one is meant", () => {
  for (const sign of [String.raw`\otimes`, "*", String.raw`\ast`, String.raw`\times`]) {
    const [line] = checkLines(columns, String.raw`a ${sign} b = a \odot b`);
    assert.equal(line.mark, "malformed");
    assert.match(plain(line.says), /means several products/);
  }
  assert.deepEqual(checkMarks(numbers, String.raw`x * y = x \times y`), ["right"]);
});

test("an index beside another leaves its range, so nothing is said of it", () => {
  const [line] = checkLines("H: matrix d x T, columns h_t, t in 1..T", "h_{t-1} = h_t");
  assert.match(plain(line.says), /the index `t-1` leaves its range/);
});

test("a length as exponent is no transpose", () => {
  assert.deepEqual(
    checkMarks(String.raw`\gamma: scalar, positive; r: vector T`, String.raw`\gamma^T = \gamma`),
    ["wrong here"],
  );
});

test("a relation in an index is a condition of its line", () => {
  const lines = [
    String.raw`\frac{\partial J}{\partial u_{w \neq o}} = \hat{y}_w v_c`,
    String.raw`\frac{\partial J}{\partial \boldsymbol{u}_{w = o}} = (\hat{y}_w - 1) v_c`,
    String.raw`\frac{\partial J}{\partial u_{w \neq o}} = (\hat{y}_w - 1) v_c`,
    String.raw`\frac{\partial J}{\partial u_w} = \hat{y}_w v_c`,
  ];
  const marks = lines.flatMap((line) => checkMarks(naive, line));
  assert.deepEqual(marks, ["right", "right", "wrong here", "wrong here"]);
});

test("a loss over a window is written with its first and last word, and dots between", () => {
  const skipGram = String.raw`J_{\text{skip-gram}}(v_c, w_{t-m}, \ldots, w_{t+m}, U)`;
  const text = String.raw`
    $$ ${skipGram} = \sum_{-m \le j \le m, j \ne 0} J(v_c, w_{t+j}, U) $$
    $$ \frac{\partial ${skipGram}}{\partial U} = \sum_{\substack{-m \le j \le m \\ j \ne 0}} \frac{\partial J(v_c, w_{t+j}, U)}{\partial U} $$
    $$ \frac{\partial ${skipGram}}{\partial v_c} = \frac{\partial J(v_c, w_{t+j}, U)}{\partial v_c} $$
    $$ \frac{\partial ${skipGram}}{\partial v_w} = 0 \quad \text{if } w \neq c $$`;
  const marks = deriveFile(text).flatMap(({ lines }) => lines.map(({ mark }) => mark));
  assert.deepEqual(marks, ["right", "right", "wrong here", "right"]);
});

test("a number may be added to every entry inside a softmax", () => {
  const under = "x: vector n; c: scalar; i in 1..n";
  assert.deepEqual(checkMarks(under, String.raw`softmax(x + c) = softmax(x)`), ["right"]);
  assert.deepEqual(checkMarks(under, String.raw`softmax(x - c)_i = e^{-c} softmax(x)_i`), ["wrong here"]);
});
