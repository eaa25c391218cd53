import assert from "node:assert/strict";
import { test } from "node:test";
import { findFault, lineAt } from "./check";

const count = 300; // more by `npm run fuzz -- lines`

test(`of ${count} lines by laws and mistakes no false one is called right, and no true one wrong`, () => {
  const made = Array.from({ length: count }, (_, i) => lineAt(20_261_129, i));
  assert.deepEqual(made.flatMap((each) => findFault(each) ?? []), []); // prettier-ignore
  const holding = made.filter(({ holds }) => holds).length;
  assert.ok(holding > count / 4 && holding < (3 * count) / 4, `${holding} of them hold`);
});
