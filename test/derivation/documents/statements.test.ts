import assert from "node:assert/strict";
import { test } from "node:test";
import { readDocument } from "../../../dist/derivation/documents/read-document";
import { display, leftOut, said, statementsIn } from "./reading";

/** Each: what stands between `$$` and `$$`, and the statements that it makes. */
const cases: [what: string, inner: string, says: string[]][] = [
  // rows
  ["rows that begin with a relation go on", "a &= b \\\\ &= c \\\\[4pt] &= d", ["a = b = c = d"]],
  [
    "rows that begin with an operator go on with their side",
    "a &= b \\\\ &+ c \\\\ &\\cdot d",
    ["a = b+c\\cdot d"],
  ],
  ["a minus behind & goes on", "a &= b \\\\ &\\quad - c = d", ["a = b-c = d"]],
  ["a minus that begins a row with a relation begins a statement", "a = b \\\\ -c = d", ["a = b", "-c = d"]],
  ["rows behind an operator go on", "a = b + \\\\ c \\\\ d = e", ["a = b+c", "d = e"]],
  ["rows behind a relation go on", "a = \\\\ b \\\\ = \\\\ c", ["a = b = c"]],
  ["a row of a side without an operator goes on behind &", "a &= b \\\\ & c", ["a = bc"]],
  ["a left side may have a row of its own", "x &= y \\\\ a \\\\ &= b", ["x = y", "a = b"]],
  ["\\cr and \\newline are rows", "a = b \\cr c = d \\newline e = f", ["a = b", "c = d", "e = f"]],
  ["a bracket holds rows together", "a &= f(b \\\\ & c = d) \\\\ &= e", ["a = f(bc=d) = e"]],
  ["a bracket that is not closed ends with its row", "a &= (b \\\\ &= c", ["a = (b = c"]],
  [
    "rows in cases and matrices stay",
    "f = \\begin{cases} a & b \\\\ c & d \\end{cases} \\\\ g = h",
    ["f = \\begin{cases}a&b\\\\c&d\\end{cases}", "g = h"],
  ],
  [
    "a brace with an array are cases",
    "f = \\left\\{\\begin{array}{ll} a & x > 0 \\\\ b & x = 0 \\end{array}\\right.",
    ["f = \\begin{cases}a&x>0\\\\b&x=0\\end{cases}"],
  ],
  [
    "an array without relations is a matrix",
    "A = \\left[\\begin{array}{cc} a & b \\\\ c & d \\end{array}\\right]",
    ["A = [\\begin{array}a&b\\\\c&d\\end{array}]"],
  ],
  [
    "rows of a \\substack stay",
    "a = \\sum_{\\substack{w \\\\ w \\neq o}} b",
    ["a = \\sum_{\\substack{w\\\\w\\neq o}}b"],
  ],
  ["rows in a side go on", "J = \\begin{aligned}[t] & a \\\\ & + b \\end{aligned}", ["J = a+b"]],
  // columns
  ["columns of equations", "a &= b & c &= d \\\\ &= e & &= f", ["a = b = e", "c = d = f"]],
  ["columns of eqnarray", "a & = & b \\\\ & = & c", ["a = b = c"]],
  ["an & inside a side aligns", "a = & b \\\\ & + & c", ["a = b+c"]],
  [
    "what && parts is a reason",
    "a &= b && \\text{chain rule} \\\\ &= c && \\sigma' ",
    ["a = b = c {chain rule} {\\sigma'}"],
  ],
  // several in a row
  ["a comma", "a = b, c = d", ["a = b", "c = d"]],
  ["a semicolon and room", "a = b; \\qquad c = d \\quad e = f", ["a = b", "c = d", "e = f"]],
  ["words", "a = b \\text{ and } c = d", ["a = b", "and: c = d"]],
  ["words without \\text", "a = b and c = d", ["a = b", "and: c = d"]],
  ["an ampersand", "a = b \\;\\&\\; c = d", ["a = b", "and: c = d"]],
  ["commas in brackets do not part", "J(a, b) = f(c, d)", ["J(a,b) = f(c,d)"]],
  ["a list in a sum does not part", "a = \\sum_{w \\in V, w \\neq o} b", ["a = \\sum_{w\\in V,w\\neq o}b"]],
  // connectives
  ["\\implies", "a = b \\implies c = d", ["a = b", "implies: c = d"]],
  ["\\Rightarrow at the beginning", "\\Rightarrow a = b", ["implies: a = b"]],
  ["\\therefore and a square", "\\therefore a = b \\blacksquare", ["implies: a = b"]],
  ["\\iff over rows", "a = b \\\\ \\iff c = d", ["a = b", "if and only if: c = d"]],
  ["since", "a = b \\quad \\text{since } c = d", ["a = b", "because: c = d"]],
  ["let and then", "\\text{Let } z = U x, \\text{ then } y = f(z)", ["let: z = Ux", "implies: y = f(z)"]],
  ["where", "a = f(z), \\text{ where } z = U x", ["a = f(z)", "where: z = Ux"]],
  // conditions
  ["an inequality of indices", "a = b, \\quad w \\neq o", ["a = b [w \\neq o]"]],
  ["if", "a = b \\quad \\text{if } x > 0", ["a = b [if x > 0]"]],
  ["for, with a formula in the text", "a = b \\text{ for $w \\ne o$}", ["a = b [for w \\neq o]"]],
  ["for all", "a = b \\quad \\forall w \\in V", ["a = b [for \\forall w \\in V]"]],
  ["for all, before", "\\forall w: a = b", ["a = b [for \\forall w]"]],
  ["a range", "a = b, \\quad k = 1, \\dots, K", ["a = b [k = 1,\\dots,K]"]],
  ["a range of two", "a = b \\quad i, j = 1, \\ldots, n", ["a = b [i,j = 1,\\ldots,n]"]],
  ["a range in dots", "a = b, k = 1..K", ["a = b [k = 1..K]"]],
  ["a membership", "a = b, w \\in V", ["a = b [w \\in V]"]],
  ["in brackets", "a = b \\quad (i \\neq j)", ["a = b [i \\neq j]"]],
  ["equal indices of the statement", "p_i = q_j, \\quad i = j", ["p_i = q_j [i = j]"]],
  ["equal letters that are no indices are a claim", "a = b, \\quad b = c", ["a = b", "b = c"]],
  ["two conditions", "a = b \\quad \\text{if } x > 0 \\text{ and } y > 0", ["a = b [if x > 0] [if y > 0]"]],
  ["if and then", "\\text{If } a = b \\text{ then } c = d", ["implies: c = d [if a = b]"]],
  ["an order beside an equation", "a = b, \\quad x \\ge 0", ["a = b [x \\ge 0]"]],
  ["orders beside each other are claims", "a \\le b, \\quad c \\le d", ["a \\le b", "c \\le d"]],
  // reasons and numbers
  ["words at the end", "a = b \\quad \\text{by the chain rule}", ["a = b {by the chain rule}"]],
  ["words in brackets", "a = b \\quad (\\text{chain rule})", ["a = b {(chain rule)}"]],
  [
    "words over the sign",
    "a \\stackrel{(i)}{=} b \\overset{\\text{def. of } x}{=} c",
    ["a = b = c {(i)} {def. of x}"],
  ],
  ["a long sign", "a \\xlongequal{\\text{chain rule}} b", ["a = b {chain rule}"]],
  [
    "words before a row that goes on",
    "a &= b \\\\ \\text{by (1)} &= c \\\\ \\text{(ii)} d &= e",
    ["a = b = c {by (1)}", "d = e"],
  ],
  ["a row of words", "a &= b \\\\ & \\text{by the chain rule} \\\\ &= c", ["a = b = c {by the chain rule}"]],
  ["a condition in a tag", "a = b \\tag*{(for $w \\neq o$)}", ["a = b [for w \\neq o]"]],
  ["a limit", "a = b \\text{ as } n \\to \\infty", ["a = b [for n \\to \\infty]"]],
  ["a function and its sets", "a = b, \\quad f: A \\to B", ["a = b", "A \\to B"]],
  ["a counter", "a = b \\addtocounter{equation}{1}\\tag{\\theequation}", ["a = b"]],
  [
    "mathematics in a reason",
    "a = b \\quad (\\text{by definition of } \\mathbb{E}[x])",
    ["a = b {(by definition of \\mathbb{E}[x])}"],
  ],
  ["a tag in words", "a = b \\tag{chain rule}", ["a = b {chain rule}"]],
  [
    "numbers of equations",
    "a = b \\qquad (2) \\\\ (1) \\quad c = d \\\\ e = f \\hfill (3a) \\\\ g = h \\dots (4)",
    ["a = b", "c = d", "e = f", "g = h"],
  ],
  ["a product with a number stays", "a = b (2)", ["a = b(2)"]],
  ["punctuation", "a = b, \\\\ c = d\\,. ", ["a = b", "c = d"]],
  // relations
  ["other relations", "a \\approx b \\propto c \\le d < e", ["a \\approx b \\propto c \\le d < e"]],
  [
    "spellings of one relation",
    "a \\leqslant b \\leq c \\ne d \\rightarrow e \\simeq f",
    ["a \\le b \\le c \\neq d \\to e \\approx f"],
  ],
  ["\\equiv is an equality", "a \\equiv b", ["a = b"]],
  ["\\not", "a \\not= b \\not\\in c", ["a \\neq b \\notin c"]],
];

