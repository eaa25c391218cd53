import { bind } from "./bind";
import type { Form, Power, Term } from "../normal-form/form";
import { constant, createPower, form, ONE, single, term } from "../normal-form/form";
import { shiftTerm } from "../normal-form/levels";
import { evenPowerOfCosine } from "./wave";
import { hasReleasableLog, power, releaseLogs } from "./functions";
import type { Rational } from "../normal-form/rational";
import { multiplyRationals } from "../normal-form/rational";
import type { Rules } from "../rules";
import { spend } from "../rules";

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
 * coefficient · Π powers · exp(exponent), without binders, with equal atoms collected. An indicator or a step
 * is its own square; a whole sum that is no longer divided by is multiplied out; exp(k log x) is x^k.
 */
export function assemble(
  depth: number,
  coefficient: Rational,
  powers: readonly Power[],
  exponent: Form,
  rules: Rules,
): Form {
  const { rest, released } = hasReleasableLog(exponent)
    ? releaseLogs(exponent)
    : { rest: exponent, released: [] };
  const roots = released.filter(({ base, exponent: k }) => base.terms.length > 1 && k > 0);
  const rooted = roots.map(({ base, exponent: k }) => createPower({ kind: "whole", of: base }, k));
  const collected = collect([...powers, ...rooted]);
  spend(rules, 1 + collected.length + rest.text.length / 16);
  const wholes = collected.filter(isExpanded);
  const kept = wholes.length === 0 ? collected : collected.filter((factor) => !wholes.includes(factor));
  const simple = form(depth, [term(coefficient, [], kept, rest)]);
  const expanded = wholes.map((factor) => expand(factor, depth, rules));
  const others = released.filter((each) => !roots.includes(each));
  if (expanded.length + others.length === 0) return simple;
  const powersOfOthers = others.map(({ base, exponent: k }) => power(base, k, rules));
  return product(depth, [simple, ...expanded, ...powersOfOthers], rules);
}

/** A whole sum that is not divided by, and a square of a cosine. */
function isExpanded({ atom, exponent }: Power): boolean {
  return atom.kind === "whole" ? exponent > 0 : atom.kind === "wave" && atom.name === "cos" && exponent > 1;
}

function expand({ atom, exponent }: Power, depth: number, rules: Rules): Form {
  if (atom.kind === "whole") return power(atom.of, exponent, rules);
  if (atom.kind !== "wave") return single(depth, atom, exponent);
  const even = evenPowerOfCosine(atom.of, exponent - (exponent % 2), rules);
  return exponent % 2 === 0 ? even : multiply(even, single(depth, atom), rules);
}

function collect(powers: readonly Power[]): Power[] {
  const collected = new Map<string, Power>();
  for (const factor of powers) {
    const same = collected.get(factor.text);
    const isIndicator = factor.atom.kind === "delta" || factor.atom.kind === "step";
    const exponent = isIndicator ? 1 : factor.exponent + (same?.exponent ?? 0);
    collected.set(factor.text, { ...factor, exponent });
  }
  return [...collected.values()].filter(({ exponent }) => exponent !== 0);
}
