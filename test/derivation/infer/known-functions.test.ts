import assert from "node:assert/strict";
import { test } from "node:test";
import { check } from "./check-text";

test("CE(y, \\hat{y}) in a network is the cross-entropy, and needs no definition", () => {
  const { marks } = check(
    "",
    String.raw`z_1 = W_1 x + b_1,\quad h = \mathrm{ReLU}(z_1),\quad z_2 = W_2 h + b_2,\quad \hat y = \mathrm{softmax}(z_2),\quad J = CE(y,\hat y)`,
    String.raw`\delta_2 := \frac{\partial J}{\partial z_2} = \hat y - y`,
    String.raw`\frac{\partial J}{\partial W_2} = \delta_2 h^\top`,
    String.raw`\frac{\partial J}{\partial W_2} = \delta_2 x^\top h`,
    String.raw`\frac{\partial J}{\partial z_2} = y - \hat y`,
  );
  const made = ["definition", "definition", "definition", "definition", "definition", "definition"];
  assert.deepEqual(marks.slice(0, 6), made);
  assert.deepEqual(marks.slice(6, 8), ["right", "right"]);
  assert.ok(!marks.slice(8).includes("right"), marks.join(", "));
});

test("KL(p || q) and H(p, q) are known beside each other, and an identity between them is judged", () => {
  const { marks, assumed } = check(
    String.raw`With $q = \mathrm{softmax}(z)$:`,
    String.raw`KL(p\|q) = H(p,q) - H(p)`,
    String.raw`\operatorname{KL}(p\,\|\,q) = H(p) - H(p,q)`,
    String.raw`\nabla_z D_{KL}(p\|q) = q - p`,
    String.raw`\nabla_z D_{\mathrm{KL}}(p\|q) = p - q`,
  );
  assert.deepEqual(marks, ["right", "wrong here", "right", "wrong here"]);
  assert.ok(assumed.includes("p: vector n, positive, sums to 1"), assumed.join("\n"));
});

test("H(p, q) is no H(p) that the text defines", () => {
  const { marks } = check(
    String.raw`With $q = \mathrm{softmax}(z)$:`,
    String.raw`H(p) = -\sum_i p_i \log p_i`,
    String.raw`\nabla_z H(p, q) = q - p`,
    String.raw`\nabla_z H(p, q) = 2 q - p`,
  );
  assert.deepEqual(marks, ["definition", "right", "wrong here"]);
});

test("P(O = o | C = c) is the prediction where nothing defines it, for every word", () => {
  const { marks, assumed } = check(
    "",
    String.raw`-\log \hat y_o = -\log P(O=o\mid C=c)`,
    String.raw`-\log \hat y_w = -\log P(O=o\mid C=c)`,
    String.raw`\frac{\partial J}{\partial v_c} = -u_o + \sum_x P(O=x\mid C=c) u_x`,
    String.raw`\frac{\partial J}{\partial v_c} = u_o + \sum_x P(x\mid c) u_x`,
  );
  assert.deepEqual(marks, ["right", "wrong here", "right", "wrong here"]);
  assert.ok(assumed.includes(String.raw`P(o, c) := \hat{y}_o`), assumed.join("\n"));
});

test("letters that only tell matrices apart are labels, whatever they name elsewhere", () => {
  const { marks, assumed } = check(
    String.raw`$q = W_q x$, $k_i = W_k x_i$, $s_i = q^\top k_i/\sqrt{d}$, $\alpha = \mathrm{softmax}(s)$.`,
    String.raw`\frac{\partial \alpha_i}{\partial s_j} = \alpha_i(\delta_{ij}-\alpha_j)`,
    String.raw`\frac{\partial s_i}{\partial q} = \frac{1}{\sqrt d} k_i`,
    String.raw`\frac{\partial s_i}{\partial q} = \frac{1}{d} k_i`,
  );
  assert.deepEqual(marks, ["right", "right", "wrong here"]);
  assert.ok(!assumed.some((line) => /^[kq] in /.test(line)), assumed.join("\n"));
});

for (const [name, display, right] of [
  [
    "CE",
    String.raw`CE(y, \hat y) = \sum_i y_i \log \hat y_i`,
    String.raw`CE(y, \hat y) = -\sum_i y_i \log \hat y_i`,
  ],
  [
    "KL",
    String.raw`KL(y \| \hat y) = \sum_i y_i \log \frac{\hat y_i}{y_i}`,
    String.raw`KL(y \| \hat y) = \sum_i y_i \log \frac{y_i}{\hat y_i}`,
  ],
])
  test(`a display that gives ${name} the other sign is wrong, and what follows is judged by what ${name} is`, () => {
    const said = String.raw`With $\hat y = \mathrm{softmax}(\theta)$:`;
    const gradient = String.raw`\nabla_\theta ${/^\w+\(.*?\)/.exec(display)?.[0] ?? ""} = \hat y - y`;
    assert.deepEqual(check(said, display, gradient).marks, ["wrong here", "right"]);
    assert.deepEqual(check(said, right, gradient).marks, ["definition", "right"]);
  });
