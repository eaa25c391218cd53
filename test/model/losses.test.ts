import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { centralDifferences, requireGradient } from "../../dist/model/gradient-check";
import { fromRows, type Matrix } from "../../dist/model/matrix";
import { naiveSoftmax, naiveSoftmaxOfWindow } from "../../dist/model/naive-softmax";
import { negativeSampling } from "../../dist/model/negative-sampling";
import { zeroPairGradient, type PairGradient } from "../../dist/model/pair-gradient";
import { negativeLogSigmoid, sigmoid } from "../../dist/model/sigmoid";
import { softmax, softmaxAndLogSum } from "../../dist/model/softmax";
import { assertClose, reference } from "../reference";

interface Case {
  centerWordVec: number[];
  outsideWordIdx: number;
  outsideVectors: number[][];
  negSampleWordIndices: number[] | null;
  loss: number;
  gradCenterVec: number[];
  gradOutsideVecs: number[][];
}

/** A loss of a pair, with everything but the vectors settled. */
type Pair = (vc: Float64Array, U: Matrix, into: PairGradient) => number;

const ln = Math.log;

test("naiveSoftmax of two words with equal scores costs log 2, and pulls towards the observed one", () => {
  const U = fromRows([[1, 0], [0, 1]]); // prettier-ignore
  const into = zeroPairGradient(U);
  assertClose([naiveSoftmax(Float64Array.of(2, 2), 1, U, into)], [ln(2)], 1e-15);
  assertClose(into.dVc, [0.5, -0.5], 1e-15); // half of u_0, and u_1 half as much as it should be
  assertClose(into.dU.toMatrix().data, [1, 1, -1, -1], 1e-15);
});

test("negativeSampling at zero costs (1 + K) log 2, and a word drawn twice moves twice", () => {
  const U = fromRows([[0], [0], [0]]);
  const into = zeroPairGradient(U);
  assertClose([negativeSampling(Float64Array.of(4), 0, Int32Array.of(1, 1, 2), U, into)], [4 * ln(2)], 1e-15);
  assert.deepEqual([...into.dVc], [0]);
  assertClose(into.dU.toMatrix().data, [-2, 4, 2], 1e-15); // (σ − 1) v, 2 σ v, σ v with σ = 1/2
});

for (const [name, file] of [
  ["naiveSoftmax", "naive_softmax.json"],
  ["negativeSampling", "neg_sampling.json"],
]) {
  // prettier-ignore
  test(`${name} gives the published losses and gradients`, () => {
    const { cases } = reference<{ cases: Case[] }>(file);
    assert.equal(cases.length, 25);
    for (const expected of cases) {
      const vc = Float64Array.from(expected.centerWordVec);
      const U = fromRows(expected.outsideVectors);
      const into = zeroPairGradient(U);
      const { outsideWordIdx: o, negSampleWordIndices: negatives } = expected;
      const loss = negatives
        ? negativeSampling(vc, o, Int32Array.from(negatives), U, into)
        : naiveSoftmax(vc, o, U, into);
      assertClose([loss], [expected.loss], 1e-12);
      assertClose(into.dVc, expected.gradCenterVec, 1e-12);
      assertClose(into.dU.toMatrix().data, expected.gradOutsideVecs.flat(), 1e-12);
    }
  });
}

test("softmax and sigmoid give the published values, extremes included", () => {
  const { cases, matrix } = reference<{
    cases: { x: number[]; y: number[] }[];
    matrix: { x: number[][]; y: number[][] };
  }>("softmax.json");
  for (const { x, y } of cases) assertClose(softmax(Float64Array.from(x)), y, 1e-12);
  matrix.x.forEach((x, r) => assertClose(softmax(Float64Array.from(x)), matrix.y[r], 1e-12));
  const sigmoids = reference<{ x: number[]; sigmoid: number[]; published: { x: number[]; y: number[] } }>(
    "sigmoid.json",
  );
  const values = sigmoids.x.map(sigmoid);
  assertClose(values.slice(1), sigmoids.sigmoid.slice(1), 1e-12);
  assert.deepEqual([sigmoids.sigmoid[0], values[0]], [0, 5e-324]); // at −745 the published one overflows
  sigmoids.published.x.forEach((x, i) =>
    assert.equal(Number(sigmoid(x).toFixed(8)), sigmoids.published.y[i]),
  );
});

test("sigmoid(x) + sigmoid(-x) is 1, and -log sigmoid is exact where sigmoid rounds to 0 or 1", () => {
  fc.assert(
    fc.property(fc.double({ min: -700, max: 700, noNaN: true }), (x) => {
      assertClose([sigmoid(x) + sigmoid(-x)], [1], 1e-15);
      assert.ok(Math.abs(negativeLogSigmoid(x) - negativeLogSigmoid(-x) + x) <= 1e-15 * Math.abs(x) + 1e-15);
    }),
  );
  assert.equal(negativeLogSigmoid(-1e6), 1e6);
  assertClose([negativeLogSigmoid(50)], [Math.exp(-50)], 1e-12);
});

const logSum = (z: Float64Array): number => softmaxAndLogSum(z, z.slice());

test("a constant that is added to every score is added to the logarithm of the sum", () => {
  const scores = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 1, maxLength: 9 });
  fc.assert(
    fc.property(scores, fc.double({ min: -1e3, max: 1e3, noNaN: true }), (z, shift) => {
      const shifted = logSum(Float64Array.from(z, (value) => value + shift));
      assert.ok(Math.abs(shifted - logSum(Float64Array.from(z)) - shift) < 1e-11);
    }),
  );
  assert.throws(() => logSum(new Float64Array(0)), /requires at least one score, got none/);
});

