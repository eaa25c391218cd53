import type { Form, Term } from "./form";
import { form, term } from "./form";
import type { Replace } from "./place";
import type { Rules } from "./rules";
import { spend } from "./rules";
import { signature } from "./signature";
import { substitute } from "./substitute";

/** Orders of binders that are tried out; beyond, the first is taken. */
const MOST_ORDERS = 24;

/**
 * A term with its binders in a standard order, since Σ_i Σ_j = Σ_j Σ_i: by range, then by where each one
 * occurs, and where that does not tell them apart, so that the text is least. Any order is sound; a
 * missed one only keeps equal terms apart.
 */
export function arrange(of: Term, depth: number, rules: Rules): Form {
  if (of.binders.length < 2) return form(depth, [of]);
  const keys = of.binders.map((range, position) => `${range} ${signature(of, depth + position, depth)}`);
  const [first, ...others] = ordersByKey(keys);
  if (others.length === 0 && first.every((from, to) => from === to)) return form(depth, [of]);
  return others
    .map((order) => reorder(of, order, depth, rules))
    .reduce((least, next) => (next.text < least.text ? next : least), reorder(of, first, depth, rules));
}

/** The term with its binders taken in the given order of positions. */
function reorder(of: Term, order: readonly number[], depth: number, rules: Rules): Form {
  const inner = depth + order.length;
  spend(rules, 1);
  const replace: Replace = (place) =>
    place.kind === "bound" && place.level >= depth
      ? { ...place, level: depth + order.indexOf(place.level - depth) }
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

/** The orders that sort the keys: several where keys are equal, but only one where those would be too many. */
function ordersByKey(keys: readonly string[]): number[][] {
  const distinct = [...new Set(keys)].sort();
  const groups = distinct.map((key) => keys.flatMap((other, position) => (other === key ? [position] : [])));
  const count = groups.reduce((total, { length }) => total * factorial(length), 1);
  if (count > MOST_ORDERS) return [groups.flat()];
  return groups.reduce<number[][]>(
    (orders, group) => orders.flatMap((order) => permutations(group).map((next) => [...order, ...next])),
    [[]],
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
