import assert from "node:assert/strict";
import { test } from "node:test";
import { readDocument } from "../../../dist/derivation/documents/read-document";
import { leftOut, said, statementText, statementsIn } from "./reading";

/** Each: a Markdown text, and what its displays say. */
const texts: [what: string, text: string, says: string[]][] = [
  ["dollars over rows", "# Title\n\n$$\na = b\n$$\n", ["a = b"]],
  ["brackets, also with two backslashes", "\\[ a = b \\] and \\\\[ c = d \\\\]", ["a = b", "c = d"]],
  ["an environment by itself", "\\begin{align}\na &= b \\\\ &= c\n\\end{align}", ["a = b = c"]],
  [
    "an environment between dollars",
    "$$\\begin{align} a &= b \\\\ c &= d \\end{align}$$",
    ["a = b", "c = d"],
  ],
  ["a fence of mathematics", "```math\na = b\n```\n\n~~~ {.math}\nc = d\n~~~\n", ["a = b", "c = d"]],
  ["no other fence", "```python\nx = 1 # $$ a = b $$\n```\n$$ c = d $$", ["c = d"]],
  ["no code in a row of text", "`$$ a = b $$` and ``` `$$ c = d $$` ``` $$ e = f $$", ["e = f"]],
  ["no comment, and no head", "---\ntitle: $$ a = b $$\n---\n<!-- $$ c = d $$ -->\n$$ e = f $$", ["e = f"]],
  ["a quotation", "> So\n> $$\n> a = b\n> $$\n", ["a = b"]],
  ["a row of a display that begins with >", "$$\na\n> b\n$$", ["a > b"]],
  ["macros in dollars", "$\\newcommand{\\vc}{v_c}$ $$ \\vc = x $$", ["v_c = x"]],
  ["percent signs in prose", "In 50% of cases $$ a = b $$ in 5 % not.", ["a = b"]],
];

for (const [what, text, says] of texts) {
  test(`Markdown is read: ${what}`, () => assert.deepEqual(said(text, "own.md"), says));
}

test("in Markdown, sums of money are no formulas, and formulas stand close to their signs", () => {
  const text = "From $5 to $10, \\$3, and $a = b$, and $`c = d`$.";
  assert.deepEqual(
    leftOut(text, "own.md").map(([stretch]) => stretch),
    ["$a = b$", "$`c = d`$"],
  );
});

test("declarations stand in lines of their own, also in a comment that is not shown", () => {
  const text = "%% x: scalar\n\n<!--\n%% y: scalar\nnote: no\n-->\n\n$$ x = y $$\n";
  const found = readDocument("own.md", text).parts.filter(({ kind }) => kind === "declaration");
  assert.deepEqual(
    found.map(({ start, end }) => text.slice(start, end)),
    [" x: scalar", " y: scalar"],
  );
});

const cell = (kind: string, source: string | string[]): object => ({ cell_type: kind, metadata: {}, source });

test("of a notebook the Markdown cells are read, and places are those in a cell", () => {
  const cells = [
    cell("markdown", ["# One\n", "%% x: scalar\n", "$$ x^2 = y $$"]),
    cell("code", "x = 1 // $$ a = b $$"),
    cell("markdown", "$\\newcommand{\\q}{z}$\n\nThen $$ = \\q $$"),
  ];
  const document = readDocument("own.ipynb", JSON.stringify({ cells, nbformat: 4 }));
  assert.deepEqual(statementsIn(document).map(statementText), ["x^2 = y", "= z"]);
  const displays = document.parts.filter(({ kind }) => kind === "display");
  assert.deepEqual(
    displays.map(({ source, start, end }) => [source.cell, source.text.slice(start, end)]),
    [
      [1, "$$ x^2 = y $$"],
      [3, "$$ = \\q $$"],
    ],
  );
});

test("what is no notebook is refused with its name", () => {
  assert.throws(() => readDocument("own.ipynb", "{"), /requires a notebook in JSON in own\.ipynb/);
  assert.throws(() => readDocument("own.ipynb", "{}"), /requires a notebook with cells in own\.ipynb/);
});

test("plain text is read like a write-up: displays, prose, and no comments but at the beginning of a line", () => {
  const text = "Since $y_w = 1$ if w = o, 100% sure:\n\n$$ a = b $$\n\n% $$ c = d $$\n\n$$ = e $$\n";
  assert.deepEqual(said(text, "own.txt"), ["a = b", "= e"]);
  assert.deepEqual(
    leftOut(text, "own.txt").map(([stretch]) => stretch),
    ["$y_w = 1$", "w = o,"],
  );
});

test("a text without a name is told by what it says", () => {
  assert.deepEqual(said("# Title\n```\n$$ a = b $$\n```\n$$ c = d $$", "-"), ["c = d"]);
  assert.deepEqual(said("\\section{a} 50% $$ a = b $$\n$$ c = d $$", "-"), ["c = d"]);
  assert.deepEqual(said("50% $$ a = b $$", "-"), ["a = b"]);
  const notebook = JSON.stringify({ cells: [cell("markdown", "$$ a = b $$")] });
  assert.deepEqual(said(notebook, "-"), ["a = b"]);
});

test("mathematics in Unicode reads like LaTeX", () => {
  assert.deepEqual(said("$$ ∂J/∂v = Uᵀ(ŷ − y)·σ(x²) ≈ ∑ᵢ θ₁ x⁻¹ $$", "own.md"), [
    "\\partial J/\\partial v = U^\\top(\\hat{y}-y)\\cdot\\sigma(x^{2}) \\approx \\sum_{i}\\theta_{1}x^{-1}",
  ]);
});
