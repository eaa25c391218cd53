import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { readDocument } from "../../../dist/derivation/documents/read-document";
import { messageText } from "../../../dist/derivation/latex/message";
import { leftOut, said, statementsIn } from "./reading";

/** Each: definitions and a display, and the display with its macros written out by hand. */
const macros: [what: string, text: string, byHand: string][] = [
  ["\\newcommand", "\\newcommand{\\vc}{v_c} $$ \\vc = x $$", "v_c = x"],
  ["\\newcommand without braces", "\\newcommand\\vc{v_c} $$ \\vc = x $$", "v_c = x"],
  ["\\newcommand*", "\\newcommand*{\\vc}{v_c} $$ \\vc = x $$", "v_c = x"],
  [
    "two arguments",
    "\\newcommand{\\pd}[2]{\\frac{\\partial #1}{\\partial #2}} $$ \\pd{J}{v_c} = \\pd J x $$",
    "\\frac{\\partial J}{\\partial v_c} = \\frac{\\partial J}{\\partial x}",
  ],
  ["a default", "\\newcommand{\\p}[2][q]{#1_{#2}} $$ \\p{a} = \\p[r]{b} $$", "q_{a} = r_{b}"],
  [
    "\\renewcommand of a command of LaTeX",
    "\\renewcommand{\\vec}[1]{\\mathbf{#1}} $$ \\vec{a} = b $$",
    "\\mathbf{a} = b",
  ],
  [
    "\\providecommand keeps what is there",
    "\\newcommand{\\a}{x}\\providecommand{\\a}{y} $$ \\a = b $$",
    "x = b",
  ],
  ["\\def", "\\def\\R{\\mathbb{R}} $$ x \\in \\R $$", "x \\in \\mathbb{R}"],
  [
    "\\def with arguments",
    "\\def\\half#1{\\frac{#1}{2}} $$ \\half{a} = \\half b $$",
    "\\frac{a}{2} = \\frac{b}{2}",
  ],
  [
    "\\def with delimiters",
    "\\def\\quot#1/#2;{\\frac{#1}{#2}} $$ \\quot a+b/c; = d $$",
    "\\frac{a+b}{c} = d",
  ],
  ["\\let", "\\let\\eps\\epsilon $$ \\eps = a $$", "\\epsilon = a"],
  [
    "\\let keeps the old meaning",
    "\\newcommand{\\a}{x}\\let\\b=\\a\\renewcommand{\\a}{y} $$ \\a = \\b $$",
    "y = x",
  ],
  [
    "\\let before \\renewcommand of the same",
    "\\let\\old\\vec\\renewcommand{\\vec}[1]{\\old{#1}} $$ \\vec{a} = b $$",
    "\\vec{a} = b",
  ],
  [
    "\\DeclareMathOperator",
    "\\DeclareMathOperator*{\\softmax}{soft\\,max} $$ \\softmax(x) = y $$",
    "\\operatorname{softmax}(x) = y",
  ],
  [
    "\\DeclarePairedDelimiter",
    "\\DeclarePairedDelimiter{\\n}{\\lVert}{\\rVert} $$ \\n{x} = \\n*{y} + \\n[\\big]{z} $$",
    "\\lVert x\\rVert = \\lVert y\\rVert + \\lVert z\\rVert",
  ],
  [
    "\\NewDocumentCommand",
    "\\NewDocumentCommand{\\p}{O{q} m}{#1_{#2}} $$ \\p{a} = \\p[r]{b} $$",
    "q_{a} = r_{b}",
  ],
  [
    "nested calls",
    "\\newcommand{\\b}[1]{\\mathbf{#1}}\\newcommand{\\vc}{\\b{v}_c} $$ \\b{\\vc} = \\vc $$",
    "\\mathbf{\\mathbf{v}_c} = \\mathbf{v}_c",
  ],
  [
    "a macro that defines a macro",
    "\\newcommand{\\make}[1]{\\def\\it##1{#1_{##1}}}\\make{u} $$ \\it{w} = x $$",
    "u_{w} = x",
  ],
  ["a definition inside the display", "$$ \\newcommand{\\q}{y} \\def\\r{z} \\q = \\r $$", "y = z"],
  [
    "text in an argument",
    "\\newcommand{\\l}[1]{J_{\\text{#1}}} $$ \\l{neg-sample} = x $$",
    "J_{\\text{neg-sample}} = x",
  ],
];

