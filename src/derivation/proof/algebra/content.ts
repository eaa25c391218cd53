import type { Form, Power, Term } from "../normal-form/form";
import { form, MINUS_ONE, ONE, createPower, term, zero } from "../normal-form/form";
import { atomMentions, shiftAtom, shiftTerm, termMentions } from "../normal-form/levels";
import { add, assemble, multiply, scale } from "./multiply";
import { rational } from "../normal-form/rational";
import type { Rules } from "../rules";
import { spend } from "../rules";

/** of = content · rest, where content is one product without sums. */
export interface Extracted {
  readonly content: Term;
  readonly rest: Form;
}

/**
 * Takes out of a sum all factors that its terms share: denominators, powers, the smallest exponential and
 * the leading coefficient. Sums that differ only by such a factor leave the same rest, since each choice
 * moves along with the factor; that is why e^a/(e^a + e^b) and 1/(1 + e^(b−a)) come out the same.
 */
export function extract(of: Form, rules: Rules): Extracted {
  const cleared = clearDenominators(of, rules);
  if (cleared.rest.terms.length === 0) return { content: unit(of.depth), rest: cleared.rest };
  const powers = sharedPowers(cleared.rest);
  const exponent = smallestExponent(cleared.rest);
  const shared = form(of.depth, [term(ONE, [], invert(powers), scale(exponent, MINUS_ONE))]);
  const divided = multiply(cleared.rest, shared, rules);
  if (divided.terms.length === 0) return { content: unit(of.depth), rest: divided };
  const { numerator, denominator } = divided.terms[0].coefficient;
  const factors = [...cleared.denominators, ...powers];
  const content = assemble(of.depth, rational(numerator, denominator), factors, exponent, rules);
  return { content: content.terms[0], rest: scale(divided, rational(denominator, numerator)) };
}

function unit(depth: number): Term {
  return term(ONE, [], [], zero(depth));
}

/** of = Π denominators · rest, where rest divides only by what depends on the indices it sums over. */
function clearDenominators(of: Form, rules: Rules): { denominators: Power[]; rest: Form } {
  const worst = new Map<string, Power>();
  for (const factor of of.terms.flatMap((part) => outerPowers(part, of.depth))) {
    if (factor.exponent < (worst.get(factor.text)?.exponent ?? 0)) worst.set(factor.text, factor);
  }
  const denominators = [...worst.values()];
  if (denominators.length === 0) return { denominators, rest: of };
  spend(rules, 1);
  const multiplier = form(of.depth, [term(ONE, [], invert(denominators), zero(of.depth))]);
  const again = clearDenominators(multiply(of, multiplier, rules), rules);
  return { denominators: [...denominators, ...again.denominators], rest: again.rest };
}

/** The powers that divide every term; exponents are not negative once denominators are cleared. */
function sharedPowers(of: Form): Power[] {
  const others = of.terms.map((part) => outerPowers(part, of.depth));
  return others[0].flatMap(({ atom, text }) => {
    const exponents = others.map((powers) => powers.find((factor) => factor.text === text)?.exponent ?? 0);
    const least = Math.min(...exponents);
    return least > 0 ? [createPower(atom, least)] : [];
  });
}

/** A term's powers that do not depend on the indices it sums over, moved outside its sums. */
function outerPowers({ powers, binders }: Term, depth: number): Power[] {
  const inner = depth + binders.length;
  return powers
    .filter(({ atom }) => atom.kind !== "delta" && atom.kind !== "step" && !atomMentions(atom, depth, inner))
    .map(({ atom, exponent }) => createPower(shiftAtom(atom, inner, -binders.length), exponent));
}

/**
 * The smallest exponent of the terms, as far as it does not depend on the indices they sum over. One
 * exponent is smaller than another if the leading coefficient of their difference is negative: an order
 * that does not change when the same is added to both.
 */
function smallestExponent(of: Form): Form {
  const exponents = of.terms.map(({ exponent, binders }) => {
    const inner = of.depth + binders.length;
    const outer = exponent.terms.filter((part) => !termMentions(part, of.depth, inner));
    return form(
      of.depth,
      outer.map((part) => shiftTerm(part, inner, -binders.length)),
    );
  });
  return exponents.reduce((least, next) => {
    const [leading] = add(of.depth, [next, scale(least, MINUS_ONE)]).terms;
    return leading !== undefined && leading.coefficient.numerator < 0n ? next : least;
  });
}

function invert(powers: readonly Power[]): Power[] {
  return powers.map(({ atom, exponent }) => createPower(atom, -exponent));
}
