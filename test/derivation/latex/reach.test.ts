import assert from "node:assert/strict";
import { test } from "node:test";
import { Beyond } from "../../../dist/derivation/latex/malformed";
import { print } from "../../../dist/derivation/latex/printer";
import { withReach } from "../../../dist/derivation/latex/reach";
import { readExpression } from "../../../dist/derivation/latex/reader";

const reached = (latex: string, left?: string): string =>
  print(withReach(readExpression(latex), left === undefined ? undefined : readExpression(left)));
const asWritten = (latex: string): string => print(readExpression(latex));

test("a sum reaches to the last term that has its index", () => {
  const both = asWritten(String.raw`\sum_{i=1}^m (y_i a_i + (1 - y_i) b_i)`);
  assert.equal(reached(String.raw`\sum_{i=1}^m y_i a_i + (1 - y_i) b_i`), both);
  assert.equal(reached(String.raw`\sum_{i=1}^m y_i a_i + (1 - y_i) b_i + c`), `${both} + c`);
  const scaled = asWritten(String.raw`-\frac{1}{m} \sum_{i=1}^m (a_i + b_i)`);
  assert.equal(reached(String.raw`-\frac{1}{m} \sum_{i=1}^m a_i + b_i`), scaled);
});

test("a sum ends with its term where its index stands on the left side, in front of it, or nowhere behind it", () => {
  for (const [latex, left] of [
    [String.raw`\sum_{j=1}^n W_{ij} x_j + b_i`, "z_i"],
    [String.raw`\sum_{i=1}^n x_i + b_i`, "z_i"],
    [String.raw`\sum_{i=1}^n x_i + \sum_{i=1}^n b_i`, "z"],
    [String.raw`p_i \sum_{i=1}^n y_i - y_i`, "z"],
    [String.raw`c_i + \sum_{i=1}^n y_i - y_i`, "z"],
  ])
    assert.equal(reached(latex, left), asWritten(latex));
});

test("which signs the terms behind a negative sum have is not guessed", () => {
  assert.throws(() => reached(String.raw`-\sum_{i=1}^m a_i - b_i`), Beyond);
});
