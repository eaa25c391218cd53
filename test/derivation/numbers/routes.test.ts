import assert from "node:assert/strict";
import { test } from "node:test";
import { createTestPoints } from "../../../dist/derivation/numbers/test-points";
import { declare } from "../../../dist/derivation/declare/declare";
import { knownNames } from "../../../dist/derivation/declare/declarations";
import { elaborate } from "../../../dist/derivation/typed/elaborate";
import { evaluate } from "../../../dist/derivation/numbers/evaluate";
import { bigNumbers, doubles } from "../../../dist/derivation/numbers/arithmetic";
import { compareAt } from "../../../dist/derivation/numbers/compare-at";
import { routesAgree } from "../../../dist/derivation/numbers/compare-numbers";
import type { Point } from "../../../dist/derivation/numbers/point";
import { DrawnIds } from "../../../dist/derivation/numbers/point";
import { readExpression } from "../../../dist/derivation/latex/reader";
import { createContext } from "../../../dist/derivation/typed/context";
import { naive, negatives } from "../declared";
import { pairs } from "../identities";

test("matrices with differences, and mathjs's formulas and derivatives, give the same values", () => {
  let tested = 0;
  const gradients = [naive, negatives("")].flatMap((under) =>
    ["v_c", "u_o", "u_k", "U"].map((by) => ({ under, right: `\\frac{\\partial J}{\\partial ${by}}` })),
  );
  for (const { under, right } of [...gradients, ...pairs.slice(-20)]) {
    const declared = declare(under);
    for (const side of right.split(/=(?![^{]*\})/)) {
      const typed = elaborate(readExpression(side, knownNames(declared)), declared);
      const point = createTestPoints(createContext([typed], declared)).find(({ sizes }) =>
        [...sizes.values()].every((n) => n <= 2),
      );
      if (!point) continue;
      assert.ok(routesAgree(typed, point) === "yes", `${side} under ${under}`);
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
    draws: new DrawnIds(),
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
  const typed = (text: string): ReturnType<typeof elaborate> => elaborate(readExpression(text), declared);
  const at = (x: number): Point => ({
    sizes: new Map(),
    indices: new Map(),
    draws: new DrawnIds(),
    values: new Map([["x", [[x]]]]),
  });
  const [left, right] = [typed("1 - \\sigma(x)"), typed("\\sigma(-x)")];
  assert.equal(evaluate(left, at(200), bigNumbers(64))[0][0].toNumber(), 0);
  assert.equal(compareAt(left, right, at(100)).verdict, "equal");
  assert.equal(compareAt(left, typed("2 \\sigma(-x)"), at(100)).verdict, "different");
});

test("a logarithm without a value is a difference where the other side has one; a division by zero is no point", () => {
  const declared = declare("x: scalar");
  const typed = (text: string): ReturnType<typeof elaborate> => elaborate(readExpression(text), declared);
  const zero: Point = {
    sizes: new Map(),
    indices: new Map(),
    draws: new DrawnIds(),
    values: new Map([["x", [[0]]]]),
  };
  assert.equal(compareAt(typed("x"), typed("\\log(x)"), zero).verdict, "different");
  assert.equal(compareAt(typed("\\log(x)"), typed("x"), zero).verdict, "different");
  assert.equal(compareAt(typed("1"), typed("\\frac{x}{x}"), zero).verdict, "no value");
  assert.equal(compareAt(typed("\\frac{x}{x}"), typed("1"), zero).verdict, "no value");
  assert.equal(compareAt(typed("\\frac{1}{x}"), typed("\\log(x)"), zero).verdict, "no value");
});
