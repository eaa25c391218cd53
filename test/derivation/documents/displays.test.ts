import assert from "node:assert/strict";
import { test } from "node:test";
import { readDocument } from "../../../dist/derivation/documents/read-document";
import { leftOut, said, statementsIn } from "./reading";

const environments =
  "equation align flalign gather multline eqnarray displaymath dmath math subequations equation* align* gather*";

for (const name of environments.split(" ")) {
  test(`\\begin{${name}} is a display, or holds one`, () => {
    const sign = name === "eqnarray" ? "&=&" : "=";
    const inner = name === "subequations" ? "\\begin{align} a = b \\end{align}" : `a ${sign} b`;
    assert.deepEqual(said(`Text. \\begin{${name}} ${inner} \\end{${name}} Text.`), ["a = b"]);
  });
}

/** Each: the text, and what its displays say. */
const displays: [what: string, text: string, says: string[]][] = [
  ["dollars and brackets", "$$ a = b $$ and \\[ c = d \\]", ["a = b", "c = d"]],
  ["the columns of alignat", "\\begin{alignat}{2} a &= b & \\quad c &= d \\end{alignat}", ["a = b", "c = d"]],
  ["an IEEEeqnarray", "\\begin{IEEEeqnarray}{rCl} a & = & b \\\\ & = & c \\end{IEEEeqnarray}", ["a = b = c"]],
  [
    "split in equation",
    "\\begin{equation}\\begin{split} a &= b \\\\ &= c \\end{split}\\end{equation}",
    ["a = b = c"],
  ],
  ["aligned between single dollars", "$\\begin{aligned} a &= b \\\\ &= c \\end{aligned}$", ["a = b = c"]],
  ["align between double dollars", "$$\\begin{align} a &= b \\\\ c &= d \\end{align}$$", ["a = b", "c = d"]],
  ["gathered with a place", "$$\\begin{gathered}[t] a = b \\\\ c = d \\end{gathered}$$", ["a = b", "c = d"]],
  ["an array of columns", "$$\\begin{array}{rcl} a & = & b \\\\ & = & c \\end{array}$$", ["a = b = c"]],
  [
    "a box around rows",
    "\\[\\boxed{\\begin{aligned} a &= b \\\\ c &= d \\end{aligned}}\\]",
    ["a = b", "c = d"],
  ],
  [
    "a system with a brace",
    "$$\\left\\{\\begin{array}{l} a = b \\\\ c = d \\end{array}\\right.$$",
    ["a = b", "c = d"],
  ],
  ["cases by themselves", "$$\\begin{cases} a = b \\\\ c = d \\end{cases}$$", ["a = b", "c = d"]],
  [
    "a display in an item of a list",
    "\\begin{itemize}\\item[(a)] So \\[ a = b \\] \\end{itemize}",
    ["a = b"],
  ],
  ["a display behind a sign of money", "It costs \\$5. $$ a = b $$", ["a = b"]],
  [
    "text up to the end of the document",
    "\\begin{document} $$ a = b $$ \\end{document} $$ c = d $$",
    ["a = b"],
  ],
  ["what no comment hides", "% $$ a = b $$\n$$ c = d % = e\n$$ 100\\% of $$ e = f $$", ["c = d", "e = f"]],
  [
    "what is not verbatim",
    "\\begin{verbatim} $$ a = b $$ \\end{verbatim} \\verb|$$ c = d $$| $$ e = f $$",
    ["e = f"],
  ],
  [
    "what is no program",
    "\\begin{lstlisting}[language=C]\n$$ a = b $$\n\\end{lstlisting}\n$$ c = d $$",
    ["c = d"],
  ],
  [
    "what is not commented out",
    "\\begin{comment} $$ a = b $$ \\end{comment} \\iffalse $$ c = d $$ \\fi $$ e = f $$",
    ["e = f"],
  ],
  [
    "what a switch shows",
    "\\newif\\ifshown \\ifshown $$ a = b $$ \\else $$ c = d $$ \\fi \\showntrue \\ifshown $$ e = f $$ \\fi",
    ["c = d", "e = f"],
  ],
];

for (const [what, text, says] of displays) {
  test(`a display is found and read: ${what}`, () => assert.deepEqual(said(text), says));
}

