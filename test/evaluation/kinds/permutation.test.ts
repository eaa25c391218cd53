import assert from "node:assert/strict";
import { test } from "node:test";
import { holm, signFlipTest } from "../../../dist/evaluation/kinds/permutation";
import { standardNormal } from "../../../dist/random/normal";
import { Xoshiro128 } from "../../../dist/random/xoshiro";

const random = (): Xoshiro128 => new Xoshiro128(1);

test("of few matches every exchange of labels is counted", () => {
  // of ±1 ±2 ±3, only +++ and −−− reach 6: 2 of 8; of 1, −2, 3 the sum is 2: all but ±0, four of eight reach it
  assert.equal(signFlipTest([1, 2, 3], random()), 0.25);
  assert.equal(signFlipTest([1, -2, 3], random()), 0.75);
  assert.equal(signFlipTest([0.1, 0.2, 0.3], random()), 0.25); // sums that differ in their last digits are equal
  assert.equal(signFlipTest([5], random()), 1);
  assert.equal(signFlipTest([0, 0], random()), 1);
});

test("of many matches labels are drawn: p is least for differences of one sign, and never 0", () => {
  assert.equal(signFlipTest(new Array<number>(40).fill(1), random(), 999), 0.001);
});

test("drawn signs agree with the normal approximation, in every block of 32 matches", () => {
  // z = Σx / √Σx²: 80 ones, of which the sum is 20 after 30 of them were turned; two-sided P(|z| ≥ 2.24) = 0.0253, and
  // with the steps of 2 of a sum of signs P(|S| ≥ 20) = 0.0330
  const differences = Array.from({ length: 80 }, (_, i) => (i % 8 < 3 ? -1 : 1));
  const p = signFlipTest(differences, random(), 9999);
  const fourSigma = 4 * Math.sqrt((0.033 * 0.967) / 9999);
  assert.ok(Math.abs(p - 0.033) <= fourSigma + 0.0005, `${p}`);
});

test("where labels mean nothing, p is below 0.05 in about one test of twenty", () => {
  const draw = standardNormal(random());
  const tests = 400;
  let found = 0;
  for (let i = 0; i < tests; i++) {
    const differences = Array.from({ length: 10 }, draw);
    if (signFlipTest(differences, random()) <= 0.05) found++;
  }
  const fourSigma = 4 * Math.sqrt(0.05 * 0.95 * tests);
  assert.ok(Math.abs(found - 0.05 * tests) <= fourSigma, `${found} of ${tests}`);
});

test("nothing, and what is no number, is refused", () => {
  assert.throws(() => signFlipTest([], random()), /signFlipTest requires at least one difference, got none/);
  assert.throws(() => signFlipTest([1, NaN], random()), /signFlipTest requires finite differences, got NaN/);
});

test("Holm multiplies the smallest of m by m, the next by m − 1, and keeps their order", () => {
  // 3 × 0.01, 2 × 0.03, then max(0.06, 0.04)
  const corrected = holm([0.04, 0.01, 0.03]);
  corrected.forEach((value, i) => assert.ok(Math.abs(value - [0.06, 0.03, 0.06][i]) < 1e-12, `${value}`));
  assert.deepEqual(holm([0.9, 0.8]), [1, 1]);
  assert.deepEqual(holm([]), []);
});
