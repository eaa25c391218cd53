import type { Range } from "../../declare/range";
import type { Atom, Form, Power, Term } from "../normal-form/form";
import { form, single, term, zero } from "../normal-form/form";
import { indicesInTerm, termMentions } from "../normal-form/levels";
import { indicator } from "../indicator";
import { inverseName } from "../matrix-names";
import { contractInverted } from "./inverted";
import { add, multiply, product } from "./multiply";
import { arrange } from "./order";
import type { FormIndex, Replace } from "../normal-form/form-index";
import { indexMentions, replaceIndex, indexKey } from "../normal-form/form-index";
import type { Rules } from "../rules";
import { findRange, spend } from "../rules";
import { substitute } from "./substitute";

/**
 * Sums a form over its outermost levels, one for each range: Σ_binders body. An unused binder stays, for
 * the sum of 1 is the size of the range.
 */
export function bind(body: Form, binders: readonly Range[], rules: Rules): Form {
  const depth = body.depth - binders.length;
  return add(
    depth,
    body.terms.map((part) => {
      const bound = term(part.coefficient, [...binders, ...part.binders], part.powers, part.exponent);
      return contractDeltas(bound, depth, rules);
    }),
  );
}

/** Uses up a term's indicators as far as they go, then puts its binders in order. */
function contractDeltas(of: Term, depth: number, rules: Rules): Form {
  for (const factor of of.powers) {
    if (factor.atom.kind !== "delta") continue;
    const used =
      sumOverIndicator(of, factor, factor.atom.left, factor.atom.right, depth, rules) ??
      sumOverIndicator(of, factor, factor.atom.right, factor.atom.left, depth, rules) ??
      replaceByIndicator(of, factor, depth, rules);
    if (used !== undefined) return used;
  }
  return (
    sumOfShares(of, depth, rules) ??
    sumOfSquares(of, depth, rules) ??
    contractInverse(of, depth, rules) ??
    contractInverted(of, depth, rules) ??
    arrange(of, depth, rules)
  );
}

/** Σ_b p_b f = f, where p sums to 1 and f does not depend on b. */
function sumOfShares(of: Term, depth: number, rules: Rules): Form | undefined {
  if (rules.sumsToOne.size === 0) return undefined;
  for (const factor of of.powers) {
    const { atom, exponent } = factor;
    if (atom.kind !== "entry" || exponent !== 1 || !rules.sumsToOne.has(atom.name)) continue;
    const [index, ...others] = atom.indices;
    if (index?.kind !== "bound" || index.level < depth || others.length > 0) continue;
    const rest = bodyWithout(of, factor, depth + of.binders.length);
    if (rest.terms.some((part) => termMentions(part, index.level, index.level + 1))) continue;
    spend(rules, 1);
    return withoutBinders(rest, [index.level], of.binders, rules);
  }
  return undefined;
}

/** Σ_b x_b² f = f, where x has length 1, and Σ_b A_bi A_bj f = 1[i = j] f, where A has orthonormal columns; rows likewise. */
function sumOfSquares(of: Term, depth: number, rules: Rules): Form | undefined {
  const { unit, orthonormalColumns, orthonormalRows } = rules;
  if (unit.size + orthonormalColumns.size + orthonormalRows.size === 0) return undefined;
  const inner = depth + of.binders.length;
  for (const pair of pairsOfEntries(of)) {
    const { name, first, second } = pair;
    for (const side of first.keys()) {
      const tied = first.length === 1 ? unit : side === 0 ? orthonormalColumns : orthonormalRows;
      const index = first[side];
      if (!tied.has(name) || index.kind !== "bound" || index.level < depth) continue;
      if (indexKey(index) !== indexKey(second[side])) continue;
      const rest = term(of.coefficient, [], pair.others, of.exponent);
      const [i, j] = [first[1 - side], second[1 - side]];
      const { level } = index;
      if (termMentions(rest, level, level + 1)) continue;
      if (first.length > 1 && [i, j].some((end) => indexMentions(end, level, level + 1))) continue;
      spend(rules, 1);
      const whole = form(inner, [rest]);
      const left = first.length === 1 ? whole : multiply(whole, indicator(i, j, inner, rules), rules);
      return withoutBinders(left, [level], of.binders, rules);
    }
  }
  return undefined;
}

/** Two entries of one array that are multiplied, or one that is squared, and the factors beside them. */
function pairsOfEntries({
  powers,
}: Term): { name: string; first: readonly FormIndex[]; second: readonly FormIndex[]; others: Power[] }[] {
  return powers.flatMap((a, i) =>
    powers.slice(i).flatMap((b) => {
      const isPair = a === b ? a.exponent === 2 : a.exponent === 1 && b.exponent === 1;
      if (!isPair || a.atom.kind !== "entry" || b.atom.kind !== "entry" || a.atom.name !== b.atom.name)
        return [];
      const others = powers.filter((each) => each !== a && each !== b);
      return [{ name: a.atom.name, first: a.atom.indices, second: b.atom.indices, others }];
    }),
  );
}

/** The sum of a body in which some of its levels do not occur, without these. */
export function withoutBinders(
  body: Form,
  gone: readonly number[],
  binders: readonly Range[],
  rules: Rules,
): Form {
  const depth = body.depth - binders.length;
  const closeGaps: Replace = (index) =>
    index.kind === "bound"
      ? { ...index, level: index.level - gone.filter((level) => level < index.level).length }
      : undefined;
  const kept = binders.filter((_, position) => !gone.includes(depth + position));
  return bind(substitute(body, closeGaps, depth + kept.length, rules), kept, rules);
}

