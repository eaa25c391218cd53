import { drawAt } from "../../../dist/derivation/typed/indices";
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Point } from "./evaluate";
import { doubles, evaluate } from "./evaluate";
import {
  delta,
  derivative,
  entry,
  exp,
  log,
  multiply,
  number,
  power,
  sum,
} from "../../../dist/derivation/proof/scalar";
import { divide, sigmoid } from "./scalars";

const values: Readonly<Record<string, readonly number[]>> = { x: [2, 3, 5], a: [0.5] };

const point: Point<number> = {
  sizes: { n: 3, K: 2, empty: 0 },
  indices: { o: 1 },
  draw: (_, [k]) => [2, 2][k],
  entry: (name, at) => values[name][at[0] ?? 0],
};

test("a sum runs over every value of its index, and the sum of nothing is 0", () => {
  assert.equal(evaluate(sum("i", "n", entry("x", "i")), point, doubles), 10);
  assert.equal(evaluate(sum("i", "empty", number(7)), point, doubles), 0);
});

test("draws and indicators are looked up", () => {
  assert.equal(evaluate(sum("k", "K", entry("x", drawAt("w", "k"))), point, doubles), 10);
  assert.equal(evaluate(sum("i", "n", multiply(delta("i", "o"), entry("x", "i"))), point, doubles), 3);
  assert.equal(evaluate(sum("k", "K", delta(drawAt("w", "k"), "o")), point, doubles), 0);
});

test("an inner index hides an outer one of the same name", () => {
  assert.equal(evaluate(sum("o", "n", entry("x", "o")), point, doubles), 10);
});

test("derivatives are exact, also the second, and by a drawn entry", () => {
  const a = entry("a");
  const slope = derivative(sigmoid(a), "a");
  const s = 1 / (1 + Math.exp(-0.5));
  assert.ok(Math.abs(evaluate(slope, point, doubles) - s * (1 - s)) < 1e-15);
  const curvature = evaluate(derivative(slope, "a"), point, doubles);
  assert.ok(Math.abs(curvature - s * (1 - s) * (1 - 2 * s)) < 1e-15);
  const squares = sum("k", "K", power(entry("x", drawAt("w", "k")), 2));
  assert.equal(
    evaluate(derivative(squares, "x", drawAt("w", "k")), { ...point, indices: { k: 0 } }, doubles),
    20,
  );
});

test("derivatives of powers, exponentials and logarithms", () => {
  const a = entry("a");
  assert.equal(evaluate(derivative(power(a, 0), "a"), point, doubles), 0);
  assert.equal(evaluate(derivative(power(a, -2), "a"), point, doubles), -16);
  assert.equal(evaluate(derivative(log(a), "a"), point, doubles), 2);
  assert.equal(evaluate(derivative(exp(multiply(number(2), a)), "a"), point, doubles), 2 * Math.E);
  assert.equal(evaluate(divide(number(1, 3), number(1, 3)), point, doubles), 1);
});

test("a name without a value is refused", () => {
  assert.throws(
    () => evaluate(entry("x", "z"), point, doubles),
    /evaluateIndex requires a value for the index z, got none/,
  );
  assert.throws(
    () => evaluate(sum("i", "m", number(1)), point, doubles),
    /evaluate requires the size m, got none/,
  );
});
