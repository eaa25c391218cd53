import assert from "node:assert/strict";
import { test } from "node:test";
import { same } from "../../../dist/derivation/latex/expression";
import type { KnownNames } from "../../../dist/derivation/latex/known-names";
import { nothingKnown } from "../../../dist/derivation/latex/known-names";
import { Malformed } from "../../../dist/derivation/latex/malformed";
import { print } from "../../../dist/derivation/latex/printer";
import { readExpression } from "../../../dist/derivation/latex/reader";

/** What is printed, and other ways to write the same. */
const spellings: [printed: string, ...others: string[]][] = [
  ["\\sum_{i=1}^{m} (-y_{i} a)", "\\sum_{i=1}^m -y_i a"],
  ["\\exp(x) y", "\\exp{(x)}y", "\\exp{(x) y}"],
  ["\\log(a b)", "\\log{(a)(b)}"],
  ["\\max(0, z)", "max(0, z)", "max\\{0, z\\}"],
  ["D_{\\text{KL}}(p \\| q)", "D_{KL}(p\\|q)", "D_{KL}(p || q)", "D_{KL}(p \\Vert q)"],
  ["g(\\lVert x \\rVert, y)", "g(\\|x\\|, y)", "g(||x||, y)"],
  [
    "\\sum_{w} p(w \\mid c) u_{w}",
    "\\mathbb{E}_{w \\sim p(\\cdot \\mid c)}[u_w]",
    "\\mathbb{E}_{w \\sim p(w | c)}[u_w]",
  ],
  [
    "-\\left(a + \\sum_{w \\in V, w \\neq o} b_{w}\\right)",
    "-\\Big[a + \\sum_{w \\in V, w \\neq o} b_w\\Big]",
  ],
  ["x^{(i)}_{j}", "x_j^{(i)}", "x^{(i)}_j"],
  ["(x^{(i)})^{\\top} w", "x^{(i)\\top} w", "x^{(i)}{}^\\top w".replace("{}", ""), "{x^{(i)}}^\\top w"],
  ["(W^{[1]})^{\\top}", "W^{[1]\\top}"],
  ["\\#(w,c) \\log(k)", "\\#(w, c)\\log k", "\\# ( w,c ) \\log k"],
  ["x_{\\text{max}}", "x_{\\max}", "x_\\max", "x_{\\mathrm{max}}"],
  ["u_{j^{*}}", "u_{j^*}", "u_{j^\\star}", "u_{j^{\\ast}}"],
  ["\\theta^{*}", "\\theta^*", "\\theta^{\\star}", "\\theta^{\\ast}"],
  ["\\theta^{\\text{new}}", "\\theta^{\\mathrm{new}}"],
  ["v'_{j}", "{v'_j}", "{v'}_j", "v^{\\prime}_j"],
  ["\\vec{v}_{c}", "\\overrightarrow{v}_c", "\\vec{v_c}"],
  ["\\tilde{x}", "\\widetilde x"],
  ["\\bar{x}", "\\overline{x}"],
  [
    "J_{\\text{naive-softmax}}",
    "J_{naive-softmax}",
    "J_{\\mathrm{naive-softmax}}",
    "J_{\\text{naive\\_softmax}}",
    "J_\\text{naive-softmax}",
  ],
  ["\\mathcal{L}_{\\text{CE}}", "\\mathcal L_{CE}", "\\mathcal{L}_{\\text{CE}}"],
  ["\\text{loss}", "\\mathrm{loss}", "\\mathit{loss}", "\\operatorname{loss}"],
  ["u_{o}", "u_{\\text{o}}", "u_\\mathrm{o}"],
  ["\\hbar \\chi \\Sigma", "\\hbar\\chi\\Sigma"],
  [
    "a^{\\top} b",
    "a^\\top b",
    "a^{\\mathrm{T}} b",
    "a^\\mathrm{T} b",
    "a^\\text{T} b",
    "a^{\\intercal} b",
    "a^{\\mathsf T} b",
    "aᵀ b",
  ],
  ["u_{k}^{T} v", "u^T_k v", "u_k^T v"],
  ["(A^{-1})^{\\top}", "A^{-\\top}"],
  [
    "\\frac{\\partial J}{\\partial v_{c}}",
    "\\frac{dJ}{dv_c}",
    "\\dfrac{\\mathrm{d}J}{\\mathrm{d}v_c}",
    "\\frac{\\text{d} J}{\\text{d} v_c}",
    "{\\partial J \\over \\partial v_c}",
    "\\partial J / \\partial v_c",
    "\\frac{\\partial{J}}{\\partial{v_{c}}}",
    "dJ/dv_c",
    "∂J/∂v_c",
  ],
  [
    "\\frac{\\partial}{\\partial x} x y",
    "\\frac{d}{dx} x y",
    "\\partial_x x y",
    "\\frac{\\text{d}}{\\text{d}x} x y",
    "\\partial/\\partial x x y",
  ],
  ["\\frac{\\partial (-\\log(x))}{\\partial x}", "\\frac{\\partial -\\log x}{\\partial x}"],
  [
    "\\frac{\\partial}{\\partial x} \\frac{\\partial J}{\\partial y}",
    "\\frac{\\partial^2 J}{\\partial x \\, \\partial y}",
  ],
  [
    "\\frac{\\partial}{\\partial x} \\frac{\\partial J}{\\partial x}",
    "\\frac{\\partial^2 J}{\\partial x^2}",
    "\\frac{d^{2} J}{dx^{2}}",
    "\\frac{\\partial^2 J}{\\partial x \\partial x^\\top}",
  ],
  ["\\nabla_{w} \\nabla_{w} J", "\\nabla^2_w J", "\\nabla_w^2 J", "\\nabla_{w}^{2} J"],
  ["\\left(\\frac{\\partial J}{\\partial x}\\right)^{\\top}", "\\frac{\\partial J}{\\partial x^\\top}"],
  ["\\tanh(x)^{2}", "\\tanh^2(x)", "\\tanh^{2} x", "tanh(x)^2"],
  ["\\sigma'(x)", "\\sigma'x", "\\operatorname{sigmoid}'(x)"],
  ["\\exp(x) y", "\\exp{(x)} y", "\\exp\\{x\\} y", "\\exp[x] y", "\\exp\\left[x\\right] y", "exp(x) y"],
  ["\\operatorname{softmax}(x)_{i}", "\\operatorname{softmax}_i(x)", "softmax(x)_i", "\\text{Softmax}(x)_i"],
  ["\\frac{1}{2}", "\\frac12", "\\frac1{2}", "\\frac{1}2", "{1 \\over 2}"],
  ["\\frac{1}{n} x", "\\frac1n x"],
  ["\\frac{\\log(x)}{\\log(2)}", "\\log_2 x", "\\log_{2}(x)"],
  ["x^{\\frac{1}{3}}", "\\sqrt[3]{x}", "\\sqrt[3]x"],
  ["\\sqrt{x}", "\\sqrt x", "\\sqrt[2]{x}"],
  ["\\log(x) \\log(y)", "\\log x \\log y"],
  ["x \\cdot (-y)", "x \\cdot -y", "x · −y"],
  ["e^{-x}", "e^-x"],
  ["x (y + 1)", "x [y + 1]", "x \\{y + 1\\}", "x \\bigl(y + 1\\bigr)", "x \\left\\{y+1\\right\\}"],
  ["\\langle u, v \\rangle", "\\left\\langle u, v \\right\\rangle", "⟨u, v⟩"],
  [
    "\\sum_{w \\in V} x_{w}",
    "\\sum\\limits_{w \\in V} x_w",
    "\\sum\\nolimits_{w \\in \\mathcal{V}} x_w",
    "∑_{w ∈ V} x_w",
  ],
  [
    "\\sum_{i=1}^{n} x_{i}",
    "\\sum^n_{i=1} x_i",
    "\\sum_{1 \\le i \\leq n} x_i",
    "\\sum_{i \\in \\{1, \\dots, n\\}} x_i",
    "\\sum_{i \\in [n]} x_i",
    "\\sum_i^n x_i",
    "x_1 + \\cdots + x_n",
    "x_1 + x_2 + \\ldots + x_n",
    "x_1 + x_2 + x_3 + ... + x_n",
    "x_1 + \\cdots + x_k + \\cdots + x_n",
  ],
  ["\\sum_{w=1}^{|V|} x_{w}", "\\sum_{w = 1}^{\\lvert V \\rvert} x_w"],
  [
    "\\sum_{w \\in V, w \\neq o} x_{w}",
    "\\sum_{w \\in V \\setminus \\{o\\}} x_w",
    "\\sum_{\\substack{w \\in V \\\\ w \\ne o}} x_w",
    "\\sum_{w \\in V : o \\neq w} x_w",
  ],
  [
    "\\sum_{i=1}^{n} \\sum_{j=1}^{n} x_{i} x_{j}",
    "\\sum_{i,j=1}^n x_i x_j",
    "\\sum_{1 \\le i, j \\le n} x_i x_j",
  ],
  ["\\sum_{i=1, i \\neq 1}^{n} x_{i}", "\\sum_{i=2}^n x_i"],
  ["a - \\sum_{i=1}^{n} a_{i} b_{i} + c", "a - a_1 b_1 - \\cdots - a_n b_n + c"],
  [
    "\\prod_{i=1}^{n} p_{i}",
    "p_1 p_2 \\cdots p_n",
    "p_1 \\cdot p_2 \\cdots p_n",
    "p_1 \\cdot \\ldots \\cdot p_n",
  ],
  ["\\sum_{w} \\hat{y}_{w} u_{w}", "\\mathbb{E}_{w \\sim \\hat y}[u_w]", "E_{w \\sim \\hat{y}}(u_w)"],
  ["P(O = o \\mid C = c)", "P(O=o|C=c)", "P\\left(O = o \\middle| C = c\\right)"],
  ["\\Pr(w \\mid c)", "\\Pr[w | c]", "\\Pr\\left[w \\mid c\\right]"],
  ["p_{\\theta}(x; y)", "p_\\theta(x; y)"],
  ["\\nabla x y", "(x y)'", "[x y]'"],
  [
    "\\frac{\\partial \\sigma(x)}{\\partial x}",
    "\\frac{d\\sigma}{dx}",
    "\\pdv{\\sigma(x)}{x}",
    "\\dv{\\sigma(x)}{x}",
  ],
  [
    "\\left(\\frac{\\partial}{\\partial x} x^{3}\\right) |_{x = 2}",
    "\\left.\\frac{d}{dx} x^3\\right|_{x=2}",
    "\\frac{d}{dx}\\left[x^3\\right]_{x=2}",
    "\\dv{x} x^3 \\Big|_{x = 2}",
  ],
  [
    "\\begin{bmatrix} u_{1} & \\cdots & u_{n} \\end{bmatrix}",
    "[u_1, u_2, \\ldots, u_n]",
    "\\left[ u_1, \\dots, u_n \\right]",
    "\\begin{bmatrix} u_1 & u_2 & \\cdots & u_n \\end{bmatrix}",
  ],
  [
    "\\begin{bmatrix} x_{1} \\\\ \\vdots \\\\ x_{n} \\end{bmatrix}",
    "\\begin{pmatrix} x_1 \\\\ x_2 \\\\ \\vdots \\\\ x_n \\end{pmatrix}",
  ],
  ["\\lVert x \\rVert", "\\norm{x}", "\\norm{x}_2", "\\|x\\|_2"],
  ["u_{o}^{\\top} v_{c}", "\\mathbf{u_o^\\top v_c}", "\\boldsymbol{u_o^\\top v_c}"],
];

