import { bind } from "./bind";
import type { Atom, Form, Power, Term } from "./form";
import { form, single, term, zero } from "./form";
import { power } from "./functions";
import { indicator } from "./indicator";
import { add, multiply, product, scale } from "./multiply";
import type { Place } from "./place";
import { rational } from "./rational";
import type { Rules } from "./rules";

/** One entry, of an array `name`, as a variable. Its places lie outside the form that is differentiated. */
export interface Variable {
  readonly name: string;
  readonly places: readonly Place[];
}

/**
 * The derivative by one entry: the product rule over the factors of each term, under its sums. An entry
 * of the same array yields one indicator for each index: ∂A_ij/∂A_kl = 1[i = k] 1[j = l].
 */
export function differentiate(of: Form, by: Variable, rules: Rules): Form {
  return add(
    of.depth,
    of.terms.map((part) =>
      bind(slopeOfBody(part, of.depth + part.binders.length, by, rules), part.binders, rules),
    ),
  );
}

/** Σ_factors (slope of the factor) · (the term without it). */
function slopeOfBody(of: Term, depth: number, by: Variable, rules: Rules): Form {
  const whole = form(depth, [term(of.coefficient, [], of.powers, of.exponent)]);
  const slopes = of.powers.map((factor) => {
    const others = of.powers.filter((other) => other !== factor);
    const rest = form(depth, [term(of.coefficient, [], others, of.exponent)]);
    return multiply(slopeOfPower(factor, depth, by, rules), rest, rules);
  });
  return add(depth, [...slopes, multiply(differentiate(of.exponent, by, rules), whole, rules)]);
}

/** k x^(k−1) ∂x. */
function slopeOfPower({ atom, exponent }: Power, depth: number, by: Variable, rules: Rules): Form {
  const slope = slopeOfAtom(atom, depth, by, rules);
  if (exponent === 1 || slope.terms.length === 0) return slope;
  const lower = single(depth, atom, exponent - 1);
  return scale(multiply(lower, slope, rules), rational(BigInt(exponent)));
}

function slopeOfAtom(atom: Atom, depth: number, by: Variable, rules: Rules): Form {
  switch (atom.kind) {
    case "entry": {
      if (atom.name !== by.name || atom.places.length !== by.places.length) return zero(depth);
      const indicators = atom.places.map((place, position) =>
        indicator(place, by.places[position], depth, rules),
      );
      return product(depth, indicators, rules);
    }
    case "delta":
      return zero(depth);
    case "log":
      return multiply(differentiate(atom.of, by, rules), power(atom.of, -1, rules), rules);
    case "whole":
      return differentiate(atom.of, by, rules);
  }
}
