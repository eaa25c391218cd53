import assert from "node:assert/strict";
import { test } from "node:test";
import { prove } from "../../../dist/derivation/proof/prove";
import { compare, uniforms } from "./points";
import { correctLines, wrongLines } from "./write-up-lines";

test("every correct line of (a) to (f) is proved for every size", (t) => {
  const start = process.cpuUsage();
  for (const { name, left, right, assumptions } of correctLines) {
    const { verdict, because } = prove(left, right, assumptions);
    assert.equal(verdict, "proved", `${name}: ${because}`);
  }
  const { user, system } = process.cpuUsage(start);
  t.diagnostic(`${correctLines.length} lines in ${Math.round((user + system) / 1000)} ms of processor time`);
});

test("every correct line of (a) to (f) holds at random points", () => {
  for (const { name, left, right, assumptions } of correctLines) {
    const { equal, different } = compare(left, right, assumptions, 10, uniforms(3));
    assert.ok(equal > 0 && different === 0, `${name}: ${equal} points equal, ${different} different`);
  }
});

for (const { name, left, right, assumptions } of wrongLines) {
  test(`not proved: ${name}`, () => {
    assert.equal(prove(left, right, assumptions).verdict, "not proved");
    assert.ok(compare(left, right, assumptions, 100, uniforms(4)).different > 0, "no point refutes it");
  });
}
