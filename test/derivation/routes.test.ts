import assert from "node:assert/strict";
import { test } from "node:test";
import { casesOf } from "../../dist/derivation/cases";
import { declare } from "../../dist/derivation/declare";
import { functionsOf } from "../../dist/derivation/declarations";
import { elaborate } from "../../dist/derivation/elaborate";
import { evaluate } from "../../dist/derivation/evaluate";
import { bigNumbers, doubles } from "../../dist/derivation/arithmetic";
import { compareAt } from "../../dist/derivation/compare-at";
import { routesAgree } from "../../dist/derivation/numbers";
import type { Point } from "../../dist/derivation/point";
import { readExpression } from "../../dist/derivation/reader";
import { situationOf } from "../../dist/derivation/situation";
import { naive, negatives } from "./declared";
import { pairs } from "./identities";

test("matrices with differences, and mathjs's formulas and derivatives, give the same values", () => {
  let tested = 0;
  const gradients = [naive, negatives("")].flatMap((under) =>
    ["v_c", "u_o", "u_k", "U"].map((by) => ({ under, right: `\\frac{\\partial J}{\\partial ${by}}` })),
  );
  for (const { under, right } of [...gradients, ...pairs.slice(-20)]) {
    const declared = declare(under);
    for (const side of right.split(/=(?![^{]*\})/)) {
      const core = elaborate(readExpression(side, functionsOf(declared)), declared);
      const point = casesOf(situationOf([core], declared)).find(({ sizes }) =>
        [...sizes.values()].every((n) => n <= 2),
      );
      if (!point) continue;
      assert.ok(routesAgree(core, point), `${side} under ${under}`);
      tested++;
    }
  }
  assert.ok(tested > 30, `${tested}`);
});

test("a value by hand: naive softmax with two words, and its gradient", () => {
  // u_1 = 0, u_2 = ln 3, v_c = 1: predictions 1/4 and 3/4; J = ln 4 for o = 1, dJ/dv_c = 3/4 ln 3
  const declared = declare(naive);
  const point: Point = {
    sizes: new Map([
      ["d", 1],
      ["n", 2],
    ]),
    indices: new Map([
      ["o", 0],
      ["k", 1],
    ]),
    draws: new Map(),
    values: new Map([
      ["U", [[0, Math.log(3)]]],
      ["v_{c}", [[1]]],
    ]),
  };
  const value = (text: string): number =>
    evaluate(elaborate(readExpression(text), declared), point, doubles)[0][0];
  assert.ok(Math.abs(value("J") - Math.log(4)) < 1e-14);
  assert.ok(Math.abs(value("\\frac{\\partial J}{\\partial v_c}") - 0.75 * Math.log(3)) < 1e-9);
  assert.ok(Math.abs(value("\\frac{\\partial J}{\\partial u_k}") - 0.75) < 1e-9);
});

test("a side that 64 digits cannot resolve is computed in more: 1 - sigma(200) is not 0", () => {
  const declared = declare("x: scalar");
  const core = (text: string): ReturnType<typeof elaborate> => elaborate(readExpression(text), declared);
  const at = (x: number): Point => ({
    sizes: new Map(),
    indices: new Map(),
    draws: new Map(),
    values: new Map([["x", [[x]]]]),
  });
  const [left, right] = [core("1 - \\sigma(x)"), core("\\sigma(-x)")];
  assert.equal(evaluate(left, at(200), bigNumbers(64))[0][0].toNumber(), 0);
  assert.equal(compareAt(left, right, at(100)).verdict, "equal");
  assert.equal(compareAt(left, core("2 \\sigma(-x)"), at(100)).verdict, "different");
});

test("one side without a value where the other has one is a difference; two without are no point", () => {
  const declared = declare("x: scalar");
  const core = (text: string): ReturnType<typeof elaborate> => elaborate(readExpression(text), declared);
  const zero: Point = {
    sizes: new Map(),
    indices: new Map(),
    draws: new Map(),
    values: new Map([["x", [[0]]]]),
  };
  assert.equal(compareAt(core("\\frac{x}{x}"), core("1"), zero).verdict, "different");
  assert.equal(compareAt(core("\\frac{1}{x}"), core("\\log(x)"), zero).verdict, "no value");
});
