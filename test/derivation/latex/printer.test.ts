import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { same } from "../../../dist/derivation/latex/expression";
import { print } from "../../../dist/derivation/latex/printer";
import { readExpression } from "../../../dist/derivation/latex/reader";
import { anyExpression } from "./expressions";

test("what is printed reads back as the same expression, for every expression", () => {
  fc.assert(
    fc.property(anyExpression, (expression) => {
      const text = print(expression);
      const again = readExpression(text);
      assert.ok(same(again, expression), `${text}\n${print(again)}`);
    }),
    { numRuns: 3000 },
  );
});

test("printing keeps the parentheses that are needed and no others", () => {
  for (const text of [
    "a - (b + c)",
    "-(a + b) c",
    "(-a) b",
    "a (\\sum_{w} b) c",
    "(x^{2})^{2}",
    "a + b - c",
    "\\nabla (f(x, y)^{T})",
    "\\nabla_{x} (f(x, y) z)",
    "\\nabla f(x, y)",
    "\\nabla_{x} z f(x, y)",
  ]) {
    assert.equal(
      print(readExpression(text)),
      text.includes("\\sum") ? "a \\left(\\sum_{w} b\\right) c" : text,
    );
  }
});
