import assert from "node:assert/strict";
import { test } from "node:test";
import { declare } from "../../../dist/derivation/declare/declare";
import { derive } from "../../../dist/derivation/derivation";
import { plain, checkLines, naive } from "../declared";

/** The marks of its lines, then a "not judged" for each place that is not judged. */
function allMarks(declarations: string, latex: string): string[] {
  const { lines, unchecked } = derive(latex, declare(declarations));
  return [...lines.map(({ mark }) => mark), ...unchecked.map(() => "not judged")];
}

const softmax = String.raw`x: vector n; i in 1..n; p := \operatorname{softmax}(x); a: scalar`;

const orders: [latex: string, mark: string][] = [
  [String.raw`\sigma(a) \le 1`, "right"],
  [String.raw`0 < \sigma(a) (1 - \sigma(a))`, "right"],
  [String.raw`\lVert x \rVert^2 \ge 0`, "right"],
  [String.raw`x^\top x \ge 0`, "right"],
  [String.raw`e^a > 0`, "right"],
  [String.raw`a^2 + 1 > 0`, "right"],
  [String.raw`-\log(p_i) \ge 0`, "right"],
  [String.raw`\log(\sigma(a)) < 0`, "right"],
  [String.raw`a^2 > 0`, "wrong here"],
  [String.raw`a \le \sigma(a)`, "wrong here"],
  [String.raw`p_i < 1`, "right"],
  [String.raw`\log(p_i) \ge 0`, "wrong here"],
  [String.raw`\sigma(a) (1 - \sigma(a)) \le \frac{1}{4}`, "not judged"],
  [String.raw`a \approx \sigma(a)`, "not judged"],
];

for (const [latex, mark] of orders) {
  test(`an inequality is proved by a rule, refuted at a point, or not judged: ${latex}`, () => {
    assert.deepEqual(allMarks(softmax, latex), [mark]);
  });
}

test("an inequality that fails says where, at a small point", () => {
  const [line] = checkLines("a: scalar", "a^2 > 0");
  assert.equal(plain(line.counterexample?.says), "a = 0: the left side is 0, the right side 0");
});

const proportions: [latex: string, mark: string][] = [
  [String.raw`p_i \propto \exp(x_i)`, "right"],
  [String.raw`p \propto \exp(x)`, "right"],
  [String.raw`p_i \propto x_i`, "wrong here"],
  [String.raw`p \propto \exp(2 x)`, "wrong here"],
  [String.raw`3 e^{-a^2} \propto e^{-a^2}`, "right"],
  [String.raw`a^2 \propto a`, "wrong here"],
];

for (const [latex, mark] of proportions) {
  test(`proportional means that the ratio is the same for all indices, or all values: ${latex}`, () => {
    assert.deepEqual(allMarks(softmax, latex), [mark]);
  });
}

test("a chain may mix relations, and each of them is a line of its own", () => {
  assert.deepEqual(
    checkLines(softmax, String.raw`0 \le p_i = \exp(x_i) / \sum_{k=1}^n \exp(x_k) \propto \exp(x_i)`).map(
      ({ relation = "=", mark }) => `${relation} ${mark}`,
    ),
    [String.raw`\le right`, "= right", String.raw`\propto right`],
  );
});

const step = String.raw`\frac{\partial J}{\partial v_c} &= U \clubsuit \\ &= U(\hat{y} - y) \\ &= U(\hat{y} + y)`;

test("a line after one that cannot be read is judged against what is derived", () => {
  const lines = checkLines(naive, step);
  assert.deepEqual(
    lines.map(({ mark, follows }) => [mark, follows]),
    [
      ["malformed", "unknown"],
      ["right", "unknown"],
      ["wrong here", "no"],
    ],
  );
});

const conditions: [latex: string, mark: string][] = [
  [String.raw`\frac{\partial J}{\partial u_k} = \hat{y}_k v_c \quad \text{for } k \neq o`, "right"],
  [String.raw`\frac{\partial J}{\partial u_k} = \hat{y}_k v_c`, "wrong here"],
  [String.raw`\frac{\partial J}{\partial u_k} = (\hat{y}_k - 1) v_c \quad \text{if } k = o`, "right"],
  [String.raw`y_k = 1 \quad \text{if } k = o`, "right"],
  [String.raw`y_k = 0 \quad \text{if } k = o`, "wrong here"],
  [String.raw`y_k = 1 \quad \text{if } v_c = 0`, "not judged"],
];

for (const [latex, mark] of conditions) {
  test(`a condition on a line is used, or the line is not judged: ${latex}`, () => {
    assert.deepEqual(allMarks(naive, latex), [mark]);
  });
}

test("a display that its text makes a condition is no claim", () => {
  const { lines, unchecked } = derive(
    String.raw`The gradient vanishes if $$ U(\hat{y} - y) = 0. $$ In general $$ U y = u_o $$`,
    declare(naive),
  );
  assert.deepEqual(
    lines.map(({ mark }) => mark),
    ["right"],
  );
  assert.match(unchecked[0].reason, /condition/);
});

test("what is given is used, and a line that may need another given is not judged", () => {
  const sum = String.raw`\sum_{i=1}^n (z_i + b_i) = 1 + \sum_{i=1}^n b_i`;
  assert.deepEqual(allMarks("z, b: vector n", sum), ["wrong here"]);
  assert.deepEqual(allMarks(String.raw`z, b: vector n; given: \sum_{i=1}^n z_i = 1`, sum), ["right"]);
  assert.deepEqual(allMarks(String.raw`z, b: vector n; given: z^\top b = 1`, "b^\\top z = 1"), [
    "not judged",
  ]);
  assert.deepEqual(allMarks("a: scalar; given: a > 0", "\\sqrt{a^2} = a"), ["right"]);
});

test("a counterexample has probabilities where a reader expects them", () => {
  const [line] = checkLines(
    String.raw`o in Vocab; y: one-hot at o; \hat{y}: vector n, positive`,
    String.raw`-\sum_{w \in Vocab} y_w \log(\hat{y}_w) = \log(\hat{y}_o)`,
  );
  const values = line.counterexample?.point.values.get("\\hat{y}")?.flat() ?? [];
  assert.ok(
    values.length > 1 && Math.abs(values.reduce((sum, value) => sum + value, 0) - 1) < 1e-9,
    `${values}`,
  );
});

test("a right line says where it holds, and how to declare that", () => {
  const [kink] = checkLines("x: scalar", String.raw`\frac{d}{dx} \max(0, x) = \mathbb{1}\{x > 0\}`);
  assert.equal(kink.mark, "right");
  assert.match(plain(kink.note), /away from the kinks/);
  const [log] = checkLines("x: scalar", String.raw`\log(x^3) = 3 \log(x)`);
  assert.equal(log.mark, "right");
  assert.match(plain(log.note), /where its left side has a value; to say so, declare `x: scalar, positive`/);
  const [square] = checkLines("x: scalar", "(x + 1)^2 = x^2 + 2 x + 1");
  assert.equal(square.note, undefined);
});

test("a line that cannot be read for the reason of an earlier one does not repeat the help", () => {
  const [first, second] = checkLines("x: scalar", String.raw`x &= q \\ &= q + 1`);
  assert.match(plain(first.hint), /declare it/);
  assert.equal(plain(second.hint), "as in line 1");
});

test("a condition holds for its line only, also where that line defines something", () => {
  const latex = String.raw`g = \hat{y}_k \quad \text{if } k = o \\ \frac{\partial J}{\partial u_k} = \hat{y}_k v_c`;
  assert.deepEqual(allMarks(naive, latex), ["definition", "wrong here"]);
});
