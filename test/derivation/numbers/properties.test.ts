import assert from "node:assert/strict";
import { test } from "node:test";
import { declare } from "../../../dist/derivation/declare/declare";
import { derive } from "../../../dist/derivation/derivation";
import { fitProperties } from "../../../dist/derivation/numbers/fit-properties";
import type { Property } from "../../../dist/derivation/declare/properties";

const fit = (rows: number[][], properties: Property[], positive = false): number[][] | undefined =>
  fitProperties(rows, { positive, properties });

test("entries are changed as far as what is declared of them asks for", () => {
  assert.deepEqual(fit([[2], [-3]], ["ones"]), [[1], [1]]);
  assert.deepEqual(
    fit(
      [
        [1, 2],
        [3, 4],
      ],
      ["symmetric"],
    ),
    [
      [1, 2],
      [2, 4],
    ],
  );
  assert.deepEqual(
    fit(
      [
        [1, 2],
        [3, -4],
      ],
      ["positive definite"],
    ),
    [
      [3, 2],
      [2, 4],
    ],
  );
  assert.deepEqual(fit([[0]], ["invertible"]), [[1]]);
  assert.deepEqual(fit([[0.25], [2]], ["in (0, 1)"]), [[0.25], [0.003]]);
  assert.deepEqual(fit([[0.5], [2], [7]], ["sums to 1"]), [[0.5], [2], [-1.5]]);
});

test("positive entries that sum to 1 do so in decimals, at any size but the one that has none", () => {
  for (const list of [[[1], [1], [1]], [[2], [0.001], [0.5], [1.7]], [[3]]]) {
    const shares = fit(list, ["sums to 1"], true)?.flat() ?? [];
    assert.equal(shares.length, list.length);
    assert.equal(
      shares.reduce((sum, share) => sum + Math.round(share * 1000), 0),
      1000,
    );
    assert.ok(shares.every((share) => share > 0 && Math.round(share * 1000) / 1000 === share));
  }
  assert.equal(fit([[0.5]], ["sums to 1", "in (0, 1)"]), undefined);
});

test("entries of length 1 and orthonormal columns are exact decimals, at any shape that has them", () => {
  const total = (list: readonly number[]): number => list.reduce((sum, each) => sum + each, 0);
  for (const list of [[2], [-1, 0.5], [0.3, 1, -2], [1, 2, 3, 4]]) {
    const found =
      fit(
        list.map((each) => [each]),
        ["unit"],
      )?.flat() ?? [];
    assert.ok(Math.abs(total(found.map((each) => each * each)) - 1) < 1e-13, `${found}`);
    assert.ok(
      found.every((each, i) => each !== 0 && each < 0 === list[i] < 0),
      `${found}`,
    );
  }
  assert.deepEqual(fit([[0.6], [-0.8]], ["unit"]), [[0.6], [-0.8]]);
  for (const rows of [
    [[-2]],
    [
      [1, 2],
      [3, 4],
    ],
    [[1], [2], [3]],
    [
      [1, 2, 3],
      [0, 1, 0],
      [2, 2, 2],
    ],
  ]) {
    const found = fit(rows, ["orthonormal columns"]) ?? [];
    assert.equal(found.length, rows.length);
    rows[0].forEach((_, i) =>
      rows[0].forEach((_unused, j) => {
        const product = total(found.map((row) => row[i] * row[j]));
        assert.ok(Math.abs(product - (i === j ? 1 : 0)) < 1e-13, `${JSON.stringify(found)}`);
      }),
    );
  }
  assert.equal(fit([[1, 2, 3]], ["orthonormal columns"]), undefined);
  assert.equal(fit([[1, 2, 3]], ["orthonormal rows"])?.flat().length, 3);
  assert.equal(fit([[1], [2]], ["unit", "ones"]), undefined);
});

test("a counterexample has what is declared", () => {
  const cases: [declarations: string, latex: string, hasIt: RegExp][] = [
    [
      "p: vector n, positive, sums to 1; i in 1..n",
      "\\sum_{i=1}^n p_i^2 = 1",
      /n = 2; p = \(0\.(25|5|75), 0\.\d+\)/,
    ],
    ["S: matrix n x n, symmetric; x: vector n", "x^\\top S x = 0", /n = 1; /],
    ["a: scalar, in (0, 1)", "a^2 = a", /a = 0\.5/],
    ["u: vector n, unit", "u^\\top u = 2", /n = 1; u = 1/],
    ["Q: matrix n x n, orthogonal", "Q = Q^\\top", /n = 2; Q = \[-?0\.6 -?0\.8; -?0\.8 -?0\.6\]/],
    ["e: ones n; x: vector n", "e^\\top x = 0", /e = 1/],
  ];
  for (const [declarations, latex, hasIt] of cases) {
    const [line] = derive(latex, declare(declarations)).lines;
    assert.equal(line.mark, "wrong here");
    assert.match(derive(latex, declare(declarations)).toString(), hasIt);
  }
});
