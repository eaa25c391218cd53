import assert from "node:assert/strict";
import { test } from "node:test";
import { cosine, unitRows } from "../../dist/vectors/cosine";
import { row, zeros } from "../../dist/model/matrix";
import { standardNormal } from "../../dist/random/normal";
import { Xoshiro128 } from "../../dist/random/xoshiro";
import { packedBytes, packVectors, unpackVectors } from "../../dist/vectors/packed-vectors";

const [n, d] = [300, 50];
const vectors = zeros(n, d);
const draw = standardNormal(new Xoshiro128(1));
for (let i = 0; i < n * d; i++) vectors.data[i] = draw() * 10 ** ((Math.floor(i / d) % 9) - 4); // rows of any length
row(vectors, 7).fill(0);

const all = Array.from({ length: n }, (_, w) => w);

test("an unpacked number is within half a step of its row's scale, whatever the row's length", () => {
  const back = unpackVectors(packVectors(vectors, all));
  for (const w of all) {
    const largest = Math.max(...row(vectors, w).map(Math.abs));
    const half = (largest / 32767) * (0.5 + 2 ** -9); // the scale is a float
    row(back, w).forEach((value, i) => assert.ok(Math.abs(value - row(vectors, w)[i]) <= half, `row ${w}`));
  }
});

test("cosines of unpacked vectors are those of the vectors to four digits", () => {
  const [own, packed] = [vectors, unpackVectors(packVectors(vectors, all))].map(unitRows);
  const largest = Math.max(...own.data.map(Math.abs)); // of a unit vector; each number moves by half a step of it
  const bound = 2 * Math.sqrt(d) * (0.5 + 2 ** -9) * (largest / 32767);
  assert.ok(bound < 1e-3);
  for (const w of all.slice(1)) {
    const [a, b] = [cosine(own, w, w - 1), cosine(packed, w, w - 1)];
    assert.ok(Math.abs(a - b) <= 2 * bound, `row ${w}: ${a} and ${b}`);
  }
});

test("packed rows are the wanted ones, in their order, and take the bytes that packedBytes says", () => {
  const { numbers, scales, rows, cols } = packVectors(vectors, [4, 2, 9]);
  assert.deepEqual([rows, cols], [3, d]);
  const back = unpackVectors({ rows, cols, numbers, scales });
  assert.ok(Math.abs(row(back, 2)[0] / row(vectors, 9)[0] - 1) < 0.01);
  assert.ok(Math.abs(numbers.length + scales.length - 3 * packedBytes(d)) <= 8);
  assert.throws(() => packVectors(vectors, [n]), /row/);
  assert.throws(() => unpackVectors({ rows: 31, cols: d, numbers, scales }), /31 x 50/);
});