/** Σ_b A_ib (A⁻¹)_bj f = 1[i = j] f, and Σ_b (A⁻¹)_ib A_bj f as well, where f does not depend on b. */
function contractInverse(of: Term, depth: number, rules: Rules): Form | undefined {
  const inner = depth + of.binders.length;
  for (const left of of.powers) {
    for (const right of of.powers) {
      const pair = matchInverse(left, right);
      if (!pair || pair.between.kind !== "bound" || pair.between.level < depth) continue;
      const { level } = pair.between;
      const powers = of.powers.filter((factor) => factor !== left && factor !== right);
      const rest = term(of.coefficient, [], powers, of.exponent);
      const ends = [pair.first, pair.last];
      if (termMentions(rest, level, level + 1) || ends.some((end) => indexMentions(end, level, level + 1)))
        continue;
      spend(rules, 1);
      const deltas = [
        indicator(pair.between, pair.first, inner, rules),
        indicator(pair.first, pair.last, inner, rules),
      ];
      return bind(product(inner, [form(inner, [rest]), ...deltas], rules), of.binders, rules);
    }
  }
  return undefined;
}

/** A_ib and (A⁻¹)_bj, in this order or the other: the indices i, b and j. */
function matchInverse(
  left: Power,
  right: Power,
): { first: FormIndex; between: FormIndex; last: FormIndex } | undefined {
  const [a, b] = [left.atom, right.atom];
  if (a.kind !== "entry" || b.kind !== "entry" || left.exponent !== 1 || right.exponent !== 1)
    return undefined;
  if (b.name !== inverseName(a.name) && a.name !== inverseName(b.name)) return undefined;
  for (const [first, between] of orientations(a)) {
    for (const [again, last] of orientations(b)) {
      if (again !== undefined && indexKey(between) === indexKey(again)) return { first, between, last };
    }
  }
  return undefined;
}

function orientations({ indices, symmetric }: Atom & { kind: "entry" }): (readonly FormIndex[])[] {
  return symmetric ? [indices, [...indices].reverse()] : [indices];
}

/** Σ_b 1[b = e] f(b) = f(e), where e runs over the same range and does not depend on b. */
function sumOverIndicator(
  of: Term,
  used: Power,
  gone: FormIndex,
  kept: FormIndex,
  depth: number,
  rules: Rules,
): Form | undefined {
  if (gone.kind !== "bound" || gone.level < depth || findRange(kept, rules) !== gone.range) return undefined;
  const { level } = gone;
  if (indexMentions(kept, level, level + 1)) return undefined;
  spend(rules, 1);
  const closeGap: Replace = (index) =>
    index.kind === "bound" && index.level > level ? { ...index, level: index.level - 1 } : undefined;
  const replacement = replaceIndex(kept, closeGap);
  const replace: Replace = (index) =>
    index.kind === "bound" && index.level === level ? replacement : closeGap(index);
  const inner = depth + of.binders.length;
  const binders = of.binders.filter((_, position) => position !== level - depth);
  return bind(substitute(bodyWithout(of, used, inner), replace, inner - 1, rules), binders, rules);
}

/** 1[a = b] f(a) = 1[a = b] f(b), so that under an indicator only one of both indices is left. */
function replaceByIndicator(of: Term, used: Power, depth: number, rules: Rules): Form | undefined {
  if (used.atom.kind !== "delta") return undefined;
  const choice = orientEquality(used.atom.left, used.atom.right, rules);
  const inner = depth + of.binders.length;
  const body = bodyWithout(of, used, inner);
  if (choice === undefined || !body.terms.some((part) => contains(part, choice.gone))) return undefined;
  spend(rules, 1);
  const replaced = substitute(body, replaceBy(choice.gone, choice.kept), inner, rules);
  return bind(multiply(replaced, single(inner, used.atom), rules), of.binders, rules);
}

/** Of two indices that are equal, the one to be replaced: a draw rather than an index, else the greater text. */
export function orientEquality(
  left: FormIndex,
  right: FormIndex,
  rules: Rules,
): { gone: FormIndex; kept: FormIndex } | undefined {
  if (findRange(left, rules) !== findRange(right, rules)) return undefined;
  const rightGoes =
    left.kind === "draw" || right.kind === "draw"
      ? left.kind !== "draw" || (right.kind === "draw" && indexKey(right) > indexKey(left))
      : indexKey(right) > indexKey(left);
  const choice = rightGoes ? { gone: right, kept: left } : { gone: left, kept: right };
  return indexKey(choice.kept).includes(indexKey(choice.gone)) ? undefined : choice;
}

export function replaceBy(gone: FormIndex, kept: FormIndex): Replace {
  const text = indexKey(gone);
  return (index) => (indexKey(index) === text ? kept : undefined);
}

function contains(of: Term, index: FormIndex): boolean {
  const text = indexKey(index);
  const isInside = (outer: FormIndex): boolean =>
    indexKey(outer) === text || (outer.kind === "draw" && outer.at.some(isInside));
  return indicesInTerm(of).some(isInside);
}

/** What a term sums up, without one of its factors, as a form at its inner depth. */
function bodyWithout(of: Term, used: Power, inner: number): Form {
  const powers = of.powers.filter((factor) => factor !== used);
  return form(inner, [
    term(of.coefficient, [], powers, of.exponent.terms.length > 0 ? of.exponent : zero(inner)),
  ]);
}
