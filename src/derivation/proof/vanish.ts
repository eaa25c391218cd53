import type { Range } from "../declare/range";
import { bind, orientEquality, replaceBy } from "./algebra/bind";
import { extract } from "./algebra/content";
import type { Atom, Form, Term } from "./normal-form/form";
import { form, term } from "./normal-form/form";
import { atomMentions, indicesInAtom } from "./normal-form/levels";
import { add } from "./algebra/multiply";
import { factorial, permutations } from "./algebra/order";
import type { FormIndex, Replace } from "./normal-form/form-index";
import { indexMentions } from "./normal-form/form-index";
import type { Rules } from "./rules";
import { spend, withDifferent, withReplaced } from "./rules";
import { substitute } from "./algebra/substitute";

/** A summand is not made symmetric over more orders of its indices than this. */
const MOST_ORDERS = 24;

/**
 * Whether a form without outer sums is 0 for all values, sizes and draws that the rules allow, wherever it
 * is defined. False means "not shown". Each step keeps that meaning:
 *  1. An indicator of free indices is 1 or 0: the form vanishes if it does in both cases.
 *     So does a step of what contains no index of a sum.
 *  2. Of a product, one factor is enough: what is left vanishes when all that the terms share is taken out.
 *  3. Terms that sum over the same ranges are 0 together if what they sum is, for all values of the
 *     indices; what they sum may first be averaged over the orders of the indices, as Σ_ij a_ij = Σ_ij a_ji.
 *  4. Terms that sum over one range, among others, are 0 together if what they sum over that range is, as in
 *     Σ_i (Σ_k e_ik / Σ_l e_il − 1). Only ranges are tried whose index stands in something that is divided by.
 */
export function vanishes(of: Form, rules: Rules): boolean {
  if (of.terms.length === 0) return true;
  spend(rules, 10);
  const known = findIndicator(of, rules);
  if (known !== undefined) return vanishesInBothCases(of, known.gone, known.kept, rules);
  const step = findStep(of);
  if (step !== undefined) return [true, false].every((value) => vanishesWhere(step, value, of, rules));
  const { rest } = extract(of, rules);
  if (rest.text !== of.text) return vanishes(rest, rules);
  if (of.terms.some(({ binders }) => binders.length === 0)) return false;
  return groupByRanges(of).every((group) => summandVanishes(group, rules)) || vanishesUnderOneSum(of, rules);
}

function vanishesInBothCases(of: Form, gone: FormIndex, kept: FormIndex, rules: Rules): boolean {
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

/** An indicator between free indices of one range, at any depth. */
function findIndicator(of: Form, rules: Rules): { gone: FormIndex; kept: FormIndex } | undefined {
  for (const { powers, exponent } of of.terms) {
    for (const { atom } of powers) {
      const found = atom.kind === "delta" ? orientDelta(atom, rules) : inner(atom, rules);
      if (found !== undefined) return found;
    }
    const found = findIndicator(exponent, rules);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A step of free indices only, at any depth. */
function findStep(of: Form): Form | undefined {
  for (const { powers, exponent } of of.terms) {
    for (const { atom } of powers) {
      if (!("of" in atom)) continue;
      const isFree =
        atom.kind === "step" && indicesInAtom(atom).every((index) => !indexMentions(index, 0, Infinity));
      const found = findStep(atom.of) ?? (isFree ? atom.of : undefined);
      if (found !== undefined) return found;
    }
    const found = findStep(exponent);
    if (found !== undefined) return found;
  }
  return undefined;
}

function vanishesWhere(step: Form, value: boolean, of: Form, rules: Rules): boolean {
  const inCase: Rules = { ...rules, steps: new Map([...rules.steps, [step.text, value]]) };
  return vanishes(
    substitute(of, () => undefined, 0, inCase),
    inCase,
  );
}

function inner(atom: Atom, rules: Rules): { gone: FormIndex; kept: FormIndex } | undefined {
  return "of" in atom ? findIndicator(atom.of, rules) : undefined;
}

function orientDelta(
  atom: Extract<Atom, { kind: "delta" }>,
  rules: Rules,
): { gone: FormIndex; kept: FormIndex } | undefined {
  const isFree = indicesInAtom(atom).every((index) => !indexMentions(index, 0, Infinity));
  return isFree ? orientEquality(atom.left, atom.right, rules) : undefined;
}

/** The terms by the ranges they sum over. */
function groupByRanges(of: Form): Term[][] {
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

function vanishesUnderOneSum(of: Form, rules: Rules): boolean {
  const ranges = new Set(
    of.terms.flatMap((part) => levelsInDenominators(part).map((level) => part.binders[level])),
  );
  const [name] = freshNames(1, rules);
  return [...ranges].some((range) => {
    const inside: Rules = { ...rules, indices: new Map([...rules.indices, [name, range]]) };
    const [under, others] = [true, false].map((has) =>
      of.terms.filter(({ binders }) => binders.includes(range) === has),
    );
    const summand = add(
      1,
      under.map((part) => pullOut(part, range, rules)),
    );
    return (
      vanishes(form(0, others), rules) && vanishes(substitute(summand, freeing([name]), 0, inside), inside)
    );
  });
}

/** The levels of a term's sums that something is divided by depends on. */
function levelsInDenominators({ binders, powers }: Term): number[] {
  const denominators = powers.filter(({ exponent }) => exponent < 0);
  return [...binders.keys()].filter((level) =>
    denominators.some(({ atom }) => atomMentions(atom, level, level + 1)),
  );
}

/** What a term sums over one of its sums of this range, as a form at depth 1: the one in a denominator, else the first. */
function pullOut(of: Term, range: Range, rules: Rules): Form {
  const levels = [...of.binders.keys()].filter((level) => of.binders[level] === range);
  const inDenominators = levelsInDenominators(of);
  const chosen = levels.find((level) => inDenominators.includes(level)) ?? levels[0];
  const order = [chosen, ...[...of.binders.keys()].filter((level) => level !== chosen)];
  const replace: Replace = (index) =>
    index.kind === "bound" ? { ...index, level: order.indexOf(index.level) } : undefined;
  const { length } = of.binders;
  const body = form(length, [term(of.coefficient, [], of.powers, of.exponent)]);
  const binders = order.slice(1).map((level) => of.binders[level]);
  return bind(substitute(body, replace, length, rules), binders, rules);
}

function freeing(names: readonly string[]): Replace {
  return (index) => (index.kind === "bound" ? { kind: "index", name: names[index.level] } : undefined);
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