for (const [what, inner, says] of cases) {
  test(`a display is cut into statements: ${what}`, () => assert.deepEqual(display(inner), says));
}

const definitions = [
  ":=",
  "\\coloneqq",
  "\\triangleq",
  "\\doteq",
  "\\overset{def}{=}",
  "\\stackrel{\\text{def}}{=}",
  "\\overset{\\triangle}{=}",
  "\\mathrel{:=}",
  ":\\!=",
];
for (const sign of definitions) {
  test(`${sign} defines`, () => {
    const [{ defines, steps }] = statementsIn(readDocument("own.tex", `$$ a ${sign} b = c $$`));
    assert.equal(defines, true);
    assert.deepEqual(
      steps.map(({ relation }) => relation),
      [":=", "="],
    );
  });
}

test("=: defines what stands behind it", () => {
  const [first, second] = statementsIn(readDocument("own.tex", "$$ a = b =: c $$"));
  assert.deepEqual([first.defines, second.defines], [false, true]);
  assert.deepEqual(said("$$ a = b =: c $$"), ["a = b", "c := b"]);
});

for (const [latex, expected] of [
  ["g = y_j-t_j := e_j", ["g = y_j-t_j", "e_j := y_j-t_j"]],
  ["\\frac{\\partial L}{\\partial z} := \\delta", ["\\delta := \\frac{\\partial L}{\\partial z}"]],
  ["\\frac{a}{b} := \\mathrm{EH}_i", ["\\mathrm{EH}_i := \\frac{a}{b}"]],
  ["U^\\top v_c := \\hat{z}", ["\\hat{z} := U^\\top v_c"]],
] as const)
  test(`:= behind a term gives it a name: ${latex}`, () => {
    assert.deepEqual(said(`$$ ${latex} $$`), expected);
  });

