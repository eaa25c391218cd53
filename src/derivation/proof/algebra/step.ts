import type { Form, Power } from "../normal-form/form";
import { constant, createPower, form, isOne, MINUS_ONE, ONE, single, term, zero } from "../normal-form/form";
import { rational } from "../normal-form/rational";
import type { Rules } from "../rules";
import { isNonnegative, isNonnegativePower } from "../sign";
import { extract } from "./content";
import { power } from "./functions";
import { add, product, scale } from "./multiply";

/**
 * step(of): 1 where the form is positive and 0 where it is negative. Only signs matter: of a product they multiply,
 * positive factors are left out, an odd power counts once, and step(-x) = 1 - step(x). All of it holds away from
 * kinks; a step of what is 0 everywhere stays a number that is not known, 0 or 1.
 */
export function createStep(of: Form, rules: Rules): Form {
  if (of.terms.length === 0) return stepAtom(of, rules);
  const { content, rest } = extract(of, rules);
  const odd = content.powers
    .filter((factor) => factor.exponent % 2 !== 0 && !isNonnegativePower(factor, rules))
    .map((factor) => firstPower(factor, of.depth, rules));
  const steps = [...odd, ...(isOne(rest) ? [] : [rest])].map((factor) => stepOfSum(factor, rules));
  const isNegated = content.coefficient.numerator < 0n;
  if (steps.length === 1) return isNegated ? complement(steps[0]) : steps[0];
  const signs = steps.map((step) =>
    add(of.depth, [scale(step, rational(2n)), constant(of.depth, MINUS_ONE)]),
  );
  const sign = scale(product(of.depth, signs, rules), isNegated ? MINUS_ONE : ONE);
  return scale(add(of.depth, [sign, constant(of.depth, ONE)]), rational(1n, 2n));
}

function firstPower({ atom }: Power, depth: number, rules: Rules): Form {
  return atom.kind === "whole"
    ? power(atom.of, 1, rules)
    : form(depth, [term(ONE, [], [createPower(atom, 1)], zero(depth))]);
}

function stepOfSum(of: Form, rules: Rules): Form {
  const opposite = scale(of, MINUS_ONE);
  if (isNonnegative(of, rules)) return constant(of.depth, ONE);
  if (isNonnegative(opposite, rules)) return zero(of.depth);
  if (of.terms[0].coefficient.numerator < 0n) return complement(stepAtom(opposite, rules));
  return stepAtom(of, rules);
}

function stepAtom(of: Form, rules: Rules): Form {
  const known = rules.steps.get(of.text);
  if (known !== undefined) return known ? constant(of.depth, ONE) : zero(of.depth);
  return single(of.depth, { kind: "step", of });
}

const complement = (of: Form): Form => add(of.depth, [constant(of.depth, ONE), scale(of, MINUS_ONE)]);