test("each side of a display keeps the place where its author wrote it", () => {
  const text =
    "%% x: scalar\n\\begin{align*}\n  x^2 &= \\boxed{x \\cdot x} \\label{a} \\\\\n      &= y \\tag{1}\n\\end{align*}\n";
  const [declaration, display] = readDocument("own.tex", text).parts;
  assert.ok(declaration.kind === "declaration" && display.kind === "display");
  assert.equal(text.slice(declaration.start, declaration.end), " x: scalar");
  assert.equal(text.slice(display.start, display.end), text.slice(13).trim());
  const [{ left, steps }] = display.statements;
  assert.equal(text.slice(left.start, left.end), "x^2");
  assert.deepEqual(
    steps.map(({ at, side }) => [text.slice(at.start, at.end), text.slice(side.start, side.end)]),
    [
      ["=", "x \\cdot x"],
      ["=", "y"],
    ],
  );
});

test("lines that begin with %% declare; those that begin with %%%, or say nothing of the kind, do not", () => {
  const text =
    "%%%%% Question 2 %%%%%\n%% x: scalar\n%%% instructions: none\n%% ---- part two ----\n  %% o in Vocab\n";
  const declared = readDocument("own.tex", text).parts.map((part) =>
    part.kind === "declaration" ? part.text : part.kind,
  );
  assert.deepEqual(declared, [" x: scalar", " o in Vocab"]);
});

test("a display that begins with a relation goes on with the one before it", () => {
  const [first, second] = statementsIn(readDocument("own.tex", "$$ a = b $$ and so $$ = c $$"));
  assert.deepEqual([first.continues, second.continues], [false, true]);
  assert.equal(second.left.tokens.length, 0);
});

/** Each: the text, what its displays say, and what is not judged. */
const unclosed: [what: string, text: string, says: string[], left: string][] = [
  ["$$ before prose", "$$ a = b\nthis is some prose.\n\nThen $$ c = d $$", ["c = d"], "$$ a = b"],
  ["$$ at the end", "$$ a = b $$\n\n$$ c = d", ["a = b"], "$$ c = d"],
  ["\\[ before another", "\\[ a = b\n\n\\[ c = d \\]", ["c = d"], "\\[ a = b"],
  [
    "align before a section",
    "\\begin{align} a = b\n\n\\section{Two} \\[ c = d \\]",
    ["c = d"],
    "\\begin{align} a = b",
  ],
];

for (const [what, text, says, left] of unclosed) {
  test(`a display that is not closed is named, and what comes after it is read: ${what}`, () => {
    assert.deepEqual(said(text), says);
    const [[stretch, reason]] = leftOut(text);
    assert.equal(stretch.trim(), left);
    assert.match(reason, /is not closed$/);
  });
}

test("an environment that ends and does not begin is named", () => {
  assert.deepEqual(leftOut("a \\end{align}"), [
    ["\\end{align}", "`\\end{align}` closes what does not begin"],
  ]);
});

test("inline mathematics with a relation is judged on request, and else listed", () => {
  const text = "Let $z = U^\\top v$ be, \\(a \\in b\\), and $x$.";
  assert.deepEqual(said(text), []);
  assert.deepEqual(
    leftOut(text).map(([stretch]) => stretch),
    ["$z = U^\\top v$", "\\(a \\in b\\)"],
  );
  const asked = readDocument("own.tex", text, { inline: true });
  assert.equal(statementsIn(asked).length, 2);
  assert.deepEqual(asked.unchecked, []);
});

test("a relation in the text itself is listed; settings and addresses are not", () => {
  const text =
    "So w = o holds. \\includegraphics[width=3cm]{a} \\url{http://a.b/?c=d} \\begin{tabular}[t]{l} x=3 \\end{tabular}";
  assert.deepEqual(
    leftOut(text).map(([stretch]) => stretch),
    ["w = o", "x=3"],
  );
});

test("prose keeps its words, its paragraphs and its inline mathematics", () => {
  const text =
    "\\section{Softmax}\nLet $z = U^\\top v_c$ be the scores.\n\nNow \\emph{see}: 5\\% $$ a = b $$";
  const [prose] = readDocument("own.tex", text).parts;
  assert.ok(prose.kind === "prose");
  const shown = prose.pieces.map((piece) =>
    piece.kind === "words" ? piece.text : text.slice(piece.start, piece.end),
  );
  assert.equal(shown.join(""), "Softmax Let $z = U^\\top v_c$ be the scores.\n\nNow see: 5%");
});
