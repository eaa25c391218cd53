import type { Form, Power, Term } from "./normal-form/form";
import type { Rational } from "./normal-form/rational";
import { addRationals } from "./normal-form/rational";
import type { Rules } from "./rules";
import { isQuadratic } from "./squares";

/**
 * Whether a form is known to be 0 or more wherever it is defined: every term is a positive multiple of
 * factors that are. Exponentials are, even powers and quadratic forms are, and entries are where a hypothesis says so. What is taken
 * away is covered by a term that is at least as large, as in 1 − x where x is at most 1.
 */
export function isNonnegative(of: Form, rules: Rules): boolean {
  const taken = of.terms.filter(({ coefficient }) => coefficient.numerator < 0n);
  const given = of.terms.filter(({ coefficient }) => coefficient.numerator > 0n);
  const isPositive = (factor: Power): boolean => isNonnegativePower(factor, rules);
  if (!given.every((part) => part.powers.every(isPositive) || isQuadratic(part, of.depth, rules, isPositive)))
    return false;
  const left = new Map<Term, Rational>(given.map((part) => [part, part.coefficient]));
  return taken.every((part) => {
    for (const [cover, coefficient] of left) {
      const rest = addRationals(coefficient, part.coefficient);
      if (rest.numerator < 0n || !covers(cover, part, rules)) continue;
      left.set(cover, rest);
      return true;
    }
    return false;
  });
}

/** Whether a term is another one times factors between 0 and 1, coefficients apart. */
function covers(cover: Term, part: Term, rules: Rules): boolean {
  if (cover.binders.join() !== part.binders.join() || cover.exponent.text !== part.exponent.text)
    return false;
  const inCover = new Map(cover.powers.map((factor) => [factor.text, factor.exponent]));
  const isKept = cover.powers.every(({ text }) => part.powers.some((factor) => factor.text === text));
  return (
    isKept &&
    part.powers.every((factor) => {
      const more = factor.exponent - (inCover.get(factor.text) ?? 0);
      return more === 0 || (more > 0 && isBetween0And1(factor, rules));
    })
  );
}

function isBetween0And1({ atom }: Power, rules: Rules): boolean {
  if (atom.kind === "delta" || atom.kind === "step") return true;
  return atom.kind === "entry" && rules.positive.has(atom.name) && rules.atMostOne.has(atom.name);
}

export function isNonnegativePower({ atom, exponent }: Power, rules: Rules): boolean {
  if (exponent % 2 === 0) return true;
  switch (atom.kind) {
    case "entry":
      return rules.positive.has(atom.name);
    case "delta":
    case "step":
      return true;
    case "log":
    case "wave":
      return false;
    case "whole":
      return isNonnegative(atom.of, rules);
  }
}
