import assert from "node:assert/strict";
import { test } from "node:test";
import { prove } from "../../../dist/derivation/proof/prove";
import { identities } from "./identities";
import { compare, uniforms } from "./points";

for (const { name, left, right, wrong, assumptions } of identities) {
  test(`proved: ${name}`, () => {
    const { verdict, because } = prove(left, right, assumptions);
    assert.equal(verdict, "proved", because);
    const { equal, different } = compare(left, right, assumptions, 20, uniforms(1));
    assert.ok(equal > 0 && different === 0, `${equal} points equal, ${different} different`);
  });

  test(`not proved: a wrong version of ${name}`, () => {
    assert.equal(prove(left, wrong, assumptions).verdict, "not proved");
    assert.ok(compare(left, wrong, assumptions, 20, uniforms(2)).different > 0, "no point refutes it");
  });
}

test("there are at least 60 identities", () => {
  assert.ok(identities.length >= 60, `${identities.length}`);
});
