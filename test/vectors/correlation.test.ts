import assert from "node:assert/strict";
import test from "node:test";
import { fromRows } from "../../dist/model/matrix";
import { distanceCorrelation } from "../../dist/vectors/correlation";

test("distances that are only moved, turned and scaled correlate fully", () => {
  const a = fromRows([[0, 0], [1, 0], [0, 2], [9, 9]]); // prettier-ignore
  const b = fromRows([[5, 5, 0], [5, 8, 0], [-1, 5, 0], [0, 0, 0]]); // prettier-ignore
  assert.ok(Math.abs(distanceCorrelation(a, b, [0, 1, 2]) - 1) < 1e-12);
});

test("the correlation is Pearson's, worked by hand on three points of a line", () => {
  const a = fromRows([[0], [1], [3]]); // distances 1, 3, 2
  const b = fromRows([[0], [3], [1]]); // distances 3, 1, 2
  assert.ok(Math.abs(distanceCorrelation(a, b, [0, 1, 2]) + 1) < 1e-12);
});

test("too few words, or distances that are all alike, are refused", () => {
  const a = fromRows([[0], [1], [3]]);
  assert.throws(() => distanceCorrelation(a, a, [0, 1]), /requires 3 or more ids, got 2/);
  assert.throws(() => distanceCorrelation(a, fromRows([[1], [1], [1]]), [0, 1, 2]), /got equal ones/);
});
