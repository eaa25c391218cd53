import assert from "node:assert/strict";
import test from "node:test";
import { fromRows } from "../../dist/model/matrix";
import { alongDirection, leadingDirection, withoutDirection } from "../../dist/vectors/singular-values";

test("the leading direction is the one along which vectors were stretched, pointing to where most lie", () => {
  // rows a (0.6, 0.8) + b (−0.8, 0.6), with a = 5, 7, −1 and b = 0.1, −0.1, 0: a and b are orthogonal columns
  const vectors = fromRows([[2.92, 4.06], [4.28, 5.54], [-0.6, -0.8]]); // prettier-ignore
  const direction = leadingDirection(vectors);
  assert.ok(Math.hypot(direction[0] - 0.6, direction[1] - 0.8) < 0.01, `${direction}`);
  assert.ok(Math.abs(Math.hypot(...direction) - 1) < 1e-12);
  const rest = withoutDirection(vectors, direction);
  alongDirection(rest, direction).forEach((length) => assert.ok(Math.abs(length) < 1e-12));
});

test("what is taken away and what is left add up to the vectors", () => {
  const vectors = fromRows([[1, 2], [3, -4]]); // prettier-ignore
  const direction = Float64Array.of(0, 1);
  assert.deepEqual([...alongDirection(vectors, direction)], [2, -4]);
  assert.deepEqual([...withoutDirection(vectors, direction).data], [1, 0, 3, 0]);
});
