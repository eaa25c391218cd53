import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { fromRows, row, type Matrix } from "../../dist/model/matrix";
import { nearestWords, Neighbours } from "../../dist/vectors/neighbours";

/** Cosine by its definition. */
function cosine(u: ArrayLike<number>, v: ArrayLike<number>): number {
  const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
    Array.from(a).reduce((sum, value, i) => sum + value * b[i], 0);
  return dot(u, v) / Math.sqrt(dot(u, u) * dot(v, v));
}

function bruteForce(vectors: Matrix, id: number, k: number): number[] {
  const others = [...Array(vectors.rows).keys()].filter(
    (w) => w !== id && row(vectors, w).some((x) => x !== 0),
  );
  const all = others.map((w) => cosine(row(vectors, w), row(vectors, id)));
  return all.sort((a, b) => b - a).slice(0, k);
}

const coordinate = fc.integer({ min: -4, max: 4 });
const someVectors = fc.array(fc.array(coordinate, { minLength: 3, maxLength: 3 }), {
  minLength: 2,
  maxLength: 20,
});

test("nearestToWord agrees with comparing every word", () => {
  fc.assert(
    fc.property(someVectors, fc.integer({ min: 1, max: 25 }), (rows, k) => {
      rows[0][0] = 5; // word 0 has a direction
      const vectors = fromRows(rows);
      const found = new Neighbours(vectors).nearestToWord(0, k);
      const expected = bruteForce(vectors, 0, k);
      assert.equal(found.length, expected.length);
      found.forEach((neighbour, i) => {
        assert.ok(Math.abs(neighbour.cosine - expected[i]) < 2e-7);
        assert.ok(Math.abs(neighbour.cosine - cosine(row(vectors, neighbour.id), row(vectors, 0))) < 2e-7);
      });
    }),
  );
});

test("nearestTo lists the earlier of two equally near words first and leaves words of zeros out", () => {
  const index = new Neighbours(
    fromRows([
      [0, 0],
      [2, 0],
      [1, 0],
      [0, 1],
    ]),
  );
  assert.deepEqual(index.nearestTo([3, 0], 4), [
    { id: 1, cosine: 1 },
    { id: 2, cosine: 1 },
    { id: 3, cosine: 0 },
  ]);
});

test("nearestTo is not misled by very long and very short vectors", () => {
  const index = new Neighbours(
    fromRows([
      [1e300, 1e300],
      [1e-300, 0],
      [0, 1e-320],
    ]),
  );
  const [first, second] = index.nearestTo([1e-310, 0], 2);
  assert.deepEqual(first, { id: 1, cosine: 1 });
  assert.equal(second.id, 0);
  assert.ok(Math.abs(second.cosine - Math.SQRT1_2) < 1e-7);
});

test("analogy finds the fourth corner and none of the three it was given", () => {
  // man, woman, king, queen, tea: queen = woman − man + king
  const index = new Neighbours(
    fromRows([
      [1, 0, 0],
      [0, 1, 0],
      [1, 0, 1],
      [0, 1, 1],
      [1, 1, -3],
    ]),
  );
  assert.equal(index.analogy(0, 1, 2, 1)[0].id, 3);
  assert.deepEqual(
    index.analogy(0, 1, 2, 9).map(({ id }) => id),
    [3, 4],
  );
});

test("nearestTo refuses what it cannot answer", () => {
  const index = new Neighbours(
    fromRows([
      [1, 0],
      [0, 0],
    ]),
  );
  assert.throws(() => index.nearestTo([1], 1), /nearestTo requires 2 numbers, got 1/);
  assert.throws(() => index.nearestTo([0, 0], 1), /a vector that is not zero/);
  assert.throws(() => index.nearestToWord(1, 1), /a vector that is not zero/);
  assert.throws(() => index.nearestToWord(2, 1), /row of a 2-row matrix, got 2/);
  assert.throws(() => index.nearestTo([1, 0], 0), /k of 1 or more, got 0/);
});

test("nearestWords lists words, nearest first, and none for a word without a vector", () => {
  const vectors = fromRows([[1, 0], [1, 1], [1, 0.1], [-1, 0]]); // prettier-ignore
  const words = ["tea", "rain", "coffee", "king"];
  const found = nearestWords({ words, vectors }, ["queen", "tea", "king"], 2);
  assert.deepEqual(found, [[], ["coffee", "rain"], ["rain", "coffee"]]);
});
