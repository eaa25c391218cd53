import assert from "node:assert/strict";
import { test } from "node:test";
import { declarationLines } from "../../../dist/derivation/declare/declaration-lines";
import { declare } from "../../../dist/derivation/declare/declare";
import { hasProperty } from "../../../dist/derivation/declare/properties";
import { plain } from "../infer/section-of";

const propertiesOf = (text: string, name: string): readonly string[] | undefined =>
  declare(text).variables.get(name)?.properties;

test("what is known of a variable is kept in the order in which it is written", () => {
  assert.deepEqual(propertiesOf("S: matrix d x d, symmetric", "S"), ["symmetric"]);
  assert.deepEqual(propertiesOf("P: matrix d x d, symmetric, positive  definite", "P"), [
    "symmetric",
    "positive definite",
  ]);
  assert.deepEqual(propertiesOf("a: scalar, in (0,1)", "a"), ["in (0, 1)"]);
  assert.deepEqual(propertiesOf("a: scalar, \\in (0, 1)", "a"), ["in (0, 1)"]);
  assert.deepEqual(propertiesOf("p: vector n, positive, sums to 1", "p"), ["sums to 1"]);
  assert.deepEqual(propertiesOf("v: vector n", "v"), []);
});

test("a column of ones has a kind of its own, and a size may be a number", () => {
  const { variables } = declare("e: ones n; t: vector 3; R: matrix 2 x 2, invertible");
  assert.deepEqual(variables.get("e")?.properties, ["ones"]);
  assert.deepEqual(variables.get("e")?.shape, { rows: "n", columns: "1" });
  assert.deepEqual(variables.get("t")?.shape, { rows: "3", columns: "1" });
  assert.deepEqual(variables.get("R")?.shape, { rows: "2", columns: "2" });
});

test("a positive definite matrix is symmetric and invertible as well", () => {
  assert.ok(hasProperty(["positive definite"], "symmetric"));
  assert.ok(hasProperty(["positive definite"], "invertible"));
  assert.ok(!hasProperty(["symmetric"], "positive definite"));
});

test("a property that a shape cannot have is refused at its place", () => {
  const refused: [text: string, says: RegExp, place: string][] = [
    ["A: matrix m x n, symmetric", /only a square matrix is `symmetric`, and this is m × n/, "symmetric"],
    ["x: vector d, invertible", /only a square matrix is `invertible`, and this is d × 1/, "invertible"],
    ["A: matrix m x n, orthogonal", /only a square matrix is `orthogonal`, and this is m × n/, "orthogonal"],
    ["a: scalar, unit", /only a vector can have length 1, and this is a number/, "unit"],
    [
      "x: vector d, orthonormal rows",
      /only a matrix has `orthonormal rows`, and this is d × 1/,
      "orthonormal",
    ],
    ["A: matrix d x d, sums to 1", /only the entries of a vector can sum to 1, and this is d × d/, "sums"],
    [
      "x: scalar, diagonal",
      /`diagonal` is not a detail of a variable.*symmetric, positive definite/,
      "diagonal",
    ],
  ];
  for (const [text, says, place] of refused)
    assert.throws(
      () => declare(text),
      (error: Error & { at: number }) => {
        assert.match(error.message, says);
        assert.equal(error.at, text.indexOf(place));
        return true;
      },
    );
});

test("properties are written as they are read", () => {
  const text =
    "P: matrix d x d, positive definite; p: vector n, positive, sums to 1; e: ones n; a: scalar, in (0, 1); " +
    "u: vector d, unit; Q: matrix d x d, orthogonal; R: matrix m x n, orthonormal columns";
  const lines = declarationLines(declare(text)).map(({ line }) => line);
  assert.deepEqual(lines, text.split("; "));
  assert.deepEqual(plain(declare(lines.join("\n"))), plain(declare(text)));
});
