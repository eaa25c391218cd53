import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { fromRows, row } from "../../dist/model/matrix";
import { project } from "../../dist/vectors/project";
import { singularValues } from "../../dist/vectors/singular-values";
import { inCheckout } from "../../dist/files/checkout";

interface Reference {
  center_vectors_of_24_words: Record<string, number[][]>;
  svd: { coords: [number, number][]; singular_values: number[]; var_explained_2d: number };
}
const reference = JSON.parse(
  readFileSync(inCheckout("test/reference/sst_training.json"), "utf8"),
) as Reference;

const near = (actual: number, expected: number, scale: number, what: string): void =>
  assert.ok(Math.abs(actual - expected) <= 1e-12 * scale, `${what}: ${actual}, expected ${expected}`);

test("project gives the published plot's coordinates, up to the sign of an axis", () => {
  const vectors = fromRows(reference.center_vectors_of_24_words["40000"]);
  const { coordinates, singularValues, shares } = project(vectors, [...vectors.data.keys()].slice(0, 24));
  const { coords, singular_values, var_explained_2d } = reference.svd;
  for (const a of [0, 1]) {
    const scale = Math.max(...coords.map((c) => Math.abs(c[a])));
    const sign = Math.sign(row(coordinates, 0)[a] * coords[0][a]);
    coords.forEach((c, k) => near(sign * row(coordinates, k)[a], c[a], scale, `word ${k}, axis ${a}`));
  }
  singular_values.forEach((value, i) => near(singularValues[i], value, singular_values[0], `value ${i}`));
  near(shares[0] + shares[1], var_explained_2d, 1, "share");
});

test("project of points on a line puts all variance on one axis, whose largest component is positive", () => {
  const { coordinates, singularValues, shares } = project(
    fromRows([
      [1, 1],
      [1, -3],
      [1, -1],
      [9, 9],
    ]),
    [0, 1, 2],
  );
  // centred: 2, −2, 0 along (0, 1); variance 8 / 3
  [2, -2, 0].forEach((x, k) => near(row(coordinates, k)[0], x, 1, `word ${k}`));
  near(singularValues[0], 8 / 3, 1, "variance");
  near(shares[0], 1, 1, "share");
});

test("project gives the same picture when all vectors are moved", () => {
  const vectors = fc.array(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 3, maxLength: 3 }), {
    minLength: 3,
    maxLength: 8,
  });
  fc.assert(
    fc.property(vectors, fc.integer({ min: -5, max: 5 }), (rows, by) => {
      const ids = [...rows.keys()];
      const before = project(fromRows(rows), ids);
      const after = project(fromRows(rows.map((r) => r.map((value) => value + by))), ids);
      before.singularValues.forEach((value, i) =>
        assert.ok(Math.abs(value - after.singularValues[i]) <= 1e-12 * 300),
      );
    }),
  );
});

test("project refuses one word, one dimension and unknown rows", () => {
  assert.throws(() => project(fromRows([[1, 2]]), [0]), /project requires 2 or more ids, got 1/);
  assert.throws(() => project(fromRows([[1], [2]]), [0, 1]), /2 or more dimensions, got 1/);
  assert.throws(() => project(fromRows([[1, 2]]), [0, 1]), /row of a 1-row matrix, got 1/);
});

test("project refuses a number that is not finite, such as of a training that diverged", () => {
  const vectors = fromRows([[0, 1], [NaN, 1], [2, 2]]); // prettier-ignore
  assert.throws(() => project(vectors, [0, 1, 2]), /project requires finite numbers, got NaN/);
  assert.equal(project(vectors, [0, 2]).coordinates.rows, 2); // it is not among these
});

test("project of equal words has no variance and no NaN", () => {
  const { coordinates, shares } = project(
    fromRows([
      [1, 2],
      [1, 2],
    ]),
    [0, 1],
  );
  assert.deepEqual([...coordinates.data], [0, 0, 0, 0]);
  assert.deepEqual(shares, [0, 0]);
});

test("singularValues of orthogonal columns are their lengths, largest first", () => {
  const values = singularValues(
    fromRows([
      [0, 3],
      [2, 0],
      [0, 4],
    ]),
  );
  near(values[0], 5, 5, "first");
  near(values[1], 2, 5, "second");
});