for (const [printed, ...others] of spellings) {
  test(`${printed} has other spellings`, () => {
    for (const other of others) {
      const read = print(withoutFonts(readExpression(other)));
      assert.equal(read.replaceAll("^{T}", "^{\\top}"), printed.replaceAll("^{T}", "^{\\top}"), other);
    }
    const again = readExpression(printed);
    assert.ok(same(readExpression(print(again)), again));
  });
}

/** Bold and arrows are kept for printing; here they would hide that the names are the same. */
function withoutFonts<T>(value: T): T {
  return JSON.parse(JSON.stringify(value, (key, part: unknown) => (key === "bold" ? undefined : part))) as T;
}

const known = (more: Partial<Record<keyof KnownNames, string[]>>): KnownNames => ({
  ...nothingKnown,
  ...Object.fromEntries(Object.entries(more).map(([key, list]) => [key, new Set(list)])),
});

/** What the same text is, with names known and unknown. */
const readings: [text: string, unknown: string, names: KnownNames, printed: string][] = [
  ["\\sigma(x)", "call", known({ values: ["\\sigma"] }), "{\\sigma} x"],
  ["\\frac{d a}{d b}", "derivative", known({ values: ["d"] }), "\\frac{d a}{d b}"],
  ["f(x)", "times", known({ applied: ["f"] }), "f(x)"],
  ["f'(x)", "apply", known({ applied: ["f"] }), "f'(x)"],
  ["f'(x)", "apply", known({ values: ["f'"] }), "f' x"],
  ["w'(x)", "times", known({ applied: ["w"] }), "w'(x)"],
  [
    "\\frac{\\partial f}{\\partial x}(x)",
    "derivative",
    known({ applied: ["f"] }),
    "\\frac{\\partial f}{\\partial x}",
  ],
  [
    "\\frac{\\partial f}{\\partial x}(z)",
    "times",
    known({ values: ["f"] }),
    "\\frac{\\partial f}{\\partial x} z",
  ],
  ["J(\\theta)", "times", known({ defined: ["J"] }), "J(\\theta)"],
  ["CE x", "times", known({ values: ["\\text{CE}"] }), "\\text{CE} x"],
  ["D_x f", "times", known({ values: ["x"] }), "\\frac{\\partial}{\\partial x} f"],
  ["x_{abz}", "symbol", known({ indices: ["a", "b", "z"] }), "x_{a,b,z}"],
];

