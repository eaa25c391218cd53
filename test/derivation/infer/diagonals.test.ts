import assert from "node:assert/strict";
import { test } from "node:test";
import { check } from "./check-text";

const text = String.raw`Let $X \in \mathbb{R}^{n \times d}$, $w \in \mathbb{R}^d$, $y \in \mathbb{R}^n$, $p = \sigma(X w)$ and
$J = -\sum_{i=1}^n y_i \log p_i + (1 - y_i) \log(1 - p_i)$.`;
const hessian = String.raw`\nabla_w^2 J = X^\top W X`;

for (const body of [
  String.raw`\operatorname{diag}(p_i (1 - p_i))`,
  String.raw`\operatorname{diag}(p_1 (1 - p_1), \ldots, p_n (1 - p_n))`,
  String.raw`\operatorname{diag}\{p_1 (1 - p_1), p_2 (1 - p_2), \ldots, p_n (1 - p_n)\}`,
])
  test(`W = ${body} is a matrix, also below its first use`, () => {
    assert.deepEqual(check(text, hessian, `W = ${body}`).marks, ["right", "definition"]);
    assert.deepEqual(check(text, hessian.replace("W", "W^2"), `W = ${body}`).marks, [
      "wrong here",
      "definition",
    ]);
  });

test("an equation with dots behind a comma is no range of an index", () => {
  const { marks } = check(
    String.raw`Let $z \in \mathbb{R}^n$.`,
    String.raw`s = \sum_{i=1}^n z_i, \qquad D = \operatorname{diag}(z_1, \ldots, z_n)`,
    String.raw`D = \operatorname{diag}(z)`,
    String.raw`s = z_1 + 1, \qquad s = z_1 + \cdots + z_n`,
  );
  assert.deepEqual(marks, ["definition", "definition", "right", "wrong here", "right"]);
});
