import assert from "node:assert/strict";
import { test } from "node:test";
import { givenMarks } from "../marks";

/** The marks of the displays of a text, in order. */
const marksOf = (text: string): string[] => givenMarks("claims.tex", text).map(({ mark }) => mark);

const softmax = String.raw`Let $\hat{y} = \mathrm{softmax}(\theta)$ and $J = -\sum_i y_i \log \hat{y}_i$.`;
const cases: [title: string, text: string, marks: string[]][] = [
  [
    "an equation that a definition is taken from is a definition, also below its use",
    String.raw`$$ \frac{\partial J}{\partial W} = \delta x^T $$ $$ z = W x $$
$$ J = \frac{1}{2} \|z - y\|^2 $$ $$ \delta = z + y $$`,
    ["wrong here", "definition", "definition", "definition"],
  ],
  [
    "what the text says of a name first holds against a display below",
    String.raw`The softmax is $p_i = \frac{e^{z_i}}{\sum_j e^{z_j}}$.
$$ \frac{\partial p_i}{\partial z_j} = p_i (\delta_{ij} - p_j) $$
$$ p_i = \frac{e^{z_i}}{\sum_j e^{-z_j}} $$`,
    ["right", "wrong here"],
  ],
  ...[
    ["$$", "$$"],
    ["\\[", "\\]"],
    ["$$\\begin{aligned}\n", "\\end{aligned}$$"],
    ["\\begin{align*}{}", "\\end{align*}"],
  ].map(([open, close]): [string, string, string[]] => [
    `a second value of a name, in a display at once behind another one or behind "so", is no definition: ${open}`,
    String.raw`${open}p_i = \frac{e^{z_i}}{\sum_j e^{z_j}}${close}

${open}\sum_i p_i = 1${close}

${open}p_i = \frac{e^{z_i}}{2}${close}

So

${open}p_i = \frac{e^{-z_i}}{\sum_j e^{-z_j}}${close}`,
    ["definition", "right", "wrong here", "wrong here"],
  ]),
  [
    "a name on the right of which nothing is said above is given to the left side",
    String.raw`${softmax}
$$ \frac{\partial J}{\partial \theta} = \delta $$ $$ \delta = \hat{y} + y $$ $$ \delta = \hat{y} - y $$`,
    ["definition", "wrong here", "right"],
  ],
  [
    "a name behind a step is given to what is derived, right or wrong as the step is",
    String.raw`${softmax}
$$ \frac{\partial J}{\partial \theta} = \hat{y} + y = g $$ $$ \frac{\partial J}{\partial \theta} = g $$`,
    ["wrong here", "definition", "right"],
  ],
  [
    "a second equation for a name claims something where both speak of the same through other names",
    String.raw`${softmax}
$$ \delta = \frac{\partial J}{\partial \theta} $$ $$ \delta = \hat{y} + y $$`,
    ["definition", "wrong here"],
  ],
  [
    "a name of a number is claimed to be another number",
    String.raw`${softmax}
$$ \sum_i \hat{y}_i = s $$ $$ s = 2 $$`,
    ["definition", "wrong here"],
  ],
  [
    "f' is no definition of f",
    String.raw`Let $f(x) = x^2$. $$ f'(x) = 2x $$ $$ f'(x) = 3x $$`,
    ["right", "wrong here"],
  ],
  [
    "a model with noise does not define the data",
    String.raw`In the model $y = X\beta + \varepsilon$ let $$ S = \|y - X\beta\|^2 $$
$$ \nabla_\beta S = -2X^\top(y - X\beta) $$ $$ \nabla_\beta S = 2X^\top(y - X\beta) $$`,
    ["definition", "right", "wrong here"],
  ],
  [
    "the cross entropy needs no definition",
    String.raw`Let $\hat{y} = \mathrm{softmax}(z)$, $z = W_2 h$, $h = W_1 x$ and $J = CE(y, \hat{y})$.
$$ \frac{\partial J}{\partial z} = \hat{y} - y $$ $$ \frac{\partial J}{\partial z} = y - \hat{y} $$`,
    ["right", "wrong here"],
  ],
  [
    "H of one and of two arguments are two functions",
    String.raw`Let $H(p) = -\sum_i p_i \log p_i$ and $H(p, q) = -\sum_i p_i \log q_i$.
$$ \sum_i p_i \log \frac{p_i}{q_i} = H(p, q) - H(p) $$ $$ \sum_i p_i \log \frac{p_i}{q_i} = H(p) - H(p, q) $$`,
    ["right", "wrong here"],
  ],
  [
    "2m is how many context words there are, and m is half of them",
    String.raw`$$ h = \frac{1}{2m} \sum_{i=1}^{2m} v_i $$ $$ J = -u_o^\top h + \log \sum_w \exp(u_w^\top h) $$
$$ \frac{\partial J}{\partial v_i} = \frac{1}{2m} \frac{\partial J}{\partial h} $$
$$ \frac{\partial J}{\partial v_i} = \frac{1}{m} \frac{\partial J}{\partial h} $$`,
    ["definition", "definition", "right", "wrong here"],
  ],
  [
    "a gradient of L(w) goes no further than its arguments",
    String.raw`Let $L(w) = \frac{1}{2} \|Xw - y\|^2$.
$$ \nabla L(w)^\top z = (Xw - y)^\top X z $$ $$ z^\top \nabla^2 L(w) z = \|Xz\|^2 $$
$$ z^\top \nabla^2 L(w) z = \|Xw\|^2 $$`,
    ["right", "right", "wrong here"],
  ],
  [
    "the one-hot words of a window sum to 1",
    String.raw`Let $\hat{y}_t = \mathrm{softmax}(U^\top v_{w_t})$.
$$ L = -\sum_{-m \le j \le m, j \ne 0} y_{t+j}^\top \log \hat{y}_t $$
$$ \frac{\partial L}{\partial v_{w_t}} = \sum_{-m \le j \le m, j \ne 0} U(\hat{y}_t - y_{t+j}) $$
$$ \frac{\partial L}{\partial v_{w_t}} = \sum_{-m \le j \le m, j \ne 0} U(\hat{y}_t + y_{t+j}) $$`,
    ["definition", "right", "wrong here"],
  ],
  [
    "of a loss of which only the derivative by y is known, other derivatives follow from that",
    String.raw`Let $z = Wx$ and $y = \sigma(z)$.
$$ \frac{\partial L}{\partial z} = \frac{\partial L}{\partial y} \odot y \odot (1 - y) = \delta $$
$$ \frac{\partial L}{\partial W} = \delta x^\top $$ $$ \frac{\partial L}{\partial x} = W \delta $$`,
    ["right", "definition", "right", "wrong here"],
  ],
  [
    "the same for a matrix; what is said of the derivative itself leaves the loss unknown",
    String.raw`Let $Y = XW$. $$ \frac{\partial L}{\partial X} = \frac{\partial L}{\partial Y} W^\top $$
$$ \frac{\partial L}{\partial X} = W \frac{\partial L}{\partial Y} $$
(b) Now let $y = Ax$. $$ \frac{\partial E}{\partial A} = \frac{\partial E}{\partial y} x^\top $$
$$ \frac{\partial E}{\partial y} = y - t $$`,
    ["right", "wrong here", "not judged", "not judged"],
  ],
  [
    "bounds of a name that the text defines do not make it a number of its own",
    String.raw`Each $0 < p_i < 1$, where $p_i = \frac{e^{z_i}}{\sum_j e^{z_j}}$.
$$ \sum_i p_i = 1 $$ $$ p_i > 1 $$`,
    ["right", "wrong here"],
  ],
];

for (const [title, text, marks] of cases)
  test(title, () => {
    assert.deepEqual(marksOf(text), marks);
  });
