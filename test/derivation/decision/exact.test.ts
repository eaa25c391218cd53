import assert from "node:assert/strict";
import { test } from "node:test";
import { declare } from "../../../dist/derivation/declare/declare";
import { derive } from "../../../dist/derivation/derivation";

const mark = (declarations: string, latex: string): string =>
  derive(latex, declare(declarations)).lines[0].mark;

test("a third derivative is right to the last digit, and a wrong one is refuted", () => {
  assert.equal(mark("x: scalar", "\\frac{d}{dx}\\frac{d}{dx}\\frac{d}{dx} x^4 = 24 x"), "right");
  assert.equal(mark("x: scalar", "\\frac{d}{dx}\\frac{d}{dx}\\frac{d}{dx} x^4 = 12 x"), "wrong here");
});

test("a second derivative is right where the function saturates", () => {
  const claim = (factor: string): string =>
    `\\frac{d}{dx}\\frac{d}{dx} \\sigma(40 x) = ${factor} \\sigma(40 x) (1 - \\sigma(40 x)) (1 - 2 \\sigma(40 x))`;
  assert.equal(mark("x: scalar", claim("1600")), "right");
  assert.equal(mark("x: scalar", claim("1601")), "wrong here");
});

test("a point where a norm has no derivative refutes nothing", () => {
  const claim = (side: string): string => `\\frac{\\partial}{\\partial a} \\lVert a - b \\rVert = ${side}`;
  assert.equal(mark("a, b: vector n", claim("\\frac{a - b}{\\lVert a - b \\rVert}")), "right");
  assert.equal(mark("a, b: vector n", claim("\\frac{b - a}{\\lVert a - b \\rVert}")), "wrong here");
});

test("a derivative says nothing where its function has no value, and any other side without a value is wrong", () => {
  assert.equal(mark("x: scalar", "\\frac{d}{dx} \\log(x) = \\frac{1}{x}"), "right");
  assert.equal(mark("x: scalar", "\\log(x^2) = 2 \\log(x)"), "wrong here");
  assert.equal(mark("x, y: scalar", "\\log(x) + \\log(y) = \\log(x y)"), "wrong here");
});

test("a division by zero at one point says nothing, and one at every point is a difference", () => {
  assert.equal(mark("x: scalar", "1 = \\frac{x}{x}"), "right");
  assert.equal(mark("x: scalar", "1 = \\frac{1}{x - x}"), "wrong here");
  assert.equal(
    mark("y: one-hot at o; o in Vocab; U: matrix d x n, columns u_w, w in Vocab", "u_o = U \\frac{1}{y}"),
    "wrong here",
  );
});

test("a chain of twelve matrices is told apart from the chain in another order", () => {
  const [ab, ba] = ["A B", "B A"].map((pair) => Array<string>(6).fill(pair).join(" "));
  assert.equal(mark("A, B: matrix n x n; x: vector n", `${ab} x = ${ba} x`), "wrong here");
});

test("a form of eight matrices equals its transpose, proved by where each index occurs", () => {
  const turned = Array<string>(4).fill("B^\\top A^\\top").join(" ");
  const claim = `x^\\top A B A B A B A B x = x^\\top ${turned} x`;
  assert.equal(mark("A, B: matrix n x n; x: vector n", claim), "right");
});