test("the negative sampling loss is the sum of -log sigmoid over its targets, to the last digits", () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -800, max: 800, noNaN: true }), { minLength: 1, maxLength: 1500 }),
      (scores) => {
        const U = fromRows(scores.map((score) => [score]));
        const negatives = Int32Array.from({ length: scores.length - 1 }, (_, k) => k + 1);
        const loss = negativeSampling(Float64Array.of(1), 0, negatives, U, zeroPairGradient(U));
        const terms = scores.map((score, i) => negativeLogSigmoid(i === 0 ? score : -score));
        assertClose([loss], [terms.reduce((a, b) => a + b)], 1e-12);
      },
    ),
  );
});

/** Vectors, an observed word and negatives of any small size; repeats and the observed word among them. */
const toyModel = fc
  .record({
    n: fc.integer({ min: 2, max: 6 }),
    d: fc.integer({ min: 1, max: 4 }),
    K: fc.integer({ min: 1, max: 8 }),
  })
  .chain(({ n, d, K }) => {
    const number = fc.double({ min: -3, max: 3, noNaN: true });
    const id = fc.integer({ min: 0, max: n - 1 });
    const vector = fc.array(number, { minLength: d, maxLength: d });
    return fc.record({
      vc: vector,
      rows: fc.array(vector, { minLength: n, maxLength: n }),
      o: id,
      negatives: fc.array(id, { minLength: K, maxLength: K }),
    });
  });

test("every gradient of naiveSoftmax agrees with central differences", () => {
  fc.assert(
    fc.property(toyModel, ({ vc, rows, o }) => {
      assertGradient((v, U, into) => naiveSoftmax(v, o, U, into), vc, rows);
    }),
  );
});

test("every gradient of negativeSampling agrees with central differences, repeats and o among the negatives", () => {
  fc.assert(
    fc.property(toyModel, ({ vc, rows, o, negatives }) => {
      assertGradient((v, U, into) => negativeSampling(v, o, Int32Array.from(negatives), U, into), vc, rows);
    }),
  );
});

test("the softmax that a window shares gives the sum over its pairs", () => {
  fc.assert(
    fc.property(toyModel, ({ vc, rows, negatives: outside }) => {
      const U = fromRows(rows);
      const v = Float64Array.from(vc);
      const [shared, summed] = [zeroPairGradient(U), zeroPairGradient(U)];
      const loss = naiveSoftmaxOfWindow(v, Int32Array.from(outside), outside.length, U, shared);
      const sum = outside.reduce((total, o) => total + naiveSoftmax(v, o, U, summed), 0);
      assertNear([loss], [sum], 1e-12);
      assertNear(shared.dVc, summed.dVc, 1e-12);
      assertNear(shared.dU.toMatrix().data, summed.dU.toMatrix().data, 1e-12);
    }),
  );
});

test("losses and gradients stay finite, and right, where probabilities underflow", () => {
  const U = fromRows([[1], [-1]]);
  const v = Float64Array.of(1e4);
  const softmaxGradient = zeroPairGradient(U);
  assert.equal(naiveSoftmax(v, 1, U, softmaxGradient), 2e4); // log(e^1e4 + e^-1e4) + 1e4
  assert.deepEqual([...softmaxGradient.dVc], [2]); // u_0 − u_1
  const samplingGradient = zeroPairGradient(U);
  assert.equal(negativeSampling(v, 1, Int32Array.of(0), U, samplingGradient), 2e4);
  assert.deepEqual([...samplingGradient.dVc], [2]); // −u_1 + u_0
});

test("a word without a row and a vector of another length are refused before anything is added", () => {
  const U = fromRows([[1, 2]]);
  const into = zeroPairGradient(U);
  const v = Float64Array.of(1, 1);
  assert.throws(
    () => naiveSoftmax(v, 3, U, into),
    /^RangeError: naiveSoftmax requires o to be a row of a 1-row matrix, got 3$/,
  );
  assert.throws(
    () => negativeSampling(v, 0, Int32Array.of(0, 1), U, into),
    /negatives to be rows of a 1-row matrix, got 1/,
  );
  assert.throws(
    () => negativeSampling(Float64Array.of(1), 0, Int32Array.of(0), U, into),
    /centre vector of 2 numbers, got 1/,
  );
  assert.equal(into.dU.size, 0);
  assert.deepEqual([...into.dVc], [0, 0]);
});

/**
 * Compares a gradient with central differences, h = 1e-5. With vectors of at most 3 the third derivative
 * of the loss by one entry is below 27 · 9, so truncation, h² f‴ / 6, is below 1e-8; rounding, 1e-16 · J / h
 * with J below 400, is below 1e-8 too.
 */
function assertGradient(pair: Pair, vc: number[], rows: number[][]): void {
  const v = Float64Array.from(vc);
  const U = fromRows(rows);
  const into = zeroPairGradient(U);
  const loss = (): number => pair(v, U, zeroPairGradient(U));
  pair(v, U, into);
  requireGradient("dVc", into.dVc, centralDifferences(loss, v), 1e-7);
  requireGradient("dU", into.dU.toMatrix().data, centralDifferences(loss, U.data), 1e-7);
}

function assertNear(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number): void {
  for (let i = 0; i < expected.length; i++) {
    const error = Math.abs(actual[i] - expected[i]);
    const scale = Math.max(1, Math.abs(expected[i]));
    assert.ok(error <= tolerance * scale, `number ${i}: got ${actual[i]}, expected ${expected[i]}`);
  }
}
