import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { display } from "./reading";

/** Each: what stands between `$$` and `$$`, and what it says. */
const decorated: [inner: string, says: string[]][] = [
  ["\\boxed{a = b}", ["a = b"]],
  ["a = \\boxed{b + c}", ["a = b+c"]],
  ["\\fbox{$a = b$}", ["a = b"]],
  ["\\fbox{$\\displaystyle a = b$}", ["a = b"]],
  ["\\colorbox{yellow}{$a = b$}", ["a = b"]],
  ["\\fcolorbox{red}{white}{$a = b$}", ["a = b"]],
  ["\\bbox[5px, border: 2px solid red]{a = b}", ["a = b"]],
  ["{\\color{red} a = b}", ["a = b"]],
  ["a = {\\color{red} -b} + \\color{blue} c", ["a = -b+c"]],
  ["\\textcolor{red}{a} = \\textcolor[rgb]{1,0,0}{b}", ["a = b"]],
  ["a \\textcolor{red}{= b}", ["a = b"]],
  ["x^\\textcolor{red}{2+1} = y", ["x^{2+1} = y"]],
  ["\\color{red}{a = b}", ["a = b"]],
  ["a = \\cancel{b} + \\bcancel{c} - \\xcancel{d} + \\cancelto{0}{e}", ["a = b+c-d+e"]],
  ["a = \\frac{\\cancel{b} c}{\\cancel{b}}", ["a = \\frac{bc}{b}"]],
  ["a = \\underbrace{b + c}_{\\text{the error}} d", ["a = b+cd {the error}"]],
  ["a = \\overbrace{b}^{\\text{(i)}} c", ["a = bc {(i)}"]],
  ["a = \\underbrace{b - b}_{= 0} + c", ["where: b-b = 0", "a = b-b+c {= 0}"]],
  ["a = \\underbrace{b - c}_{\\delta_1} d", ["where: \\delta_1 = b-c", "a = b-cd {\\delta_1}"]],
  ["a = \\underbrace{b}_{d \\times 1} c", ["a = bc {d \\times 1}"]],
  ["a = \\underline{b} + \\underline{\\underline{c}}", ["a = b+c"]],
  ["\\left( a \\right) = \\Bigl[ b \\Bigr] + \\big( c \\big)", ["(a) = [b]+(c)"]],
  ["a = \\left. b \\right|_{x = 0}", ["a = b|_{x=0}"]],
  ["a\\label{x}\\tag{1}\\nonumber = b\\notag\\tag*{$*$}", ["a = b"]],
  ["a = b \\tag{Answer}", ["a = b {Answer}"]],
  ["a = b \\qquad \\text{Answer}", ["a = b {Answer}"]],
  ["\\text{Loss} = b", ["\\text{Loss} = b"]],
  ["a \\, = \\; b \\: c \\! d ~ e \\ f \\hspace{1em} g \\hskip 2pt h \\mkern-3mu i", ["a = bcdefghi"]],
  ["a = b \\vphantom{\\sum_x} \\mathstrut \\phantom{x} \\hphantom{=} c", ["a = bc"]],
  ["\\require{cancel} \\displaystyle \\footnotesize a = b", ["a = b"]],
  ["{} = b", ["= b"]],
  ["a {}={} b {}+{} c", ["a = b+c"]],
  ["{\\bf v}_c = {\\rm softmax}(x) + {\\cal L}", ["\\mathbf{v}_c = \\mathrm{softmax}(x)+\\mathcal{L}"]],
  ["\\ensuremath{a} \\mathrel{=} \\mathop{\\mathrm{argmax}}_w b", ["a = \\mathrm{argmax}_wb"]],
  ["a = \\sum_{w != o} b + n! <= c", ["a = \\sum_{w\\neq o}b+n! \\le c"]],
  ["\\bf{\\hat{y}} - \\bf{y} = \\cal{L}", ["{\\hat{y}}-\\mathbf{y} = \\mathcal{L}"]],
  [
    "\\bu_o^\\top \\bV = \\btheta + \\mW \\vx",
    ["\\mathbf{u}_o^\\top\\mathbf{V} = \\mathbf{\\theta}+\\mathbf{W}\\mathbf{x}"],
  ],
  ["J\\_{x} = \\text{a\\_b}", ["J_{x} = {a\\_b}"]],
  [
    "J_{n e g-s a m p l e} = \\sum_{w \\in V o c a b} a",
    ["J_{\\text{neg-sample}} = \\sum_{w\\in\\text{Vocab}}a"],
  ],
  [
    "W_{i j k l} = \\left[ \\begin{array}{l} a \\end{array} \\right]",
    ["W_{ijkl} = [\\begin{array}a\\end{array}]"],
  ],
  ["\\underset{w}{\\operatorname*{argmax}} f = b", ["\\operatorname{argmax}_{w}f = b"]],
  [
    "J_{\\text{neg-sample}} = \\text{softmax}(x^\\text{T})",
    ["J_{\\text{neg-sample}} = \\text{softmax}(x^\\text{T})"],
  ],
  ["\\textbf{v} = \\mbox{softmax}(x)", ["\\mathbf{v} = \\text{softmax}(x)"]],
  ["(a = b)", ["a = b"]],
];

for (const [inner, says] of decorated) {
  test(`decoration is seen through: ${inner}`, () => assert.deepEqual(display(inner), says));
}

const around = [
  (x: string): string => `\\boxed{${x}}`,
  (x: string): string => `\\textcolor{red}{${x}}`,
  (x: string): string => `{\\color{blue} ${x}}`,
  (x: string): string => `\\cancel{${x}}`,
  (x: string): string => `\\colorbox{yellow}{$${x}$}`,
  (x: string): string => `\\,${x}\\;`,
  (x: string): string => `${x}\\label{eq:1}`,
  (x: string): string => `\\ensuremath{${x}}`,
  (x: string): string => `\\smash{${x}}`,
  (x: string): string => `\\hspace{1em}${x}\\phantom{y = z}`,
];
const formula = fc.constantFrom(
  "x",
  "\\frac{a}{b + c}",
  "\\hat{y}_w",
  "\\sum_{w \\in V} u_w",
  "-\\log(\\sigma(x))",
  "a + b",
  "\\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}",
);

test("decoration nested at random around known mathematics leaves the mathematics", () => {
  const nest = fc.array(fc.nat(around.length - 1), { maxLength: 6 });
  const wrap = (x: string, list: number[]): string => list.reduce((inner, i) => around[i](inner), x);
  fc.assert(
    fc.property(formula, formula, nest, nest, nest, (left, right, first, second, whole) => {
      const inner = wrap(`${wrap(left, first)} = ${wrap(right, second)}`, whole);
      assert.deepEqual(display(inner), display(`${left} = ${right}`));
    }),
    { numRuns: 500 },
  );
});
