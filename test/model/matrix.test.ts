import assert from "node:assert/strict";
import { test } from "node:test";
import { drawMatrix, fromRows, transposed } from "../../dist/model/matrix";

test("transposed turns rows into columns", () => {
  const matrix = fromRows([[1, 2, 3], [4, 5, 6]]); // prettier-ignore
  assert.deepEqual(transposed(matrix), fromRows([[1, 4], [2, 5], [3, 6]])); // prettier-ignore
});

test("drawMatrix fills row after row in the order of the draws", () => {
  let drawn = 0;
  assert.deepEqual(
    drawMatrix(2, 3, () => ++drawn),
    fromRows([[1, 2, 3], [4, 5, 6]]), // prettier-ignore
  );
});
