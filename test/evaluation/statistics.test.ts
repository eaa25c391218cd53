import assert from "node:assert/strict";
import { test } from "node:test";
import { fromRows } from "../../dist/model/matrix";
import { MersenneTwister } from "../../dist/random/mersenne-twister";
import { interval, tQuantile } from "../../dist/evaluation/interval";
import { pairStatistics } from "../../dist/evaluation/pairs";

const near = (actual: number, expected: number, tolerance: number): void =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual}, expected ${expected}`);

test("tQuantile agrees with the printed table of the t distribution", () => {
  // 97.5 %; Student's table as printed in textbooks, three decimals
  const printed: [number, number][] = [
    [1, 12.706],
    [2, 4.303],
    [3, 3.182],
    [4, 2.776],
    [5, 2.571],
    [9, 2.262],
    [10, 2.228],
    [19, 2.093],
    [30, 2.042],
    [120, 1.98],
  ];
  for (const [nu, t] of printed) near(tQuantile(0.975, nu), t, 0.0005);
  near(tQuantile(0.95, 7), 1.895, 0.0005);
  near(tQuantile(0.75, 1), 1, 1e-12); // Cauchy: a quarter lies above 1
});

test("interval is mean and t · s / √n", () => {
  const { mean, lower, upper } = interval([1, 2, 3]); // s = 1
  near(mean, 2, 1e-12);
  near(upper - mean, 4.3026527 / Math.sqrt(3), 1e-6);
  near(mean - lower, upper - mean, 1e-12);
});

test("interval of equal values has no width, and of one value is refused", () => {
  assert.deepEqual(interval([5, 5, 5]), { mean: 5, lower: 5, upper: 5 });
  assert.throws(() => interval([1]), /interval requires at least two values, got 1/);
});

const words = (counts: number[], rows: number[][]) => ({
  words: counts.map(String),
  counts,
  vectors: fromRows(rows),
});

test("pairStatistics compares with words of the same frequency, not with all", () => {
  // rare words share one direction, frequent words another; a rare pair is then nothing special
  const rare = [0, 1, 2, 3].map(() => [1, 0]);
  const frequent = [4, 5, 6, 7].map(() => [-1, 0.001]);
  const of = words([1, 1, 1, 1, 1000, 1000, 1000, 1000], [...rare, ...frequent]);
  const { meanCosine, randomMean, percentile, score } = pairStatistics(
    [[0, 1]],
    of,
    MersenneTwister.asPython(1),
  );
  assert.deepEqual([meanCosine, randomMean, percentile, score], [1, 1, 0.5, 0]);
});

test("pairStatistics ranks a pair that is closer than all others of its frequency at the top", () => {
  const directions = Array.from({ length: 40 }, (_, i) => [Math.cos(i), Math.sin(i)]);
  directions[39] = [Math.cos(0), Math.sin(0)]; // words 0 and 39 are the same
  const of = words(
    directions.map(() => 5),
    directions,
  );
  const { meanCosine, percentile } = pairStatistics([[0, 39]], of, MersenneTwister.asPython(2));
  near(meanCosine, 1, 1e-12);
  assert.ok(percentile > 0.98, `${percentile}`);
  assert.throws(() => pairStatistics([], of, MersenneTwister.asPython(2)), /at least one pair, got none/);
});
