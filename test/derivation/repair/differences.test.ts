import assert from "node:assert/strict";
import { test } from "node:test";
import { declare } from "../../../dist/derivation/declare/declare";
import { derive } from "../../../dist/derivation/derivation";
import { messageText } from "../../../dist/derivation/latex/message";

const declared = declare("x, t: scalar; y, p: vector n");

/** What is said of the repair of a wrong line. */
const repairOf = (latex: string): string => {
  const [line] = derive(latex, declared).lines;
  assert.equal(line.mark, "wrong here", latex);
  return messageText(line.repair?.says ?? []);
};

test("a difference the wrong way round is swapped, or the sign of a product with it is changed", () => {
  const rows: [latex: string, says: string][] = [
    [String.raw`\frac{\partial}{\partial x} \frac12 (1 - x)^2 = 1 - x`, "`1 - x` should be `x - 1`"],
    [
      String.raw`\frac{\partial}{\partial x} \log \sigma(x) = \sigma(x) - 1`,
      "`\\sigma(x) - 1` should be `1 - \\sigma(x)`",
    ],
    [String.raw`\frac{\partial}{\partial p} \frac12 \|p - y\|^2 = y - p`, "`y - p` should be `p - y`"],
    [
      String.raw`\frac{\partial}{\partial x} \frac12 (1 - x)^2 t = t (1 - x)`,
      "the sign of `t (1 - x)` should be minus",
    ],
  ];
  for (const [latex, says] of rows) assert.equal(repairOf(latex), says);
});
