import { extract } from "./content";
import type { Form, Term } from "./form";
import { constant, form, isOne, ONE, powerOf, single, term } from "./form";
import { assemble, multiply, product, scale } from "./multiply";
import { powerOfRational, rational } from "./rational";
import type { Rules } from "./rules";
import { Undecided } from "./undecided";

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
  const powers = of.powers.map(({ atom, exponent }) => powerOf(atom, exponent * k));
  const exponent = scale(of.exponent, rational(BigInt(k)));
  return assemble(depth, powerOfRational(of.coefficient, k), powers, exponent, rules);
}

/** 1 / of: the common factors are inverted one by one, and what is left is divided by as a whole. */
function inverse(of: Form, rules: Rules): Form {
  const { content, rest } = extract(of, rules);
  if (rest.terms.length === 0) throw new Undecided("a denominator is 0");
  const divided = powerOfMonomial(content, of.depth, -1, rules);
  return isOne(rest) ? divided : multiply(divided, single(of.depth, { kind: "whole", of: rest }, -1), rules);
}

/** exp(of) as one factor, except that exp(k log x) is x^k for integer k (where log x is defined). */
export function exponential(of: Form, rules: Rules): Form {
  const logs = of.terms.filter(isReleasableLog);
  const rest = form(
    of.depth,
    of.terms.filter((part) => !logs.includes(part)),
  );
  const factor = form(of.depth, [term(ONE, [], [], rest)]);
  const powers = logs.flatMap(({ coefficient, powers: [{ atom }] }) =>
    atom.kind === "log" ? [power(atom.of, Number(coefficient.numerator), rules)] : [],
  );
  return product(of.depth, [factor, ...powers], rules);
}

/** Whether exp of the form has a factor x^k in disguise. */
export function hasReleasableLog(of: Form): boolean {
  return of.terms.some(isReleasableLog);
}

function isReleasableLog({ coefficient, binders, powers, exponent }: Term): boolean {
  return (
    coefficient.denominator === 1n &&
    binders.length === 0 &&
    exponent.terms.length === 0 &&
    powers.length === 1 &&
    powers[0].atom.kind === "log" &&
    powers[0].exponent === 1
  );
}
