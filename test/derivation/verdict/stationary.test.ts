import assert from "node:assert/strict";
import { test } from "node:test";
import { deriveDocument } from "../../../dist/derivation/derive-file";
import { readDocument } from "../../../dist/derivation/documents/read-document";

/** The marks of displays with nothing between them, and the reasons of what is not judged. */
function check(text: string, ...displays: string[]): { marks: string[]; reasons: string[] } {
  const all = [text, ...displays.map((each) => `$$ ${each} $$`)].join("\n\n");
  const { derivations, unchecked } = deriveDocument(readDocument("a.md", all));
  return {
    marks: derivations.flatMap(({ lines }) => lines.map(({ mark }) => mark)),
    reasons: unchecked.map(({ reason }) => reason).filter((reason) => !reason.startsWith("inline")),
  };
}

const text = String.raw`Let $S$ be symmetric and $L = w^\top S w - \lambda (w^\top w - 1)$.`;
const gradient = String.raw`\frac{\partial L}{\partial w} = 2 S w - 2 \lambda w`;

test("where a derivative above is zero is a condition, also without words", () => {
  const { marks, reasons } = check(text, gradient, String.raw`S w = \lambda w`);
  assert.deepEqual(marks, ["right"]);
  assert.match(reasons.join(), /a derivative above it is zero/);
});

test("an equation that is not where the derivative is zero is a claim, and wrong", () => {
  assert.deepEqual(check(text, gradient, String.raw`S w = -\lambda w`).marks, ["right", "wrong here"]);
  assert.deepEqual(
    check(text, String.raw`\frac{\partial L}{\partial w} = S w - \lambda w`, String.raw`S w = \lambda w`)
      .marks,
    ["wrong here", "wrong here"],
  );
});

test("a name for a derivative that is given the other sign is wrong, though the difference is that derivative twice", () => {
  const hessian = String.raw`\nabla_w^2 L = 2 S - 2 \lambda I`;
  const named = String.raw`H = 2 S - 2 \lambda I`;
  const { marks } = check(text, hessian, named, String.raw`H = 2 \lambda I - 2 S`);
  assert.deepEqual(marks, ["right", "definition", "wrong here"]);
});

test("a gradient by \\nabla may stand upright in numerator layout, and its sign is still judged", () => {
  const rows = String.raw`\frac{\partial J}{\partial v_c} = (\hat y - y)^\top U^\top`;
  const said = String.raw`In numerator layout, with $\theta = U^\top v_c$, $\hat y = \mathrm{softmax}(\theta)$, $J = -\log \hat y_o$ and $y$ one-hot at $o$:`;
  assert.deepEqual(check(said, rows, String.raw`\nabla_{v_c} J = U (\hat y - y)`).marks, ["right", "right"]);
  assert.deepEqual(check(said, rows, String.raw`\nabla_{v_c} J = U (y - \hat y)`).marks, [
    "right",
    "wrong here",
  ]);
});
