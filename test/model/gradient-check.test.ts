import assert from "node:assert/strict";
import test from "node:test";
import {
  centralDifferences,
  differenceErrors,
  largestError,
  requireGradient,
} from "../../dist/model/gradient-check";

test("central differences of a cubic are off by exactly h², and leave x as it was", () => {
  const x = Float64Array.of(2, -1);
  const slopes = centralDifferences(() => x[0] ** 3 + x[1], x, 0.5); // 3x² + h², 1
  assert.deepEqual([...slopes], [12.25, 1]);
  assert.deepEqual([...x], [2, -1]);
});

test("a gradient that is off in one entry is refused, with the entry and both numbers", () => {
  requireGradient("dVc", [1, 2 + 1e-6], [1, 2]);
  assert.throws(
    () => requireGradient("dVc", [1, 2.5], [1, 2]),
    /^RangeError: dVc requires the slope 2 in entry 1, got 2.5$/,
  );
  assert.throws(() => requireGradient("dVc", [1, NaN], [1, 2]), /entry 1, got NaN/);
  assert.throws(() => requireGradient("dVc", [1], [1, 2]), /requires 2 numbers, got 1/);
});

test("the largest error is relative for large numbers and absolute for small ones", () => {
  assert.equal(largestError([0.25, 100], [0.5, 200]), 0.5); // 100 / 200 beats 0.25 / 1
  assert.equal(largestError([0.25], [0.5]), 0.25);
});

test("the errors of a cubic beside its slope are h², one for each step size", () => {
  const x = Float64Array.of(2);
  const errors = differenceErrors([12], () => x[0] ** 3, x, [0.5, 0.25]); // relative to 12 + h²
  assert.deepEqual(errors, [0.25 / 12.25, 0.0625 / 12.0625]);
});