for (const [what, text, byHand] of macros) {
  test(`macros are written out as by hand: ${what}`, () =>
    assert.deepEqual(said(text), said(`$$ ${byHand} $$`)));
}

test("macros may open and close displays, and hold whole ones", () => {
  const opened = "\\newcommand{\\be}{\\begin{equation}}\\newcommand{\\ee}{\\end{equation}} \\be a = b \\ee";
  assert.deepEqual(said(opened), ["a = b"]);
  const environment =
    "\\newenvironment{answer}[1]{\\textbf{#1}\\begin{align*}}{\\end{align*}} \\begin{answer}{(a)} a &= b \\\\ &= c \\end{answer}";
  assert.deepEqual(said(environment), ["a = b = c"]);
  const whole =
    "\\newcommand{\\show}[1]{Here: \\[ #1 \\]} \\newcommand{\\all}[1]{#1} \\show{a = b} \\all{$$ c = d $$}";
  assert.deepEqual(said(whole), ["a = b", "c = d"]);
});

test("what a macro stands for has the place of its call, and its arguments their own", () => {
  const text = "\\newcommand{\\pd}[2]{\\frac{#1}{#2}} $$ \\pd{J}{v_c} = x $$";
  const [{ left }] = statementsIn(readDocument("own.tex", text));
  const placed = left.tokens.map(({ text: token, start, end }) => [token, text.slice(start, end)]);
  const call = "\\pd{J}{v_c}";
  assert.deepEqual(placed, [
    ["\\frac", call],
    ["{", call],
    ["J", "J"],
    ["}", call],
    ["{", call],
    ["v", "v"],
    ["_", "_"],
    ["c", "c"],
    ["}", call],
  ]);
});

const endless = [
  "\\newcommand{\\a}{\\a}",
  "\\def\\a{x\\b}\\def\\b{\\a}",
  "\\def\\a{\\b\\b}\\def\\b{\\c\\c}\\def\\c{\\a}",
];
for (const definition of endless) {
  test(`a macro that stands for itself is refused at its call: ${definition}`, () => {
    const text = `${definition} $$ c = d $$ and \\[ x = \\a \\] then $$ e = f $$`;
    const statements = statementsIn(readDocument("own.tex", text));
    assert.equal(statements.length, 3);
    const refused = statements[1].steps[0].side.tokens.find(({ kind }) => kind === "other");
    assert.equal(refused?.start, text.indexOf("\\a \\]"));
    assert.match(
      messageText(refused?.says ?? []),
      /^`\\a` cannot be written out in \d+ steps: it stands for itself$/,
    );
  });
}

test("a macro of the text that stands for itself is listed, at its call", () => {
  const [[stretch, reason]] = leftOut("\\newcommand{\\a}{\\a} See \\a.");
  assert.equal(stretch, "\\a");
  assert.match(reason, /`\\a` cannot be written out in \d+ steps: it stands for itself/);
});

test("expanding macros equals writing them out by hand, for random bodies and calls", () => {
  const piece = fc.constantFrom("a", "b_{c}", "\\frac{a}{b}", "(a + b)", "\\alpha ", "#1", "#2");
  const bodies = fc.array(piece, { minLength: 1, maxLength: 6 }).map((list) => list.join(" "));
  const argument = fc.constantFrom("x", "y^2", "\\beta ", "{x + y}");
  fc.assert(
    fc.property(bodies, argument, argument, (body, first, second) => {
      const byHand = body.replace(/#1/g, first).replace(/#2/g, second);
      const text = `\\newcommand{\\m}[2]{${body}} $$ z = \\m{${first}}{${second}} $$`;
      assert.deepEqual(said(text), said(`$$ z = ${byHand} $$`));
    }),
    { numRuns: 300 },
  );
});

test("the default of a macro's argument has the place of the call", () => {
  const text = "\\newcommand{\\p}[2][q]{#1_{#2}} $$ \\p{a} = b $$";
  const [{ left }] = statementsIn(readDocument("own.tex", text));
  assert.equal(text.slice(left.tokens[0].start, left.tokens[0].end), "\\p");
});
