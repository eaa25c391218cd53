import assert from "node:assert/strict";
import { test } from "node:test";
import { declare } from "../../../dist/derivation/declare/declare";
import { derivation } from "../../../dist/derivation/derivation";
import { Malformed } from "../../../dist/derivation/latex/malformed";
import { plain, checkLines, naive, words } from "../declared";

/** The message of the first line, with its place. */
function firstMessage(latex: string, declarations = naive): string {
  const [{ row, column, mark, says, hint }] = checkLines(declarations, latex);
  return `${row}:${column} ${mark}: ${plain(says)}${hint ? `; ${plain(hint)}` : ""}`;
}

const mistakes: [latex: string, message: RegExp][] = [
  [
    "J = z_i",
    /^1:5 malformed: `z_\{i\}` is not declared; declare it, for example `z_\{i\}: vector d`, or define it: `z_\{i\} := ...`; declared are U/,
  ],
  // The mark is that of the side of which the message speaks.
  ["\\frac{\\partial z}{\\partial v_c} = U v_c", /^1:\d+ malformed: `z` is not declared/],
  ["J = -log", /^1:6 malformed: `log` without a backslash means l times o times g; write `\\log`/],
  ["J = softmax", /^1:5 malformed: `softmax` without a backslash .*write `\\operatorname\{softmax\}`/],
  ["J = \\sgima(v_c)", /^1:5 malformed: the command `\\sgima` is not known here; perhaps `\\sigma` is meant/],
  ["J = \\log(\\hat{y}_o", /^1:19 malformed: `\)` that closes `\(` is missing, got the end/],
  [
    "J = \\frac{1}",
    /^1:13 malformed: the second `\{` of `\\frac` is missing.*write `\\frac\{above\}\{below\}`/,
  ],
  ["J = v_c)", /^1:8 malformed: `\)` was not expected here/],
  ["J = \\log v_c v_c", /what `\\log` applies to is not clear; write `\\log\(...\)` with parentheses/],
  ["J = \\tanh^{-1}(u_o^\\top v_c)", /a negative power of `\\tanh` itself can mean its inverse/],
  [
    "J = u_o^\top v_c".replace("\t", "\t"),
    /^1:10 malformed: `op` looks like `\\top` whose `\\t` was read as a tab; write `\\top`/,
  ],
  [
    "J = \boldsymbol{u}_o",
    /^1:5 malformed: a backspace stands here; the `\\b` of a command was read as an escape/,
  ],
  ["J = rac{1}{2}", /^1:5 malformed: `rac` looks like `\\frac` whose `\\f` was read as a form feed/],
  ["J = u", /`u` needs an index; write `u_w` for one word/],
  ["J = o", /`o` is an index, not a number/],
  ["J = v_c^\\top u_q", /the index `q` is not declared; declare it: `q in Vocab`/],
  ["J = \\sum_q 1", /the range of `q` is not given; write `\\sum_\{q \\in Vocab\}`/],
  ["J = \\operatorname{tr}((U U^\\top)^{1/2})", /a matrix cannot be raised to `\\frac\{1\}\{2\}` here/],
  ["J = ", /a number, a name or `\(` is missing, got the end/],
  ["J = \\mathbb )", /a name is missing, got `\)`/],
  ["J = é", /`é` is not LaTeX mathematics/],
  ["J", /there is no `=` in it; a line is `left &= right`/],
];

for (const [latex, message] of mistakes) {
  test(`a message that teaches, with its place: ${JSON.stringify(latex)}`, () => {
    assert.match(firstMessage(latex), message);
  });
}

const shapes: [latex: string, message: RegExp][] = [
  [
    "J = u_o v_c",
    /^1:9 wrong here: `u_\{o\}` is d × 1 and cannot be multiplied by `v_\{c\}`, which is d × 1; 1 column meets d rows: write `u_\{o\}\^\{\\top\}` for the number/,
  ],
  [
    "J = u_o + v_c^\\top",
    /cannot be added to `v_\{c\}\^\{\\top\}`, which is 1 × d; transpose one of them with `\\top`/,
  ],
  ["\\frac{\\partial J}{\\partial v_c} = u_o^\\top", /the left side is d × 1, the right side is 1 × d/],
  ["J = U^2", /only a square matrix can be raised to a power; for every entry write `\\odot`/],
  ["J = U v_c", /cannot be multiplied by .* n columns meet d rows/],
  ["J = \\frac{v_c}{U}", /`U` is d × n, and only a number can divide/],
];

for (const [latex, message] of shapes) {
  test(`a shape that does not fit is spelled out: ${JSON.stringify(latex)}`, () => {
    assert.match(firstMessage(latex), message);
  });
}

const declarations: [text: string, message: RegExp, at: number][] = [
  ["v_c: vektor d", /`vektor d` is not a kind of name; write `matrix d x n`/, 5],
  ["v_c", /`v_c` is not a declaration; write it like `v_c: vector d`/, 0],
  ["o in Vocab; w_k in Vocab", /the range of the index of `w_\{k\}` is missing/, 12],
  ["x: scalar, even", /`even` is not a detail of a variable/, 11],
  ["layout: sideways", /a layout is numerator, denominator or mixed/, 0],
  ["J := \\log(", /a number, a name or `\(` is missing/, 10],
];

for (const [text, message, at] of declarations) {
  test(`a declaration that cannot be read says why: ${text}`, () => {
    assert.throws(
      () => declare(text),
      (error) => error instanceof Malformed && message.test(error.message) && error.at === at,
    );
  });
}

test("a definition by itself is refused", () => {
  assert.match(firstMessage("J = 1", `${words}; J := J + 1`), /`J` is defined by itself/);
});

test("a derivation in a template is read raw, and check() throws at the first wrong line in the same words", () => {
  const found = derivation("x: scalar")`
    \sigma(-x) &= 1 - \sigma(x) && \text{symmetry} \\
               &= \sigma(x)`;
  assert.deepEqual(
    found.lines.map(({ mark }) => mark),
    ["right", "wrong here"],
  );
  assert.equal(found.lines[0].reason, "symmetry");
  assert.throws(() => found.check(), {
    message: /^line 2 \(row 3, column 19\), wrong here: does not equal what is being derived/,
  });
  const again = derivation("", found)`\sigma(x) = 1 - \sigma(-x)`;
  assert.doesNotThrow(() => again.check());
});
