import type { Form } from "../normal-form/form";
import { constant, MINUS_ONE, ONE, single, zero } from "../normal-form/form";
import type { Rules } from "../rules";
import type { Wave } from "../scalar";
import { power } from "./functions";
import { add, scale } from "./multiply";

/** sin or cos of a form, with the sign of its leading term taken out: sin(-x) = -sin x, cos(-x) = cos x. */
export function createWave(name: Wave, of: Form): Form {
  const { depth } = of;
  if (of.terms.length === 0) return name === "sin" ? zero(depth) : constant(depth, ONE);
  const isTurned = of.terms[0].coefficient.numerator < 0n;
  const wave = single(depth, { kind: "wave", name, of: isTurned ? scale(of, MINUS_ONE) : of });
  return isTurned && name === "sin" ? scale(wave, MINUS_ONE) : wave;
}

/** cos^(2k) x = (1 - sin² x)^k. */
export function evenPowerOfCosine(of: Form, exponent: number, rules: Rules): Form {
  const sine = power(createWave("sin", of), 2, rules);
  const square = add(of.depth, [constant(of.depth, ONE), scale(sine, MINUS_ONE)]);
  return power(square, exponent / 2, rules);
}

/** sin′ = cos, cos′ = -sin. */
export function slopeOfWave(name: Wave, of: Form): Form {
  return name === "sin" ? createWave("cos", of) : scale(createWave("sin", of), MINUS_ONE);
}
