import assert from "node:assert/strict";
import { test } from "node:test";
import { declare } from "../../../dist/derivation/declare/declare";

const same: [string, string][] = [
  ["W: matrix d x d symmetric", "W: matrix d x d, symmetric"],
  ["W: symmetric matrix d x d", "W: matrix d x d, symmetric"],
  ["W: a d x n matrix", "W: matrix d x n"],
  ["x: column vector of size d", "x: vector d"],
  ["x: d-dimensional vector", "x: vector d"],
  ["x: row vector of length d", "x: row d"],
  ["a: positive scalar", "a: scalar, positive"],
  ["a: real number", "a: scalar"],
];

for (const [text, plain] of same)
  test(`${text} declares what ${plain} does`, () => {
    assert.deepEqual(shapesOf(text), shapesOf(plain));
  });

test("what is no kind of name is refused with the kinds there are", () => {
  assert.throws(
    () => declare("W: tensor d x d"),
    /`tensor d x d` is not a kind of name; write `matrix d x n`/,
  );
});

const shapesOf = (text: string): unknown =>
  [...declare(text).variables.values()].map(({ shape, positive, properties }) => ({
    shape,
    positive,
    properties,
  }));
