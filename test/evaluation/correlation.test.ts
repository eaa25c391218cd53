import assert from "node:assert/strict";
import test from "node:test";
import { fromRows, zeros } from "../../dist/model/matrix";
import { correlation, distanceCorrelation } from "../../dist/evaluation/correlation";
import { interval, tQuantile } from "../../dist/evaluation/interval";
import { movedWords } from "../../dist/evaluation/moved";
import { neighbourOverlap } from "../../dist/evaluation/shared-neighbours";
import { spearman } from "../../dist/evaluation/spearman";

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
  assert.throws(() => distanceCorrelation(a, fromRows([[1], [1], [1]]), [0, 1, 2]), /got equal values/);
});

test("a statistic that does not exist is refused, and never NaN or made of rounding", () => {
  const tenth = Array<number>(3).fill(0.1); // their mean is not 0.1: deviations of rounding
  assert.throws(() => correlation(tenth, [1, 2, 3]), /series that are not constant/);
  assert.throws(() => correlation([1, 2, 3], tenth), /series that are not constant/);
  assert.throws(() => correlation([], []), /at least 2, got 0 and 0 values/);
  assert.throws(() => correlation([1], [2]), /at least 2, got 1 and 1 values/);
  assert.throws(() => correlation([1, 2], [1, 2, 3]), /of one length/);
  assert.throws(() => correlation([1, NaN], [1, 2]), /finite values, got NaN/);
  assert.throws(() => correlation([1, Infinity], [1, 2]), /finite values, got Infinity/);
  assert.throws(() => spearman([1, NaN, 2], [1, 2, 3]), /ranks requires numbers, got NaN at 1/);
  assert.throws(() => spearman([2, 2], [1, 2]), /not constant/);
  assert.throws(() => interval([1]), /at least two values, got 1/);
  assert.throws(() => interval([1, NaN]), /finite values, got NaN/);
  assert.throws(() => tQuantile(1, 3), /p from 0.5 and below 1, got 1/);
  assert.throws(() => tQuantile(0.975, 0), /integer from 1, got 0/);
  assert.throws(() => movedWords([zeros(0, 2)], [zeros(0, 2)]), /at least one word, got none/);
  assert.throws(() => neighbourOverlap([[]], [[]]), /at least one neighbour/);
  assert.throws(() => neighbourOverlap([], []), /at least one, got 0 and 0/);
});
