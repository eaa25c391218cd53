import assert from "node:assert/strict";
import { test } from "node:test";
import { jupyterDisplay } from "../../../dist/display/displayable";
import { linePieces } from "../../../dist/derivation/verdict/typeset";
import { plain } from "../declared";
import { derivation } from "../../../dist/derivation/derivation";

const shown = derivation("x: scalar")`
  \sigma(-x) &= 1 - \sigma(x) && \text{symmetry} \\
             &= \sigma(x) \\
             &= 1 - \sigma(-x) \\
             &= \sgima(x) && <img src=x onerror=alert(1)>`;
const bundle = shown[jupyterDisplay]();
const page = String(bundle["text/html"]);

test("a derivation is shown as MathML, a row a line, its mark in words and its reason beside it", () => {
  assert.ok((page.match(/<math/g) ?? []).length > 4);
  for (const mark of ["✓ right", "✗ wrong here", "↳ inherited", "✗ malformed"])
    assert.ok(page.includes(mark), mark);
  assert.ok(page.includes("symmetry"));
  assert.ok(page.includes("<details open>"), "the help for a wrong line is unfolded");
});

test("no line of a message begins with the sign that stands after a formula", () => {
  const found = derivation("x, y: scalar")`\sigma(x) = \sigma(y)`.lines[0];
  const html = linePieces(found).details.find(({ name }) => name === "counterexample")?.html ?? "";
  assert.match(html, /<span style="white-space:nowrap"><math.*?<\/math>:<\/span> the left side is/);
  assert.doesNotMatch(html, /<\/math>[,;:.)]+(?!<\/span>)/);
});

test("what a derivation contains cannot become markup", () => {
  assert.ok(!page.includes("<img"), page);
});

test("the text alternative has every verdict, counterexample and repair in words", () => {
  const text = String(bundle["text/plain"]);
  assert.match(text, /line 2 \(row 3, column 17\), wrong here: does not equal what is being derived/);
  assert.match(text, /counterexample: x = 1: the left side is 0\.2689, the right side 0\.7311/);
  assert.match(text, /repair, checked: the sign of `x` should be minus/);
  assert.match(text, /edit: replace `x` by `-x`/);
  assert.match(text, /4 lines: 1 right, 1 wrong here, 1 inherited, 1 malformed/);
});

test("a negative value of a counterexample has a minus sign on a page", () => {
  const [line] = derivation("x: scalar")`
  \sigma(-x) = -\sigma(x)`.lines;
  const html = linePieces(line).details.find(({ name }) => name === "counterexample")?.html ?? "";
  assert.match(html, /the right side <math[^]*<mo[^>]*>−<\/mo>[^]*0\.7311/);
  assert.doesNotMatch(html.replace(/<annotation[^]*?<\/annotation>/g, ""), /-[\d.]/);
});

test("the point of a counterexample is typeset, a matrix with its rows", () => {
  const { lines } = derivation(
    "A: matrix d x d; x: vector d",
  )`\frac{\partial}{\partial x} x^\top A x = 2 A x`;
  const [line] = linePieces(lines[0]).details;
  assert.equal(line.name, "counterexample");
  assert.match(line.html, /<math.*<mtable.*<mtr>.*<mtr>/s);
  assert.match(plain(lines[0].counterexample?.says), /A = \[-?\d/);
});
