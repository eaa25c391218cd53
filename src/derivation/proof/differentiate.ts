import { bind } from "./algebra/bind";
import { determinantName, inverseName } from "./matrix-names";
import { slopeOfWave } from "./algebra/wave";
import type { Atom, Form, Power, Term } from "./normal-form/form";
import { form, MINUS_ONE, single, term, zero } from "./normal-form/form";
import { power } from "./algebra/functions";
import { indicator } from "./indicator";
import { add, multiply, product, scale } from "./algebra/multiply";
import type { FormIndex } from "./normal-form/form-index";
import { rational } from "./normal-form/rational";
import type { Inverted, Rules } from "./rules";
import { createEntry } from "./algebra/entry";
import { takeEntry } from "./algebra/inverted";

type EntryAtom = Extract<Atom, { kind: "entry" }>;

/** One entry, of an array `name`, as a variable. Its indices lie outside the form that is differentiated. */
export interface Variable {
  readonly name: string;
  readonly indices: readonly FormIndex[];
}

/**
 * The derivative by one entry: the product rule over the factors of each term, under its sums. An entry
 * of the same array yields one indicator for each index: ∂A_ij/∂A_kl = 1[i = k] 1[j = l].
 */
export function differentiate(of: Form, by: Variable, rules: Rules): Form {
  return add(
    of.depth,
    of.terms.map((part) =>
      bind(differentiateBody(part, of.depth + part.binders.length, by, rules), part.binders, rules),
    ),
  );
}

/** Σ_factors (slope of the factor) · (the term without it). */
function differentiateBody(of: Term, depth: number, by: Variable, rules: Rules): Form {
  const whole = form(depth, [term(of.coefficient, [], of.powers, of.exponent)]);
  const slopes = of.powers.map((factor) => {
    const others = of.powers.filter((other) => other !== factor);
    const rest = form(depth, [term(of.coefficient, [], others, of.exponent)]);
    return multiply(differentiatePower(factor, depth, by, rules), rest, rules);
  });
  return add(depth, [...slopes, multiply(differentiate(of.exponent, by, rules), whole, rules)]);
}

/** k x^(k−1) ∂x. */
function differentiatePower({ atom, exponent }: Power, depth: number, by: Variable, rules: Rules): Form {
  const slope = differentiateAtom(atom, depth, by, rules);
  if (exponent === 1 || slope.terms.length === 0) return slope;
  const lower = single(depth, atom, exponent - 1);
  return scale(multiply(lower, slope, rules), rational(BigInt(exponent)));
}

function differentiateAtom(atom: Atom, depth: number, by: Variable, rules: Rules): Form {
  switch (atom.kind) {
    case "entry": {
      const inverted = rules.inverted.get(atom.name);
      if (inverted) return slopeOfInverted(atom, inverted, depth, by, rules);
      if (atom.name === inverseName(by.name)) return slopeOfInverse(atom, depth, by, rules);
      if (atom.name === determinantName(by.name)) return slopeOfDeterminant(atom, depth, by, rules);
      if (atom.name !== by.name || atom.indices.length !== by.indices.length) return zero(depth);
      const indicators = atom.indices.map((index, position) =>
        indicator(index, by.indices[position], depth, rules),
      );
      return product(depth, indicators, rules);
    }
    case "delta":
    case "step":
      return zero(depth);
    case "wave": {
      const outer = slopeOfWave(atom.name, atom.of);
      return multiply(differentiate(atom.of, by, rules), outer, rules);
    }
    case "log":
      return multiply(differentiate(atom.of, by, rules), power(atom.of, -1, rules), rules);
    case "whole":
      return differentiate(atom.of, by, rules);
  }
}

/** ∂(A⁻¹)_ij / ∂A_kl = -(A⁻¹)_ik (A⁻¹)_lj. */
function slopeOfInverse(atom: EntryAtom, depth: number, by: Variable, rules: Rules): Form {
  const [[i, j], [k, l]] = [atom.indices, by.indices];
  const entries = [
    [i, k],
    [l, j],
  ].map((indices) => single(depth, { ...atom, indices }));
  return scale(product(depth, entries, rules), MINUS_ONE);
}

/** ∂ det A / ∂A_kl = det A · (A⁻¹)_lk, Jacobi's formula. */
function slopeOfDeterminant(atom: EntryAtom, depth: number, by: Variable, rules: Rules): Form {
  const [k, l] = by.indices;
  const inverse: Atom = { kind: "entry", name: inverseName(by.name), indices: [l, k] };
  return multiply(single(depth, atom), single(depth, inverse), rules);
}

/** ∂(M⁻¹)_ij = -Σ_ab (M⁻¹)_ia ∂M_ab (M⁻¹)_bj, for a matrix that is an expression. */
function slopeOfInverted(
  { name, indices: [i, j] }: EntryAtom,
  inverted: Inverted,
  depth: number,
  by: Variable,
  rules: Rules,
): Form {
  const { range } = inverted;
  const [a, b] = [0, 1].map((each): FormIndex => ({ kind: "bound", level: depth + each, range }));
  const inner = depth + 2;
  const slope = differentiate(takeEntry(inverted, [a, b], inner, rules), by, rules);
  const [left, right] = [
    [i, a],
    [b, j],
  ].map((indices) => createEntry(inner, name, indices, 1, rules));
  return scale(bind(product(inner, [left, slope, right], rules), [range, range], rules), MINUS_ONE);
}
