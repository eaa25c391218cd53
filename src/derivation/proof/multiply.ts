import { bind } from "./bind";
import type { Form, Power, Term } from "./form";
import { constant, form, ONE, single, term, zero } from "./form";
import { shiftTerm } from "./levels";
import { exponential, hasReleasableLog, power } from "./functions";
import type { Rational } from "./rational";
import { multiplyRationals } from "./rational";
import type { Rules } from "./rules";
import { spend } from "./rules";

/** The sum of forms at one depth. */
export function add(depth: number, forms: readonly Form[]): Form {
  const parts = forms.filter(({ terms }) => terms.length > 0);
  if (parts.length === 1) return parts[0];
  return form(
    depth,
    parts.flatMap(({ terms }) => terms),
  );
}

/** A rational multiple. */
export function scale(of: Form, by: Rational): Form {
  return form(
    of.depth,
    of.terms.map((part) => ({ ...part, coefficient: multiplyRationals(part.coefficient, by) })),
  );
}

/** The product of forms at one depth, multiplied out: (Σ_i a_i)(Σ_j b_j) = Σ_i Σ_j a_i b_j. */
export function multiply(left: Form, right: Form, rules: Rules): Form {
  const products = left.terms.flatMap((a) =>
    right.terms.flatMap((b) => multiplyTerms(a, b, left.depth, rules).terms),
  );
  return form(left.depth, products);
}

/** The product of any number of forms at one depth. */
export function product(depth: number, factors: readonly Form[], rules: Rules): Form {
  if (factors.length === 0) return constant(depth, ONE);
  return factors.reduce((left, right) => multiply(left, right, rules));
}

/**
 * Joins the binders, the left ones outside: the right term's levels move past them, so that no two sums
 * share an index. Powers of equal atoms collect, and exponentials join into one.
 */
function multiplyTerms(left: Term, right: Term, depth: number, rules: Rules): Form {
  const coefficient = multiplyRationals(left.coefficient, right.coefficient);
  if (isConstant(left) && isAssembled(right)) return form(depth, [{ ...right, coefficient }]);
  if (isConstant(right) && isAssembled(left)) return form(depth, [{ ...left, coefficient }]);
  const binders = [...left.binders, ...right.binders];
  const a = shiftTerm(left, depth + left.binders.length, right.binders.length);
  const b = shiftTerm(right, depth, left.binders.length);
  const inner = depth + binders.length;
  spend(rules, binders.length);
  const body = assemble(
    inner,
    coefficient,
    [...a.powers, ...b.powers],
    add(inner, [a.exponent, b.exponent]),
    rules,
  );
  return bind(body, binders, rules);
}

function isConstant({ text }: Term): boolean {
  return text === "[]";
}

/** Whether nothing in a term is left to be multiplied out, as there is in the factor that clears a denominator. */
function isAssembled({ powers, exponent }: Term): boolean {
  return (
    !hasReleasableLog(exponent) && powers.every(({ atom, exponent: k }) => atom.kind !== "whole" || k < 0)
  );
}

/**
 * coefficient · Π powers · exp(exponent), without binders, with equal atoms collected. An indicator is its
 * own square; a whole sum that is no longer divided by is multiplied out; exp(k log x) is x^k.
 */
export function assemble(
  depth: number,
  coefficient: Rational,
  powers: readonly Power[],
  exponent: Form,
  rules: Rules,
): Form {
  const collected = collect(powers);
  spend(rules, 1 + collected.length + exponent.text.length / 16);
  const wholes = collected.filter(({ atom, exponent: k }) => atom.kind === "whole" && k > 0);
  const kept = wholes.length === 0 ? collected : collected.filter((factor) => !wholes.includes(factor));
  const releases = hasReleasableLog(exponent);
  const core = form(depth, [term(coefficient, [], kept, releases ? zero(depth) : exponent)]);
  if (wholes.length === 0 && !releases) return core;
  const expanded = wholes.map(({ atom, exponent: k }) =>
    atom.kind === "whole" ? power(atom.of, k, rules) : single(depth, atom, k),
  );
  return product(depth, [core, ...expanded, ...(releases ? [exponential(exponent, rules)] : [])], rules);
}

function collect(powers: readonly Power[]): Power[] {
  const collected = new Map<string, Power>();
  for (const factor of powers) {
    const same = collected.get(factor.text);
    const exponent = factor.atom.kind === "delta" ? 1 : factor.exponent + (same?.exponent ?? 0);
    collected.set(factor.text, { ...factor, exponent });
  }
  return [...collected.values()].filter(({ exponent }) => exponent !== 0);
}