for (const latex of [
  "a = b := c",
  "f(x) := y",
  "J(\\theta) := L",
  "x_i := y",
  "z = a+b := c+d",
  "\\hat{y} := p",
])
  test(`:= defines its left side, or nothing: ${latex}`, () => {
    assert.deepEqual(said(`$$ ${latex} $$`), [latex]);
  });

test("rows of gather stand by themselves", () => {
  assert.deepEqual(said("\\begin{gather} a = b \\\\ c \\\\ d = e \\end{gather}"), ["a = b", "d = e"]);
});

test("\\intertext is prose, and the chain goes on behind it", () => {
  const text = "\\begin{align} a &= b \\\\ \\intertext{where $q = 3$ and} &= c \\\\ d &= e \\end{align}";
  const { parts } = readDocument("own.tex", text);
  assert.deepEqual(said(text), ["a = b = c", "d = e"]);
  assert.deepEqual(
    parts.map(({ kind }) => kind),
    ["display", "prose", "display"],
  );
});

test("of equations joined by or, none is claimed, and each is listed", () => {
  const text = "\\[ x = 1 \\text{ or } x = 2 \\text{ or } x = 3 \\]";
  assert.deepEqual(said(text), []);
  const reason = "only one of several equations need hold";
  assert.deepEqual(leftOut(text), [
    ["x = 1", reason],
    ["x = 2", reason],
    ["x = 3", reason],
  ]);
});

test("a relation in a reason behind && is listed", () => {
  assert.deepEqual(leftOut("\\begin{align} a &= b && c = d \\end{align}"), [
    ["c = d", "it is a reason, behind `&&`"],
  ]);
});

test("a condition and a reason have the place where they were written", () => {
  const text = "$$ a = b \\quad \\text{if } w \\neq o, c = d $$";
  const [{ conditions, start, end }] = statementsIn(readDocument("own.tex", text));
  assert.equal(text.slice(conditions[0].start, conditions[0].end), "w \\neq o");
  assert.equal(text.slice(start, end), "a = b");
});
