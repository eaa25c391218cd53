import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { mendEscapes } from "../../dist/derivation/latex/escapes";
import { deriveFile } from "../../dist/derivation/derive-file";
import type { Line } from "../../dist/derivation/verdict/line";
import { plain, checkLines, checkMarks, naive, negatives } from "./declared";
import { inCheckout } from "../../dist/files/checkout";

const folder = inCheckout("test/derivations");
const received = readFileSync(path.join(folder, "write-up-received.tex"), "utf8");
const mended = readFileSync(path.join(folder, "write-up-mended.tex"), "utf8");

/** Lines by the part they belong to. */
function checkParts(source: string): Record<string, readonly Line[]> {
  const [a, b, c, d, e] = deriveFile(source);
  return { a: a.lines, b: b.lines, c: c.lines, d: d.lines, e: e.lines };
}

const inMended = checkParts(mended);
const inReceived = checkParts(received);
const marks = (lines: readonly Line[]): string[] => lines.map(({ mark }) => mark);
const k = String.raw`\boldsymbol{u}_{k}`;
const o = String.raw`\boldsymbol{u}_{o}`;

test("(a) is right for a one-hot y and positive predictions, and wrong without one-hot", () => {
  assert.deepEqual(marks(inMended.a), ["right"]);
  const free = String.raw`o in Vocab; y: vector n; \hat{y}: vector n, positive`;
  const [line] = checkLines(free, String.raw`-\sum_{w \in Vocab} y_w \log(\hat{y}_w) = -\log(\hat{y}_o)`);
  assert.equal(line.mark, "wrong here");
  assert.ok(line.counterexample);
});

test("(b) is right in both lines once its escapes are back, and J follows from its definition", () => {
  assert.deepEqual(marks(inMended.b), ["right", "right", "right"]);
});

test("(b) and (c) as received are malformed, at their places, in 18 places each", () => {
  assert.deepEqual(marks(inReceived.b), ["right", "malformed", "malformed"]);
  assert.deepEqual(marks(inReceived.c), ["malformed", "malformed"]);
  assert.match(plain(inReceived.b[1].hint), /mended in 18 places, the text has 3 lines: 3 right/);
  assert.match(
    plain(inReceived.c[0].hint),
    /mended in 18 places, the text has 2 lines: 1 right, 1 wrong here/,
  );
  const damaged = received.split("\n").filter((line) => line.includes("egin{"));
  assert.deepEqual(
    damaged.map((line) => mendEscapes(line).places.length),
    [18, 18],
  );
  const mendedLines = mended.split("\n").filter((line) => line.includes("\\begin{"));
  assert.deepEqual(
    damaged.map((line) => mendEscapes(line).text.replace(/\s+/g, "")),
    mendedLines.map((line) => line.replace(/\s+/g, "")),
  );
});

test("(c) is right in its first line; its second has the shape of dJ/dU, and is right for that", () => {
  assert.deepEqual(marks(inMended.c), ["right", "wrong here"]);
  const [, second] = inMended.c;
  assert.match(plain(second.says), /left side is d × 1, the right side is d × n/);
  assert.match(
    plain(second.repair?.says),
    /the right side is `\\frac\{\\partial \\boldsymbol\{J\}\}\{\\partial U\}`/,
  );
  assert.deepEqual(
    checkMarks(naive, String.raw`\frac{\partial J}{\partial U} = v_c \cdot (\hat{y} - y)^\top`),
    ["right"],
  );
  const single = String.raw`\frac{\partial J}{\partial u_k} = (\hat{y}_k - \mathbb{1}_{k=o}) v_c`;
  assert.deepEqual(checkMarks(naive, single), ["right"]);
});

test("(d) is right for a number and for every entry, and as a diagonal Jacobian, but not for a vector as written", () => {
  assert.deepEqual(marks(inMended.d), ["right", "right"]);
  const written = String.raw`\frac{\partial \sigma(x)}{\partial x} = \sigma(x)(1 - \sigma(x))`;
  assert.deepEqual(checkMarks("x: scalar", written), ["right"]);
  const [asVector] = checkLines("x: vector m", written);
  assert.equal(asVector.mark, "wrong here");
  assert.match(plain(asVector.hint), /`\\odot` for every entry/);
  const diagonal = String.raw`\frac{\partial \sigma(x)}{\partial x} = \operatorname{diag}(\sigma(x) \odot (1 - \sigma(x)))`;
  assert.deepEqual(checkMarks("x: vector m", diagonal), ["right"]);
});

test("(e) defines J, is right for v_c, and wrong for u_o where u_k should be u_o", () => {
  assert.deepEqual(marks(inMended.e.slice(0, 2)), ["definition", "definition"]);
  assert.deepEqual(marks(inMended.e.slice(2, 7)), ["right", "right", "right", "right", "wrong here"]);
  const [, , , , , , third] = inMended.e;
  assert.equal(plain(third.repair?.says), `\`${k}\` should be \`${o}\``);
  assert.equal(third.counterexample?.point.sizes.get("d"), 1);
});

