import assert from "node:assert/strict";
import { test } from "node:test";
import { deriveDocument, deriveFile } from "../../../dist/derivation/derive-file";
import { readDerivation, readDocument } from "../../../dist/derivation/documents/read-document";

const marks = (text: string): string[] =>
  deriveFile(text).flatMap(({ lines }) => lines.map(({ mark }) => mark));

/** Cases of write-ups that were not read as meant: the text, and the marks of its lines. */
const cases: [what: string, text: string, marks: string[]][] = [
  [
    "a boxed answer is judged",
    "%% x: scalar\n$$ \\boxed{\\frac{d}{dx} x^2 = x} $$ $$ \\frac{d}{dx} x^2 = 2 x $$",
    ["wrong here", "right"],
  ],
  [
    "an equation in colour",
    "%% x: scalar\n$$ {\\color{red} x^2 = x} $$ \\fbox{$x = x$} $$ (x = x) $$",
    ["wrong here", "right"],
  ],
  [
    "two equations in a display",
    "%% x, y: scalar\n$$ \\frac{\\partial}{\\partial x} (x y) = y, \\qquad \\frac{\\partial}{\\partial y} (x y) = x $$",
    ["right", "right"],
  ],
  ["a definition that goes on", "%% x: scalar\n$$ q = (x + 1)^2 = x^2 + 2 x + 1 $$", ["definition", "right"]],
  [
    "a definition that goes on wrongly",
    "%% x: scalar\n$$ q = (x + 1)^2 = x^2 + 1 = x^2 + 2x + 1 $$",
    ["definition", "wrong here", "right but does not follow"],
  ],
  [
    "comments are no declarations and no displays",
    "%%%%%% Question 2 %%%%%%\n%% x: scalar\n%%% instructions\n% $$ 1 = 2 $$\n$$ x = x $$",
    ["right"],
  ],
  [
    "tags, labels and alignat",
    "%% x: scalar\n\\begin{alignat}{2} x^2 &= x \\label{eq:a} \\tag{1} \\end{alignat}\n\\[ x^2 = x \\cdot x \\tag{2} \\]",
    ["wrong here", "right"],
  ],
  [
    "other signs of equality and definition",
    "%% x: scalar\n$$ x \\equiv 1 x $$ $$ p \\triangleq 2 x = x + x $$ $$ q \\coloneqq p = 3 x $$",
    ["right", "definition", "right", "definition", "wrong here"],
  ],
  [
    "prose with = between declarations",
    "%% x: scalar\nSo w = o and e = mc2.\n%% y: scalar\n$$ x + y = y + x $$",
    ["right"],
  ],
  [
    "what comes after a line that cannot be read",
    "%% x: scalar\n$$ x = \\frac{1} $$ $$ x = x $$",
    ["malformed", "right"],
  ],
  ["a number of an equation is no factor", "%% x: scalar\n$$ x^2 = x x \\qquad (2) $$", ["right"]],
  [
    "indices that differ by a condition",
    "%% z: vector n; i, j in 1..n\n$$ \\frac{\\partial z_i}{\\partial z_j} = 0, \\quad i \\neq j $$ $$ \\frac{\\partial z_i}{\\partial z_j} = 0 $$",
    ["right", "wrong here"],
  ],
  [
    "the author's macros in declarations",
    "\\newcommand{\\vc}{\\mathbf{v}_c}\n%% \\vc: vector d\n$$ \\vc + \\vc = 2 \\vc $$",
    ["right"],
  ],
];

for (const [what, text, expected] of cases) {
  test(`as write-ups have it: ${what}`, () => assert.deepEqual(marks(text), expected));
}

test("every relation is judged or listed with the reason why not", () => {
  const text = String.raw`%% x, y: scalar
Let $x = y$. $$ x + y = y + x \approx 3 \propto 2 = 2 $$ $$ x \in R $$ $$ x = |x|, \quad x > 0 $$`;
  const { derivations, unchecked } = deriveDocument(readDocument("own.tex", text));
  const judged = derivations.flatMap(({ lines }) => lines);
  assert.equal(judged.length + unchecked.length, 7); // relations, but the condition
  const reasons = new Map(unchecked.map(({ start, end, reason }) => [text.slice(start, end), reason]));
  assert.equal(reasons.get("$x = y$"), "inline mathematics is judged on request");
  assert.ok(reasons.has("x \\in R"));
});

test("a declaration that cannot be read is refused by itself, and the document is read on", () => {
  const text = "%% x: scalar\n%% Note: as in class\n%% y: scalar\n$$ x + y = y + x $$";
  const { derivations, refused } = deriveDocument(readDocument("own.tex", text));
  assert.equal(refused.length, 1);
  assert.match(refused[0].error.message, /^line 2, column \d+: /);
  assert.deepEqual(
    derivations.flatMap(({ lines }) => lines.map(({ mark }) => mark)),
    ["right"],
  );
});

test("the rows of a template are a display, and so is text with displays in it", () => {
  const rows = readDerivation("a &= b && \\text{reason} \\\\ &= c % comment = d");
  const text = readDerivation("So \\[ a = b \\] and $$ = c $$");
  for (const { parts } of [rows, text]) assert.ok(parts.every(({ kind }) => kind !== "declaration"));
  assert.deepEqual(
    rows.parts.map(({ kind }) => kind),
    ["display"],
  );
  assert.deepEqual(text.parts.filter(({ kind }) => kind === "display").length, 2);
});
