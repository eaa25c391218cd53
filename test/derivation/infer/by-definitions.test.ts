import assert from "node:assert/strict";
import { test } from "node:test";
import { deriveDocument } from "../../../dist/derivation/derive-file";
import { readDocument } from "../../../dist/derivation/documents/read-document";
import { linesFor, marksFor } from "./section-of";

/** The marks of the claims behind some definitions, under what is assumed for all of them together. */
function claimMarks(definitions: readonly string[], ...claims: readonly string[]): string[] {
  const text = [...definitions, ...claims].map((each) => `$$ ${each} $$`).join("\n");
  const { derivations } = deriveDocument(readDocument("a.tex", text));
  const marks = derivations.flatMap(({ lines }) => lines.map(({ mark }) => mark));
  assert.deepEqual(
    marks.slice(0, definitions.length),
    definitions.map(() => "definition"),
  );
  return marks.slice(definitions.length);
}

const rows = [
  String.raw`a = \sigma(x A + c)`,
  String.raw`\hat{y} = \operatorname{softmax}(a B)`,
  String.raw`L = -\sum_i y_i \log \hat{y}_i`,
];
const columns = [String.raw`z = W x + b`, String.raw`L = \frac12 \| z - t \|^2`];
const rowLayer = [String.raw`z = x W + b`, String.raw`L = \frac12 \| z - t \|^2`];
const narrow = [
  String.raw`h = \sigma(w x)`,
  String.raw`\hat{y} = \operatorname{softmax}(U h)`,
  String.raw`L = -\sum_i y_i \log \hat{y}_i`,
];

/** Claims that would be right if capitals were numbers, beside those that are right. */
const cases: [title: string, definitions: string[], by: string, wrong: string[], right: string][] = [
  [
    "an output layer in rows",
    rows,
    "B",
    [String.raw`(\hat{y} - y) a^\top`, String.raw`(\hat{y} - y) a`],
    String.raw`a^\top (\hat{y} - y)`,
  ],
  [
    "weights of columns",
    columns,
    "W",
    [String.raw`(z - t) x`, String.raw`x^\top (z - t)`],
    String.raw`(z - t) x^\top`,
  ],
  [
    "a hidden layer of one unit",
    narrow,
    "U",
    [String.raw`(\hat{y} - y) h`, String.raw`h^\top (\hat{y} - y)`],
    String.raw`(\hat{y} - y) h^\top`,
  ],
  [
    "the input of columns",
    columns,
    "x",
    [String.raw`(z - t) W`, String.raw`W (z - t)`],
    String.raw`W^\top (z - t)`,
  ],
  ["the input of rows", rowLayer, "x", [String.raw`W (z - t)`], String.raw`(z - t) W^\top`],
  [
    "weights of rows",
    rowLayer,
    "W",
    [String.raw`(z - t) x^\top`, String.raw`(z - t) x`],
    String.raw`x^\top (z - t)`,
  ],
  ["a bias of columns", columns, "b", [String.raw`(z - t)^\top`], "z - t"],
  ["a bias of rows", rowLayer, "b", [String.raw`(z - t)^\top`], "z - t"],
];
for (const [title, definitions, by, wrong, right] of cases)
  test(`a line does not choose the reading that makes it right: ${title}`, () => {
    const left = String.raw`\frac{\partial L}{\partial ${by}}`;
    assert.deepEqual(claimMarks(definitions, `${left} = ${right}`), ["right"]);
    for (const each of wrong) {
      const [mark] = claimMarks(definitions, `${left} = ${each}`);
      assert.ok(mark === "wrong here" || mark === "not decided", `${each}: ${mark}`);
    }
  });

test("a right line is right beside a wrong one, which is wrong", () => {
  const left = String.raw`\frac{\partial L}{\partial B}`;
  const claims = [String.raw`${left} = (\hat{y} - y) a^\top`, String.raw`${left} = a^\top (\hat{y} - y)`];
  const [first, second] = claimMarks(rows, ...claims);
  assert.notEqual(first, "right");
  assert.equal(second, "right");
});

test("a capital is a number where the definitions or what is differentiated say so", () => {
  const spring = [String.raw`E = \frac12 K x^2`];
  assert.deepEqual(claimMarks(spring, String.raw`\frac{\partial E}{\partial x} = K x`), ["right"]);
  const gravity = ["F = G M / r"];
  assert.deepEqual(claimMarks(gravity, String.raw`\frac{\partial F}{\partial r} = -G M / r^2`), ["right"]);
});

test("a letter below a name that is a name itself tells matrices apart", () => {
  const latex = String.raw`a = W_h s + W_x x + b \\ L = \| a - r \|^2 \\ \frac{\partial L}{\partial b} = 2 (a - r)`;
  assert.deepEqual(marksFor(latex, { assume: "none" }), ["definition", "definition", "right"]);
});

test("the size of a declared vector is a number, and nothing is assumed of it", () => {
  const declared = "x: vector m";
  const latex = String.raw`f = m a^\top x \\ \frac{\partial f}{\partial x} = m a`;
  assert.deepEqual(linesFor(latex, { declared }), ["a: vector m"]);
  assert.deepEqual(marksFor(latex, { declared }), ["definition", "right"]);
  assert.deepEqual(
    linesFor(String.raw`\frac{\partial}{\partial x} \frac{1}{m} \|x\|^2 = \frac{2}{m} x`, { declared }),
    [],
  );
});
