import { extract } from "./content";
import type { Form, Power } from "../normal-form/form";
import { constant, form, isOne, MINUS_ONE, ONE, single, term, zero } from "../normal-form/form";
import { add, multiply, scale } from "./multiply";
import type { Rational } from "../normal-form/rational";
import { rational } from "../normal-form/rational";
import type { Rules } from "../rules";
import { isNonnegative, isNonnegativePower } from "../sign";
import { Undecided } from "../undecided";

/** Divisors beyond this are not looked for. */
const LARGEST_DIVISOR = 1000n;

/**
 * log(of), split as far as the factors are known not to be negative: log(a b) = log a + log b holds where
 * the left side is defined as soon as a ≥ 0, for then a > 0, and so is b. Other factors stay together.
 */
export function logarithm(of: Form, rules: Rules): Form {
  const { content, rest } = extract(of, rules);
  if (rest.terms.length === 0) throw new Undecided("the argument of a logarithm is 0");
  const { depth } = of;
  const { numerator, denominator } = content.coefficient;
  const isPositive = numerator > 0n;
  const known = content.powers.filter((factor) => isNonnegativePower(factor, rules));
  const unknown = content.powers.filter((factor) => !known.includes(factor));
  const signed = form(depth, [term(isPositive ? ONE : MINUS_ONE, [], unknown, zero(depth))]);
  const parts = isNonnegative(rest, rules) ? [signed, rest] : [multiply(signed, rest, rules)];
  return add(depth, [
    content.exponent,
    logOfRational(depth, isPositive ? numerator : -numerator, denominator),
    ...known.map((factor) => logOfPower(factor, depth, rules)),
    ...parts.map((part) => logOfPart(part, rules)),
  ]);
}

/** The logarithm of what cannot be split; of a single power x^k, k log x, if that has the same sign as x. */
function logOfPart(of: Form, rules: Rules): Form {
  if (isOne(of)) return zero(of.depth);
  const [{ coefficient, binders, powers, exponent }] = of.terms;
  const isPower =
    of.terms.length === 1 && binders.length + exponent.terms.length === 0 && powers.length === 1;
  return isPower && coefficient === ONE ? logOfPower(powers[0], of.depth, rules) : logAtom(of);
}

function logOfPower(factor: Power, depth: number, rules: Rules): Form {
  const { atom, exponent } = factor;
  const base = atom.kind === "whole" ? atom.of : single(depth, atom);
  if (exponent % 2 !== 0 || isNonnegative(base, rules))
    return scale(logAtom(base), rational(BigInt(exponent)));
  if (exponent > 0 || atom.kind === "whole") return logAtom(single(depth, atom, exponent));
  return scale(logAtom(single(depth, atom, -exponent)), MINUS_ONE);
}

function logAtom(of: Form): Form {
  return single(of.depth, { kind: "log", of });
}

/** log(numerator / denominator) as a sum over prime factors. */
function logOfRational(depth: number, numerator: bigint, denominator: bigint): Form {
  const logs = (value: bigint, sign: Rational): Form[] =>
    primeFactors(value).map((prime) => scale(logAtom(constant(depth, rational(prime))), sign));
  return add(depth, [...logs(numerator, ONE), ...logs(denominator, MINUS_ONE)]);
}

function primeFactors(value: bigint): bigint[] {
  const factors: bigint[] = [];
  let left = value;
  for (let divisor = 2n; divisor <= LARGEST_DIVISOR && divisor <= left; divisor++) {
    for (; left % divisor === 0n; left /= divisor) factors.push(divisor);
  }
  return left > 1n ? [...factors, left] : factors;
}
