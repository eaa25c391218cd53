import assert from "node:assert/strict";
import { test } from "node:test";
import { prove } from "../../../dist/derivation/proof/prove";
import { correctLines, wrongLines } from "./write-up-lines";

test("every correct line of (a) to (f) is proved for every size", (t) => {
  const start = performance.now();
  for (const { name, left, right, setting } of correctLines) {
    const t0 = performance.now();
    const { verdict, because } = prove(left, right, setting);
    if (process.env.SHOW) console.log(verdict, name, (performance.now() - t0).toFixed(1), because);
    else assert.equal(verdict, "proved", `${name}: ${because}`);
  }
  t.diagnostic(`${correctLines.length} lines in ${Math.round(performance.now() - start)} ms`);
});

for (const { name, left, right, setting } of wrongLines) {
  test(`not proved: ${name}`, () => {
    assert.equal(prove(left, right, setting).verdict, "not proved");
  });
}
