import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { fromRows, row, transposed, zeros, type Matrix } from "../../dist/model/matrix";
import { normalSampler } from "../vectors/normal-matrix";
import { padded, rotationOnto, times } from "../../dist/evaluation/align";
import { angles, movedWords } from "../../dist/evaluation/moved";
import { nearestIds, neighbourOverlap } from "../../dist/evaluation/shared-neighbours";

const most = (values: ArrayLike<number>): number => Math.max(...Array.from(values, Math.abs));
const difference = (A: Matrix, B: Matrix): number => most(A.data.map((value, i) => value - B.data[i]));
const identity = (d: number): Matrix => ({ rows: d, cols: d, data: zeros(d, d).data.map((_, i) => (i % (d + 1) === 0 ? 1 : 0)) }); // prettier-ignore

test("rotationOnto undoes any rotation or reflection", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 1e6 }), (d, seed) => {
      const normal = normalSampler(seed);
      const A = normal(20, d);
      const Q = rotationOnto(normal(20, d), normal(20, d)); // any orthogonal matrix
      assert.ok(difference(times(transposed(Q), Q), identity(d)) < 1e-12, "orthogonal");
      const B = times(A, transposed(Q));
      assert.ok(difference(rotationOnto(A, B), Q) < 1e-10);
      assert.ok(difference(times(B, rotationOnto(A, B)), A) < 1e-10);
    }),
  );
});

test("rotationOnto leaves no other rotation of the plane nearer", () => {
  const normal = normalSampler(3);
  const [A, B] = [normal(15, 2), normal(15, 2)];
  const distance = (Q: Matrix): number =>
    times(B, Q).data.reduce((sum, value, i) => sum + (value - A.data[i]) ** 2, 0);
  const found = distance(rotationOnto(A, B));
  for (let degrees = 0; degrees < 360; degrees++) {
    const [c, s] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
    for (const sign of [1, -1]) {
      const other = distance(fromRows([[c, s], [-sign * s, sign * c]])); // prettier-ignore
      assert.ok(other >= found - 1e-9, `${degrees} degrees, ${other} is less than ${found}`);
    }
  }
});

test("rotationOnto stays orthogonal where vectors use fewer directions than they have", () => {
  const normal = normalSampler(4);
  const [A, B] = [normal(10, 5), padded(normal(10, 2), 5)];
  const Q = rotationOnto(A, B);
  assert.ok(difference(times(transposed(Q), Q), identity(5)) < 1e-12);
  assert.throws(() => rotationOnto(A, normal(10, 2)), /matrices of one shape, got 10 × 5 and 10 × 2/);
});

test("angles of vectors and of their rotated, scaled copies are zero; a word that turned alone has its own", () => {
  const around = (degrees: number): number[] => [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)]; // prettier-ignore
  const places = Array.from({ length: 36 }, (_, i) => 10 * i);
  const A = fromRows(places.map(around));
  const turned = fromRows(places.map((degrees) => around(degrees + 77)));
  assert.ok(most(angles(A, turned)) < 1e-5);
  const pair = [40, -40]; // opposite moves of opposite size leave the best rotation where it is
  const moved = fromRows(places.map((degrees, i) => around(degrees + 77 + (pair[i] ?? 0))));
  angles(A, moved).forEach((angle, i) =>
    assert.ok(Math.abs(angle - (i < 2 ? 40 : 0)) < 1e-4, `${i}: ${angle}`),
  );
});

test("movedWords tells a word that the settings moved from words that the seeds moved", () => {
  const normal = normalSampler(5);
  const base = normal(60, 4);
  const noisy = (move: boolean): Matrix => {
    const noise = normal(60, 4);
    const set = { ...base, data: base.data.map((value, i) => value + 0.02 * noise.data[i]) };
    if (move) row(set, 7).set(row(base, 7).map((value) => -value));
    return set;
  };
  const [a, b] = [[1, 2, 3].map(() => noisy(false)), [1, 2, 3].map(() => noisy(true))];
  const { between, within, test: outcome } = movedWords(a, b);
  assert.ok(within && outcome);
  const excess = [...between.keys()].sort((i, j) => between[j] - within[j] - between[i] + within[i]);
  assert.equal(excess[0], 7);
  assert.ok(between[7] > 150 && within[7] < 10);
  assert.ok(outcome.beyond.includes(7));
  assert.equal(outcome.splits, 10); // 6 seeds in halves: 6! / (3! 3! 2)
  assert.equal(outcome.p, 0.1); // the least there is: only the split that happened
});

test("movedWords of seeds of one setting finds a difference no more often than its p says", () => {
  let rejected = 0;
  for (let trial = 0; trial < 60; trial++) {
    const normal = normalSampler(100 + trial);
    const sets = Array.from({ length: 6 }, () => normal(12, 2));
    if ((movedWords(sets.slice(0, 3), sets.slice(3)).test?.p ?? 1) <= 0.1) rejected++;
  }
  assert.ok(rejected <= 6 + 4 * Math.sqrt(60 * 0.1 * 0.9), `${rejected} of 60 at p ≤ 0.1`); // 4 standard errors
});

test("with one seed each movedWords has angles, and neither noise nor a test", () => {
  const normal = normalSampler(6);
  const { within, test: outcome } = movedWords([normal(9, 2)], [normal(9, 3)]);
  assert.deepEqual([within, outcome], [undefined, undefined]);
  const some = movedWords([normal(9, 2), normal(9, 2)], [normal(9, 3)]);
  assert.ok(some.within && some.test === undefined);
});

test("neighbourOverlap counts common neighbours: all of a copy, by hand on a circle, k / (n − 1) at chance", () => {
  const normal = normalSampler(7);
  const [a, b] = [normal(300, 5), normal(300, 8)];
  const near = (vectors: Matrix): number[][] => nearestIds(vectors, 10, [...Array(300).keys()]);
  assert.equal(neighbourOverlap(near(a), near(a)), 1);
  const deviation = Math.sqrt(((10 / 299) * (289 / 299)) / 10); // of one word's share, about hypergeometric
  const atChance = neighbourOverlap(near(a), near(b));
  assert.ok(Math.abs(atChance - 10 / 299) < (4 * 2 * deviation) / Math.sqrt(300), `${atChance}`);
  const at = (...degrees: number[]): Matrix => fromRows(degrees.map((x) => [Math.cos(x / 57.3), Math.sin(x / 57.3)])); // prettier-ignore
  // nearest two of word 0: {1, 2} and then {1, 3}
  assert.equal(
    neighbourOverlap(nearestIds(at(0, 5, 10, 60), 2, [0]), nearestIds(at(0, 5, 60, 10), 2, [0])),
    0.5,
  );
  assert.throws(() => nearestIds(a, 300, [0]), /k from 1 to 299, got 300/);
  assert.throws(() => neighbourOverlap([[1]], []), /two lists of the same words, at least one, got 1 and 0/);
});
