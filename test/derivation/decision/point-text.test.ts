import { plain } from "../declared";
import assert from "node:assert/strict";
import test from "node:test";
import { derivation } from "../../../dist/derivation/derivation";

test("a counterexample tells ŷ from y", () => {
  const found = derivation(
    String.raw`y: vector n; \hat{y}: vector n, positive`,
  )`\sum_w y_w = \sum_w \hat{y}_w`;
  assert.match(plain(found.lines[0].counterexample?.says), /^n = 1; (y = \d, ŷ = \d|ŷ = \d, y = \d): /);
});