test("(e) for u_k lacks the factor -v_c, so that its right second line does not follow", () => {
  const [first, second] = inMended.e.slice(7);
  assert.equal(first.mark, "wrong here");
  assert.match(plain(first.says), /left side is d × 1, the right side is a number/);
  assert.match(plain(first.repair?.says), /^the factor `-\\boldsymbol\{v\}_\{c\}` is missing/);
  assert.equal(second.mark, "right but does not follow");
  assert.deepEqual([second.equals, second.follows], ["yes", "no"]);
});

test("(e) as received has the same verdicts as mended, for its text is whole", () => {
  assert.deepEqual(marks(inReceived.e), marks(inMended.e));
  assert.deepEqual(marks(inReceived.d), marks(inMended.d));
});

const byOne = String.raw`\frac{\partial J}{\partial u_k} = (1 - \sigma(-u_k^\top v_c)) v_c`;
const byTarget = String.raw`\frac{\partial J}{\partial u_o} = -(1 - \sigma(u_o^\top v_c)) v_c`;

test("a repeated negative makes dJ/du_k wrong: the same word is drawn twice", () => {
  assert.deepEqual(checkMarks(negatives(", distinct, not o"), byOne), ["right"]);
  const [line] = checkLines(negatives(", not o"), byOne);
  assert.equal(line.mark, "wrong here");
  const drawn = line.counterexample?.point.draws.list().map(({ id }) => id) ?? [];
  assert.ok(new Set(drawn).size < drawn.length, `drawn: ${drawn}`);
});

test("a negative that is o makes both dJ/du_o and dJ/du_k wrong", () => {
  assert.deepEqual(checkMarks(negatives(", distinct"), byOne), ["wrong here"]);
  assert.deepEqual(checkMarks(negatives(", distinct"), byTarget), ["wrong here"]);
  assert.deepEqual(checkMarks(negatives(", not o"), byTarget), ["right"]);
});

test("(e) for any draw is right for every column, by the sum over the negatives that are that column", () => {
  const anyDraw = String.raw`\frac{\partial J}{\partial u_x}
    = -\mathbb{1}_{x=o} (1 - \sigma(u_o^\top v_c)) v_c + \sum_{k=1}^K \sigma(u_x^\top v_c) \mathbb{1}_{w_k=x} v_c`;
  assert.deepEqual(checkMarks(`${negatives("")}; x in Vocab`, anyDraw), ["right"]);
});

const window = String.raw`U: matrix d x n, columns u_w, w in Vocab; V: matrix d x n, columns v_w
c, o, x in Vocab; w_{t+j} in Vocab, j in 1..M
J(v_c, o, U) := -u_o^\top v_c + \log(\sum_w \exp(u_w^\top v_c))
L := \sum_{j=1}^M J(v_c, w_{t+j}, U)`;

test("(f) sums the gradients of a window, and those of other centre words are 0", () => {
  const byU = String.raw`\frac{\partial L}{\partial U} = \sum_{j=1}^M \frac{\partial J(v_c, w_{t+j}, U)}{\partial U}`;
  const byCentre = String.raw`\frac{\partial L}{\partial v_c} = \sum_{j=1}^M \frac{\partial J(v_c, w_{t+j}, U)}{\partial v_c}`;
  const byOther = String.raw`\frac{\partial L}{\partial v_x} = 0`;
  assert.deepEqual(checkMarks(window, `${byU} \\\\ ${byCentre}`), ["right", "right"]);
  assert.deepEqual(checkMarks(`${window}; x != c`, byOther), ["right"]);
  assert.deepEqual(checkMarks(window, byOther), ["wrong here"]);
});

test("theory has columns and code has rows: each gradient is the transpose of the other", () => {
  const rows = String.raw`U: matrix n x d, rows u_w, w in Vocab; v_c: vector d; o in Vocab; y: one-hot at o
    \hat{y} := \operatorname{softmax}(U v_c)
    J := -\log(\hat{y}_o)`;
  assert.deepEqual(checkMarks(rows, String.raw`\frac{\partial J}{\partial U} = (\hat{y} - y) v_c^\top`), [
    "right",
  ]);
  assert.deepEqual(checkMarks(rows, String.raw`\frac{\partial J}{\partial v_c} = U^\top (\hat{y} - y)`), [
    "right",
  ]);
  const numerator = `${naive}; layout: numerator`;
  assert.deepEqual(
    checkMarks(numerator, String.raw`\frac{\partial J}{\partial U} = (\hat{y} - y) v_c^\top`),
    ["right"],
  );
});

test("after a wrong line, what follows from it is inherited, and what does not is wrong again", () => {
  const found = checkLines(
    "x: scalar",
    String.raw`(x + 1)^2 &= x^2 + 1 \\ &= 1 + x^2 \\ &= 2 + x^2 \\ &= x^2 + 2x + 1`,
  );
  assert.deepEqual(marks(found), ["wrong here", "inherited", "wrong here", "right but does not follow"]);
});

test("the write-up with its mistakes corrected, and (f), is right in every line, by shapes, numbers and proof", () => {
  const complete = readFileSync(path.join(folder, "write-up-complete.tex"), "utf8");
  const lines = deriveFile(complete).flatMap((derivation) => derivation.lines);
  const claims = lines.filter(({ mark }) => mark !== "definition");
  assert.deepEqual(marks(claims), Array<string>(24).fill("right"));
});
