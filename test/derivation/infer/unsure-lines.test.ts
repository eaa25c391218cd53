import assert from "node:assert/strict";
import { test } from "node:test";
import { deriveDocument } from "../../../dist/derivation/derive-file";
import { readDocument } from "../../../dist/derivation/documents/read-document";

const marks = (text: string): string[] =>
  deriveDocument(readDocument("a.tex", text)).derivations.flatMap(({ lines }) =>
    lines.map(({ mark }) => mark),
  );

test("shapes that do not fit a guess from use are not called wrong, those that do not fit a declaration are", () => {
  const model = String.raw`$$ h_\theta(x) = \sigma(\theta^\top x) $$
    $$ \ell(\theta) = \sum_{i=1}^{m} y^{(i)} \log h_\theta(x^{(i)}) + (1 - y^{(i)}) \log(1 - h_\theta(x^{(i)})) $$
    $$ \nabla_\theta \ell(\theta) = \sum_{i=1}^m (y^{(i)} - h_\theta(x^{(i)})) x^{(i)} $$`;
  assert.ok(!marks(model).includes("wrong here"));
  assert.deepEqual(marks("%% x: vector n; W: matrix m x n\n$$ W x = x^\\top W $$"), ["wrong here"]);
});
