import assert from "node:assert/strict";
import { test } from "node:test";
import type { Form } from "../../../../dist/derivation/proof/normal-form/form";
import { normalise } from "../../../../dist/derivation/proof/normalise";
import { prove } from "../../../../dist/derivation/proof/prove";
import { createRules } from "../../../../dist/derivation/proof/rules";
import type { Scalar } from "../../../../dist/derivation/proof/scalar";
import { Undecided } from "../../../../dist/derivation/proof/undecided";
import { compare, uniforms } from "../points";
import { randomScalar, randomAssumptions } from "../random-scalars";
import { toScalar } from "./to-scalar";

const POINTS = 10_000;

/** Sums nested deeper than this take too long to add up. */
const MOST_SUMS = 5;

test("a normal form has the value of its expression at 10,000 random points, sizes from 0 to 3", (t) => {
  const random = uniforms(20);
  let [points, expressions, skipped] = [0, 0, 0];
  while (points < POINTS) {
    const assumptions = randomAssumptions[expressions++ % randomAssumptions.length];
    const scalar = randomScalar(random, 9);
    const form = tryNormalise(scalar, assumptions);
    if (form === undefined || nesting(form) > MOST_SUMS) {
      skipped++;
      continue;
    }
    const { equal, different } = compare(scalar, toScalar(form), assumptions, 4, random);
    assert.equal(
      different,
      0,
      `expression ${expressions}: ${JSON.stringify(scalar, bigintsAsText)} ${form.text}`,
    );
    points += equal;
  }
  t.diagnostic(`${expressions} expressions, ${points} points, ${skipped} expressions too large`);
});

function tryNormalise(scalar: Scalar, assumptions: (typeof randomAssumptions)[number]): Form | undefined {
  try {
    return normalise(scalar, createRules(assumptions, 2_000));
  } catch (error) {
    if (error instanceof Undecided) return undefined;
    throw error;
  }
}

function nesting({ terms }: Form): number {
  const depths = terms.map(({ binders, powers, exponent }) => {
    const inner = powers.map(({ atom }) => ("of" in atom ? nesting(atom.of) : 0));
    return binders.length + Math.max(nesting(exponent), ...inner);
  });
  return Math.max(0, ...depths);
}

function bigintsAsText(_: string, value: unknown): unknown {
  return typeof value === "bigint" ? `${value}` : value;
}

test("an expression is proved equal to its normal form", () => {
  const random = uniforms(21);
  let [proved, tried] = [0, 0];
  for (let i = 0; i < 500; i++) {
    const assumptions = randomAssumptions[i % randomAssumptions.length];
    const scalar = randomScalar(random, 8);
    const form = tryNormalise(scalar, assumptions);
    if (form === undefined) continue;
    tried++;
    if (prove(scalar, toScalar(form), assumptions).verdict === "proved") proved++;
  }
  assert.ok(proved >= 0.99 * tried, `${proved} of ${tried}`);
});
