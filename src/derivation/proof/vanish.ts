import { goneAndKept, replaceBy } from "./bind";
import { extract } from "./content";
import type { Atom, Form, Term } from "./form";
import { form, term } from "./form";
import { placesOf } from "./levels";
import { add } from "./multiply";
import { factorial, permutations } from "./order";
import type { Place, Replace } from "./place";
import { placeMentions } from "./place";
import type { Rules } from "./rules";
import { spend, withDifferent, withReplaced } from "./rules";
import type { Range } from "./scalar";
import { substitute } from "./substitute";

/** A summand is not made symmetric over more orders of its indices than this. */
const MOST_ORDERS = 24;

/**
 * Whether a form without outer sums is 0 for all values, sizes and draws that the rules allow, wherever it
 * is defined. False means "not shown". Each step keeps that meaning:
 *  1. An indicator of free indices is 1 or 0: the form vanishes if it does in both cases.
 *  2. Of a product, one factor is enough: what is left vanishes when all that the terms share is taken out.
 *  3. Terms that sum over the same ranges are 0 together if what they sum is, for all values of the
 *     indices; what they sum may first be averaged over the orders of the indices, as Σ_ij a_ij = Σ_ij a_ji.
 */
export function vanishes(of: Form, rules: Rules): boolean {
  if (of.terms.length === 0) return true;
  spend(rules, 10);
  const known = findIndicator(of, rules);
  if (known !== undefined) return vanishesInBothCases(of, known.gone, known.kept, rules);
  const { rest } = extract(of, rules);
  if (rest.text !== of.text) return vanishes(rest, rules);
  if (of.terms.some(({ binders }) => binders.length === 0)) return false;
  return groupsOf(of).every((group) => summandVanishes(group, rules));
}

function vanishesInBothCases(of: Form, gone: Place, kept: Place, rules: Rules): boolean {
  const replace = replaceBy(gone, kept);
  const whereDifferent = withDifferent(gone, kept, rules);
  if (
    !vanishes(
      substitute(of, () => undefined, 0, whereDifferent),
      whereDifferent,
    )
  )
    return false;
  const whereEqual = withReplaced(replace, rules);
  return whereEqual === undefined || vanishes(substitute(of, replace, 0, whereEqual), whereEqual);
}

/** An indicator between free places of one range, at any depth. */
function findIndicator(of: Form, rules: Rules): { gone: Place; kept: Place } | undefined {
  for (const { powers, exponent } of of.terms) {
    for (const { atom } of powers) {
      const found = atom.kind === "delta" ? splitOf(atom, rules) : inner(atom, rules);
      if (found !== undefined) return found;
    }
    const found = findIndicator(exponent, rules);
    if (found !== undefined) return found;
  }
  return undefined;
}

function inner(atom: Atom, rules: Rules): { gone: Place; kept: Place } | undefined {
  return atom.kind === "log" || atom.kind === "whole" ? findIndicator(atom.of, rules) : undefined;
}

function splitOf(
  atom: Extract<Atom, { kind: "delta" }>,
  rules: Rules,
): { gone: Place; kept: Place } | undefined {
  const isFree = placesOf(atom).every((place) => !placeMentions(place, 0, Infinity));
  return isFree ? goneAndKept(atom.left, atom.right, rules) : undefined;
}

/** The terms by the ranges they sum over. */
function groupsOf(of: Form): Term[][] {
  const groups = new Map<string, Term[]>();
  for (const part of of.terms) {
    const key = JSON.stringify(part.binders);
    groups.set(key, [...(groups.get(key) ?? []), part]);
  }
  return [...groups.values()];
}

/** Whether what the terms of a group sum is 0 for all values of their indices. */
function summandVanishes(group: readonly Term[], rules: Rules): boolean {
  const { binders } = group[0];
  const names = freshNames(binders.length, rules);
  const indices = new Map([...rules.indices, ...names.map((name, level) => [name, binders[level]] as const)]);
  const inside: Rules = { ...rules, indices };
  const summand = form(
    binders.length,
    group.map(({ coefficient, powers, exponent }) => term(coefficient, [], powers, exponent)),
  );
  const freed = (order: readonly string[]): Form => substitute(summand, freeing(order), 0, inside);
  if (vanishes(freed(names), inside)) return true;
  const orders = symmetries(names, binders);
  return orders.length > 1 && vanishes(add(0, orders.map(freed)), inside);
}

function freeing(names: readonly string[]): Replace {
  return (place) => (place.kind === "bound" ? { kind: "index", name: names[place.level] } : undefined);
}

function freshNames(count: number, rules: Rules): string[] {
  const names: string[] = [];
  for (let i = 0; names.length < count; i++) {
    if (!rules.indices.has(`?${i}`)) names.push(`?${i}`);
  }
  return names;
}

/** The orders of the names in which each keeps its range; only the given one where they would be too many. */
function symmetries(names: readonly string[], binders: readonly Range[]): readonly (readonly string[])[] {
  if (factorial(names.length) > MOST_ORDERS) return [names];
  const range = new Map(names.map((name, level) => [name, binders[level]]));
  return permutations(names).filter((order) =>
    order.every((name, level) => range.get(name) === binders[level]),
  );
}