for (const [text, unknown, names, printed] of readings) {
  test(`how ${text} is read depends on what is known`, () => {
    assert.equal(readExpression(text).kind, unknown);
    assert.equal(print(readExpression(text, names)), printed);
  });
}

const refused: [text: string, says: RegExp][] = [
  ["\\lg x", /the base of `\\lg` is not clear/],
  ["\\tanh^{-1}(x)", /can mean its inverse/],
  ["\\operatorname{foo}(x)", /the function .*foo.* is not known/],
  ["x_1 + \\cdots + y_n", /it is not clear what the dots stand for/],
  ["x_1 + x_3 + \\cdots + x_n", /it is not clear what the dots stand for/],
  ["\\prod_{i : w_i = x} a_i", /a product over a part of a range is not judged/],
  ["\\sum_{i < j} x_i", /a part of a range is not judged/],
  ["\\sum_{i=1}^{n-1} x_i", /a sum to `n-1` is not judged/],
  ["\\sum_{i=0}^{n} x_i", /a sum from `0` on is not judged/],
  ["x + \\left. y \\right|_{y = 2}", /it is not clear what the bar belongs to/],
  ["[u_1, \\ldots, u_n, v_1]", /it is not clear what the dots stand for/],
  ["\\int x", /`\\int` is beyond this checker/],
  ["\\partial J", /`\\partial` stands by itself/],
  ["\\frac{\\partial^2 J}{\\partial x}", /2 times above the line and 1 times below/],
];

for (const [text, says] of refused) {
  test(`${text} is refused with a reason`, () => {
    assert.throws(
      () => readExpression(text),
      (error) => error instanceof Malformed && says.test(error.message),
    );
  });
}
