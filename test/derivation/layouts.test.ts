import assert from "node:assert/strict";
import { test } from "node:test";
import { deriveDocument, type DerivedDocument } from "../../dist/derivation/derive-file";
import { declare } from "../../dist/derivation/declare/declare";
import { derive } from "../../dist/derivation/derivation";
import { messageText } from "../../dist/derivation/latex/message";
import { readDocument } from "../../dist/derivation/documents/read-document";

const derived = (text: string): DerivedDocument => deriveDocument(readDocument("a.tex", text));
const marks = ({ derivations }: DerivedDocument): string[] =>
  derivations.flatMap(({ lines }) => lines.map(({ mark }) => mark));
const layouts = ({ inference }: DerivedDocument): string[] =>
  inference.sections.flatMap(({ assumed }) =>
    assumed.flatMap(({ line }) => (line.startsWith("layout") ? [line] : [])),
  );

const space = String.raw`Let $A \in \mathbb{R}^{m \times n}$, $b \in \mathbb{R}^m$ and $x \in \mathbb{R}^n$.`;
const rows = String.raw`
$$ \frac{\partial b^\top A x}{\partial x} = b^\top A $$
$$ \frac{\partial x^\top x}{\partial x} = 2 x^\top $$
$$ \frac{\partial \|A x - b\|^2}{\partial x} = 2 A^\top (A x - b) $$`;

test("a document is derived in the layout that its text names", () => {
  const found = derived(`In numerator layout.\n${space}${rows}`);
  assert.deepEqual(layouts(found), ["layout: numerator"]);
  assert.deepEqual(marks(found), ["right", "right", "wrong here"]);
});

test("several gradients in rows say that the layout is numerator; one among columns is right as a row", () => {
  const more = String.raw`$$ \frac{\partial \|A x - b\|^2}{\partial x} = 2 (A x - b)^\top A $$`;
  assert.deepEqual(layouts(derived(`${space}${rows}${more}`)), ["layout: numerator"]);
  const one = derived(String.raw`${space}
    $$ \frac{\partial b^\top A x}{\partial x} = A^\top b $$
    $$ \frac{\partial x^\top x}{\partial x} = 2 x^\top $$`);
  assert.deepEqual(layouts(one), []);
  assert.deepEqual(marks(one), ["right", "right"]);
  const [, row] = one.derivations.flatMap(({ lines }) => lines);
  assert.match(messageText(row.note ?? []), /as a row, in numerator layout/);
});

test("what is wrong as a row, too, and the transpose of a matrix are no other layout", () => {
  const found = derived(String.raw`${space}
    $$ \frac{\partial b^\top A x}{\partial x} = A^\top b $$
    $$ \frac{\partial x^\top x}{\partial x} = 2 x $$
    $$ \frac{\partial x^\top x}{\partial x} = -2 x^\top $$
    $$ \frac{\partial b^\top A x}{\partial A} = x b^\top $$`);
  const [, , other, matrix] = marks(found);
  assert.notEqual(other, "right");
  assert.equal(matrix, "wrong here");
});

test("what an author declares is kept: a row is no column", () => {
  const found = derived(String.raw`
%% x: vector n
    $$ \frac{\partial x^\top x}{\partial x} = 2 x^\top $$`);
  assert.deepEqual(marks(found), ["wrong here"]);
});

test("a Jacobian may be numerator where gradients have the shape of their variables", () => {
  const found = derived(String.raw`${space}
    $$ z = A x $$
    $$ \frac{\partial z}{\partial x} = A $$
    $$ \frac{\partial b^\top z}{\partial x} = A^\top b $$
    $$ \frac{\partial b^\top z}{\partial x} = A b $$`);
  assert.deepEqual(layouts(found), ["layout: mixed"]);
  assert.deepEqual(marks(found), ["definition", "right", "right", "wrong here"]);
});

test("help is only looked for in the layout that is taken", () => {
  const helped: string[] = [];
  const document = readDocument(
    "a.tex",
    String.raw`${space}
    $$ z = A x $$
    $$ \frac{\partial z}{\partial x} = A $$
    $$ \frac{\partial b^\top z}{\partial x} = A b $$`,
  );
  const { derivations } = deriveDocument(document, undefined, (lines) =>
    helped.push(...lines.flatMap(({ repair }) => (repair ? [messageText(repair.says)] : []))),
  );
  assert.equal(helped.length, 1);
  const lines = derivations.flatMap((each) => each.lines);
  assert.ok(lines.every(({ help }) => help === undefined));
  assert.deepEqual(
    lines.map(({ repair }) => repair && messageText(repair.says)),
    [undefined, undefined, helped[0]],
  );
});

test("what an author declares of the layout is kept", () => {
  const found = derived(`%% layout: denominator\n${space}${rows}`);
  assert.deepEqual(layouts(found), []);
  assert.deepEqual(marks(found), ["wrong here", "wrong here", "right"]);
});

test("a wrong line that is right in another layout says in which", () => {
  const hintOf = (latex: string): string => {
    const { lines } = derive(latex, declare("W: matrix m x d; x: vector d; z := W x"));
    assert.equal(lines[0].mark, "wrong here", latex);
    return messageText(lines[0].hint ?? []);
  };
  assert.match(
    hintOf(String.raw`\frac{\partial z}{\partial x} = W`),
    /right in another layout: `%% layout: mixed`/,
  );
  assert.match(hintOf(String.raw`\frac{\partial x^\top x}{\partial x} = 2x^\top`), /`%% layout: numerator`/);
  assert.doesNotMatch(hintOf(String.raw`\frac{\partial z}{\partial x} = 2W`), /layout/);
});
