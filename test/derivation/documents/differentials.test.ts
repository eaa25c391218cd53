import assert from "node:assert/strict";
import { test } from "node:test";
import { deriveDocument } from "../../../dist/derivation/derive-file";
import { readDocument } from "../../../dist/derivation/documents/read-document";

/** What is not judged of one display, each with the reason. */
const reasons = (latex: string): string[] =>
  deriveDocument(readDocument("a.tex", `$$ ${latex} $$`)).unchecked.map(({ reason }) => reason);

test("an equation of differentials is not judged as one of products with d", () => {
  for (const latex of [
    String.raw`df = 2x\,dx`,
    String.raw`\mathrm{d}J = v^\top \mathrm{d}h`,
    String.raw`d\sigma(x) \cdot h = \sigma(x)(1 - \sigma(x)) h`,
    String.raw`\partial (v^\top h) = v^\top \partial h`,
    String.raw`-dJ = \frac{\partial J}{\partial x} dx + \frac{\partial J}{\partial y} dy`,
  ])
    assert.match(reasons(latex).join(), /differentials/, latex);
});

test("quotients of differentials, words and numbers called d are judged", () => {
  for (const latex of [
    String.raw`\frac{d}{dx} x^2 = 2x`,
    String.raw`\partial x^2 / \partial x = 2 x`,
    String.raw`diag(x) b = x \odot b`,
    String.raw`d (x + y) = d x + d y`,
    String.raw`\partial_x x^2 = 2x`,
  ])
    assert.doesNotMatch(reasons(latex).join(), /differentials/, latex);
});
