import assert from "node:assert/strict";
import { test } from "node:test";
import { code, joinMessages, message, messageText } from "../../../dist/derivation/latex/message";
import { readExpression } from "../../../dist/derivation/latex/reader";
import { derivation } from "../../../dist/derivation/derivation";
import { html } from "../../../dist/derivation/verdict/typeset";

test("a message keeps its formulas, and quotes them only as text", () => {
  const formula = readExpression("v_c^\\top u_o");
  const says = message`${formula} has ${2} factors; write ${code("u_o")}`;
  assert.deepEqual(says, [formula, " has ", "2", " factors; write ", code("u_o")]);
  assert.equal(messageText(says), "`v_{c}^{\\top} u_{o}` has 2 factors; write `u_o`");
});

test("a message within a message is joined in, and several are listed", () => {
  const [a, b, c] = ["a", "b", "c"].map((text) => message`${code(text)}`);
  assert.equal(messageText(message`write ${joinMessages([a, b, c], ", ", " or ")}`), "write `a`, `b` or `c`");
});

test("a page shows the formula of a message as MathML, and code as it stands", () => {
  const page = html(derivation("x: scalar")`x^2 &= (-x)^3 \\ \sigma x x &= x`.lines);
  assert.match(page, /<b>Repair, checked<\/b> (<math|[^<]*<math)/);
  assert.match(page, /<code[^>]*>\\sigma<\/code> applies to is not clear/);
});
