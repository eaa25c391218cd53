import assert from "node:assert/strict";
import { test } from "node:test";
import { findFilledHole } from "../../../dist/derivation/infer/filled-hole";
import { print } from "../../../dist/derivation/latex/printer";
import { readExpression } from "../../../dist/derivation/latex/reader";
import { deriveDocument } from "../../../dist/derivation/derive-file";
import { readDocument } from "../../../dist/derivation/documents/read-document";

const filled = (left: string, right: string): string | undefined => {
  const found = findFilledHole(readExpression(left), readExpression(right), () => false);
  return found && `${print(found.application)} := ${print(found.value)}`;
};

test("two sides that differ in one place tell what is applied there", () => {
  assert.equal(filled("-\\log P(o \\mid c)", "-\\log \\frac{a}{b}"), "P(o \\mid c) := \\frac{a}{b}");
  assert.equal(filled("2 P(o \\mid c) + x", "2 y + x"), "P(o \\mid c) := y");
});

test("two sides that differ in two places, or where nothing is applied, tell nothing", () => {
  assert.equal(filled("2 P(o \\mid c) + x", "3 y + x"), undefined);
  assert.equal(filled("-\\log a", "-\\log b"), undefined);
});

test("a probability that a chain uses in passing is known by the next side", () => {
  const text = String.raw`$$ J(v_c, o, U) = -\log P(O = o \mid C = c) = -\log \frac{\exp(u_o^\top v_c)}{\sum_w \exp(u_w^\top v_c)} $$
    $$ \frac{\partial J}{\partial v_c} = -u_o + \sum_w P(O = w \mid C = c) u_w $$`;
  const { derivations } = deriveDocument(readDocument("a.tex", text));
  const marks = derivations.flatMap(({ lines }) => lines.map(({ mark }) => mark));
  assert.deepEqual(new Set(marks.slice(1)), new Set(["right"]));
});
