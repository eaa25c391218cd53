import type { Form, Term } from "../normal-form/form";
import { form, term } from "../normal-form/form";
import type { Replace } from "../normal-form/form-index";
import type { Rules } from "../rules";
import { spend } from "../rules";
import type { Classes } from "../normal-form/signature";
import { signature } from "../normal-form/signature";
import { substitute } from "./substitute";

/**
 * A term with its binders in a standard order, since Σ_i Σ_j = Σ_j Σ_i: by range, then by where each one
 * occurs. Any order is sound; a missed one only keeps equal terms apart.
 */
export function arrange(of: Term, depth: number, rules: Rules): Form {
  if (of.binders.length < 2) return form(depth, [of]);
  const order = standardOrder(of, depth);
  return order.every((from, to) => from === to) ? form(depth, [of]) : reorder(of, order, depth, rules);
}

/**
 * The positions of the binders, by keys that tell them apart as far as their places in the term do. Binders with one
 * key are told apart by the keys of those they occur with, again and again, as in a chain Σ x_i A_ij B_jk A_kl …; where
 * that does not help, they may nearly always be exchanged, and the first of them is taken as different.
 *
 * Source: colour refinement and individualisation, as in McKay, "Practical graph isomorphism", 1981.
 */
function standardOrder(of: Term, depth: number): number[] {
  const places = of.binders.map((_, position) => position);
  const key = (position: number, classes?: Classes): string =>
    signature(of, depth + position, depth, classes);
  let ranks = rank(places.map((position) => `${of.binders[position]} ${key(position)}`));
  for (;;) {
    const count = new Set(ranks).size;
    if (count === places.length) return places.sort((a, b) => ranks[a] - ranks[b]);
    const known = ranks;
    const classes = new Map(places.map((position) => [depth + position, known[position]]));
    const isTied = places.map(
      (position) => known.indexOf(known[position]) !== known.lastIndexOf(known[position]),
    );
    const refined = rank(
      places.map((position) => `${pad(known[position])} ${isTied[position] ? key(position, classes) : ""}`),
    );
    ranks =
      new Set(refined).size > count
        ? refined
        : individualise(known, Math.min(...known.filter((_, position) => isTied[position])));
  }
}

/** The number of each text among those that differ, in their order. */
function rank(texts: readonly string[]): number[] {
  const known = [...new Set(texts)].sort();
  return texts.map((text) => known.indexOf(text));
}

const pad = (rank: number): string => String(rank).padStart(3, "0");

/** The first with a rank comes before the others that have it. */
function individualise(ranks: readonly number[], tied: number): number[] {
  const chosen = ranks.indexOf(tied);
  return ranks.map((each, position) => (each < tied || position === chosen ? each : each + 1));
}

/** The term with its binders taken in the given order of positions. */
function reorder(of: Term, order: readonly number[], depth: number, rules: Rules): Form {
  const inner = depth + order.length;
  spend(rules, 1);
  const replace: Replace = (index) =>
    index.kind === "bound" && index.level >= depth
      ? { ...index, level: depth + order.indexOf(index.level - depth) }
      : undefined;
  const body = form(inner, [term(of.coefficient, [], of.powers, of.exponent)]);
  const binders = order.map((position) => of.binders[position]);
  return form(
    depth,
    substitute(body, replace, inner, rules).terms.map((part) =>
      term(part.coefficient, [...binders, ...part.binders], part.powers, part.exponent),
    ),
  );
}

/** All orders of the items; the first is the order given. */
export function permutations<T>(items: readonly T[]): T[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item, position) =>
    permutations(items.filter((_, other) => other !== position)).map((rest) => [item, ...rest]),
  );
}

export function factorial(n: number): number {
  return n < 2 ? 1 : n * factorial(n - 1);
}
