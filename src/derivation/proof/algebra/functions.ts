import { extract } from "./content";
import type { Form, Term } from "../normal-form/form";
import { constant, form, isOne, ONE, createPower, single, term } from "../normal-form/form";
import { assemble, multiply, product, scale } from "./multiply";
import { raiseRational, rational } from "../normal-form/rational";
import type { Rules } from "../rules";
import { Undecided } from "../undecided";

/** Powers beyond this are not multiplied out. */
const LARGEST_EXPONENT = 1000;

/** of^k. A product is raised factor by factor, a sum is multiplied out or, for negative k, divided by. */
export function power(of: Form, k: number, rules: Rules): Form {
  if (k === 0) return constant(of.depth, ONE);
  if (Math.abs(k) > LARGEST_EXPONENT) throw new Undecided(`the exponent ${k} is too large to decide`);
  if (k < 0) return power(inverse(of, rules), -k, rules);
  const [only] = of.terms;
  if (of.terms.length === 1 && only.binders.length === 0) return powerOfMonomial(only, of.depth, k, rules);
  return product(of.depth, Array<Form>(k).fill(of), rules);
}

function powerOfMonomial(of: Term, depth: number, k: number, rules: Rules): Form {
  const powers = of.powers.map(({ atom, exponent }) => createPower(atom, exponent * k));
  const exponent = scale(of.exponent, rational(BigInt(k)));
  return assemble(depth, raiseRational(of.coefficient, k), powers, exponent, rules);
}

/** 1 / of: the common factors are inverted one by one, and what is left is divided by as a whole. */
function inverse(of: Form, rules: Rules): Form {
  const { content, rest } = extract(of, rules);
  if (rest.terms.length === 0) throw new Undecided("a denominator is 0");
  const divided = powerOfMonomial(content, of.depth, -1, rules);
  return isOne(rest) ? divided : multiply(divided, single(of.depth, { kind: "whole", of: rest }, -1), rules);
}

/** exp(of) as one factor, except that exp(c log x) is x^k exp((c − k) log x), with k the whole part of c. */
export function exponential(of: Form, rules: Rules): Form {
  const { rest, released } = releaseLogs(of);
  const factor = form(of.depth, [term(ONE, [], [], rest)]);
  const powers = released.map(({ base, exponent }) => power(base, exponent, rules));
  return product(of.depth, [factor, ...powers], rules);
}

/** The powers x^k that an exponent hides, and what is left of it, where each log x has a factor from 0 to 1. */
export function releaseLogs(of: Form): { rest: Form; released: { base: Form; exponent: number }[] } {
  const released = of.terms.flatMap((part) => {
    const [factor] = part.powers;
    const exponent = Number(wholePart(part));
    return exponent !== 0 && factor.atom.kind === "log" ? [{ base: factor.atom.of, exponent }] : [];
  });
  const left = of.terms.map((part) => {
    const { numerator, denominator } = part.coefficient;
    return { ...part, coefficient: rational(numerator - wholePart(part) * denominator, denominator) };
  });
  return {
    rest: form(
      of.depth,
      left.filter(({ coefficient }) => coefficient.numerator !== 0n),
    ),
    released,
  };
}

/** Whether exp of the form has a factor x^k in disguise. */
export function hasReleasableLog(of: Form): boolean {
  return of.terms.some((part) => wholePart(part) !== 0n);
}

/** The whole part of the coefficient of a single logarithm, rounded down; 0 for any other term. */
function wholePart({ coefficient, binders, powers, exponent }: Term): bigint {
  const isLog =
    binders.length === 0 &&
    exponent.terms.length === 0 &&
    powers.length === 1 &&
    powers[0].atom.kind === "log" &&
    powers[0].exponent === 1;
  if (!isLog) return 0n;
  const { numerator, denominator } = coefficient;
  const quotient = numerator / denominator;
  return numerator < 0n && numerator % denominator !== 0n ? quotient - 1n : quotient;
}
