import assert from "node:assert/strict";
import { test } from "node:test";
import { prove } from "../../../dist/derivation/proof/prove";
import { identities } from "./identities";
import { mutants } from "./mutate";
import { compare, uniforms } from "./points";
import type { Claim } from "./write-up-lines";
import { correctLines } from "./write-up-lines";

/** Every EVERYth mutant is tried; EVERY=1 in the environment tries all of them. */
const EVERY = Number(process.env.EVERY ?? 12);

function tryMutants(claims: readonly Claim[], points: number): Record<string, number> {
  const counts = { mutants: 0, proved: 0, refuted: 0, "not proved, though no point refutes it": 0 };
  const random = uniforms(30);
  for (const { name, left, right, assumptions } of claims) {
    for (const [position, mutant] of mutants(right, assumptions).entries()) {
      if (position % EVERY !== 0) continue;
      counts.mutants++;
      const isProved = prove(left, mutant, assumptions).verdict === "proved";
      const first = compare(left, mutant, assumptions, isProved ? points : 5, random);
      const { equal, different } =
        first.different > 0 ? first : compare(left, mutant, assumptions, points, random);
      assert.ok(!isProved || different === 0, `${name}, mutant ${position}: proved, but refuted at a point`);
      if (isProved) counts.proved++;
      else if (different > 0) counts.refuted++;
      else if (equal > 0) counts["not proved, though no point refutes it"]++;
    }
  }
  return counts;
}

test("no mutant of a correct line is proved and refuted", (t) => {
  t.diagnostic(JSON.stringify(tryMutants(correctLines, 100)));
});

test("no mutant of a textbook identity is proved and refuted", (t) => {
  t.diagnostic(JSON.stringify(tryMutants(identities, 100)));
});
