import type { Form, Power } from "./form";
import type { Rules } from "./rules";

/**
 * Whether a form is known to be 0 or more wherever it is defined: every term is a positive multiple of
 * factors that are. Exponentials are, even powers are, and entries are where a hypothesis says so.
 */
export function isNonnegative(of: Form, rules: Rules): boolean {
  return of.terms.every(
    ({ coefficient, powers }) =>
      coefficient.numerator > 0n && powers.every((factor) => isNonnegativePower(factor, rules)),
  );
}

export function isNonnegativePower({ atom, exponent }: Power, rules: Rules): boolean {
  if (exponent % 2 === 0) return true;
  switch (atom.kind) {
    case "entry":
      return rules.positive.has(atom.name);
    case "delta":
      return true;
    case "log":
      return false;
    case "whole":
      return isNonnegative(atom.of, rules);
  }
}
