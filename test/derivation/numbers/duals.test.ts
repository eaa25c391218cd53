import assert from "node:assert/strict";
import { test } from "node:test";
import { doubles, Undefined } from "../../../dist/derivation/numbers/arithmetic";
import type { Dual } from "../../../dist/derivation/numbers/duals";
import { createDuals } from "../../../dist/derivation/numbers/duals";

const by = <T>(value: T, ...slopes: T[]): Dual<T> => ({ value, slopes: new Map(slopes.entries()) });

test("a dual number carries the slope by every rule: of x² eˣ / √x it is (3/2) √x eˣ + x^(3/2) eˣ", () => {
  const real = createDuals(doubles);
  const x = by(4, 1);
  const found = real.over(real.times(real.times(x, x), real.exp(x)), real.sqrt(x));
  const expected = 1.5 * 2 * Math.exp(4) + 8 * Math.exp(4);
  assert.ok(Math.abs((found.slopes?.get(0) ?? 0) / expected - 1) < 1e-14);
});

test("slopes by several variables are carried at once, and those that are 0 are not", () => {
  const real = createDuals(doubles);
  const [x, y] = [3, 5].map((value, variable) => ({ value, slopes: new Map([[variable, 1]]) }));
  const quotient = real.over(real.minus(real.times(x, x), y), y); // (x² − y) / y: 2x / y and −x² / y²
  assert.deepEqual(quotient, {
    value: 4 / 5,
    slopes: new Map([
      [0, 6 / 5],
      [1, -9 / 25],
    ]),
  });
  assert.deepEqual(real.times(x, real.from(2)).slopes, new Map([[0, 2]]));
  assert.equal(real.from(2).slopes, undefined);
});

test("dual numbers over dual numbers give the third derivative of x⁵, 60 x², exactly", () => {
  const second = createDuals(doubles);
  const third = createDuals(createDuals(second));
  const x = by(by(by(2, 1), second.from(1)), { value: second.from(1) });
  const square = third.times(x, x);
  const fifth = third.times(third.times(square, square), x);
  assert.equal(fifth.slopes?.get(0)?.slopes?.get(0)?.slopes?.get(0), 240);
});

test("the root of 0 has a value and no derivative, which is a kink, not a wrong domain", () => {
  const real = createDuals(doubles);
  assert.deepEqual(real.sqrt({ value: 0 }), { value: 0 });
  assert.throws(
    () => real.sqrt({ value: 0, slopes: new Map([[0, 0]]) }),
    (error) => error instanceof Undefined && error.kind === "kink",
  );
});
