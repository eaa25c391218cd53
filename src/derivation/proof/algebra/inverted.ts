import type { Range } from "../../declare/range";
import { fixedValue } from "../../typed/indices";
import { indicator } from "../indicator";
import { inverseName } from "../matrix-names";
import type { Atom, Form, Power, Term } from "../normal-form/form";
import { form, MINUS_ONE, single, term } from "../normal-form/form";
import type { FormIndex, Replace } from "../normal-form/form-index";
import { indexKey, indexMentions } from "../normal-form/form-index";
import { indicesInTerm, termMentions } from "../normal-form/levels";
import { multiplyRationals, raiseRational } from "../normal-form/rational";
import type { Inverted, Rules } from "../rules";
import { findRange, spend } from "../rules";
import { Undecided } from "../undecided";
import { withoutBinders } from "./bind";
import { createEntry } from "./entry";
import { add, multiply, product, scale } from "./multiply";
import { substitute } from "./substitute";

type Pair = readonly [row: FormIndex, column: FormIndex];

/** The level of the indices that a matrix may not depend on, being bound outside of it. */
export const OUTSIDE = 99;

/**
 * An entry of the inverse of a matrix M that is an expression, such as XᵀX: an array of its own, which is tied to M by
 * `contractInverted` and by its derivative.
 *
 * @param of the entry of M at depth 2, whose levels 0 and 1 are the row and the column
 */
export function invertedEntry(of: Form, range: Range, at: Pair, depth: number, rules: Rules): Form {
  if (of.terms.flatMap(indicesInTerm).some(isOther))
    throw new Undecided("the inverse of a matrix that depends on an index");
  const isSymmetric = takeEntry({ of, range }, [level(1, range), level(0, range)], 2, rules).text === of.text;
  const name = `${isSymmetric ? "symmetric " : ""}${inverseName(of.text)}`;
  rules.inverted.set(name, { range, of, isSymmetric });
  return createEntry(depth, name, at, 1, rules);
}

const level = (at: number, range: Range): FormIndex => ({ kind: "bound", level: at, range });

/** An index of which the name of an inverse would not know when it is replaced. */
function isOther(index: FormIndex): boolean {
  if (index.kind === "draw") return true;
  return index.kind === "bound" ? index.level === OUTSIDE : fixedValue(index.name) === undefined;
}

/** M at a row and a column. */
export function takeEntry(
  { of }: Pick<Inverted, "of" | "range">,
  [row, column]: Pair,
  depth: number,
  rules: Rules,
): Form {
  const replace: Replace = (index) =>
    index.kind !== "bound" ? undefined : index.level === 0 ? row : index.level === 1 ? column : undefined;
  return substitute(of, replace, depth, rules);
}

/**
 * Σ_b M_xb (M⁻¹)_bj = 1[x = j] and Σ_b (M⁻¹)_jb M_bx = 1[j = x], where the term has the leading product of M among its
 * factors: c Σ_b lead_xb (M⁻¹)_bj = 1[x = j] − Σ_b (M − c lead)_xb (M⁻¹)_bj.
 */
export function contractInverted(of: Term, depth: number, rules: Rules): Form | undefined {
  if (rules.inverted.size === 0) return undefined;
  for (const factor of of.powers) {
    const known = factor.atom.kind === "entry" ? rules.inverted.get(factor.atom.name) : undefined;
    if (factor.atom.kind !== "entry" || !known || factor.exponent !== 1) continue;
    const [first, second] = factor.atom.indices;
    const found =
      contractAt(of, factor, first, second, 1, known, depth, rules) ??
      contractAt(of, factor, second, first, 0, known, depth, rules);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** By the index that M and its inverse share, on this side of M: 0 for its row, 1 for its column. */
function contractAt(
  of: Term,
  inverse: Power,
  shared: FormIndex,
  other: FormIndex,
  side: 0 | 1,
  known: Inverted,
  depth: number,
  rules: Rules,
): Form | undefined {
  const lead = leading(known.of);
  if (lead === undefined || shared.kind !== "bound" || shared.level < depth) return undefined;
  const others = of.powers.filter((factor) => factor !== inverse);
  const match = matchPowers(lead.powers, others, new Map([[side, shared]]), rules);
  const end = match?.meaning.get(1 - side);
  if (match === undefined || end === undefined) return undefined;
  const summed = lead.binders.map((_, position) => match.meaning.get(2 + position));
  const gone = summed.flatMap((index) =>
    index?.kind === "bound" && index.level >= depth ? [index.level] : [],
  );
  const rest = term(
    multiplyRationals(of.coefficient, raiseRational(lead.coefficient, -1)),
    [],
    match.left,
    of.exponent,
  );
  const all = [shared.level, ...gone];
  const isUsed = (at: number): boolean =>
    termMentions(rest, at, at + 1) || [end, other].some((index) => indexMentions(index, at, at + 1));
  if (gone.length < summed.length || new Set(all).size < all.length || all.some(isUsed)) return undefined;
  spend(rules, 1);
  const inner = depth + of.binders.length;
  const whole = form(inner, [rest]);
  const ends: Pair = side === 1 ? [end, shared] : [shared, end];
  const more = {
    ...known,
    of: form(
      2,
      known.of.terms.filter((part) => part !== lead),
    ),
  };
  const remaining = product(
    inner,
    [whole, takeEntry(more, ends, inner, rules), single(inner, inverse.atom)],
    rules,
  );
  return add(depth, [
    withoutBinders(multiply(whole, indicator(end, other, inner, rules), rules), all, of.binders, rules),
    scale(withoutBinders(remaining, gone, of.binders, rules), MINUS_ONE),
  ]);
}

/** The term with the most factors, if it is a product of entries. */
function leading({ terms }: Form): Term | undefined {
  const most = Math.max(...terms.map(({ powers }) => powers.length));
  return terms.find(
    ({ powers, exponent }) =>
      powers.length === most &&
      most > 0 &&
      exponent.terms.length === 0 &&
      powers.every(({ atom }) => atom.kind === "entry"),
  );
}

/** What the levels of a pattern stand for, and the factors that are left. */
interface Match {
  readonly meaning: ReadonlyMap<number, FormIndex>;
  readonly left: readonly Power[];
}

/** Finds each factor of the pattern among these factors. */
function matchPowers(
  pattern: readonly Power[],
  among: readonly Power[],
  meaning: ReadonlyMap<number, FormIndex>,
  rules: Rules,
): Match | undefined {
  if (pattern.length === 0) return { meaning, left: among };
  const [first, ...others] = pattern;
  for (const factor of among) {
    if (factor.exponent !== first.exponent) continue;
    for (const next of matchAtoms(first.atom, factor.atom, meaning, rules)) {
      spend(rules, 1);
      const left = among.filter((each) => each !== factor);
      const found = matchPowers(others, left, next, rules);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function matchAtoms(
  pattern: Atom,
  atom: Atom,
  meaning: ReadonlyMap<number, FormIndex>,
  rules: Rules,
): ReadonlyMap<number, FormIndex>[] {
  if (pattern.kind !== "entry" || atom.kind !== "entry" || pattern.name !== atom.name) return [];
  const orders = atom.symmetric ? [atom.indices, [...atom.indices].reverse()] : [atom.indices];
  return orders.flatMap((indices) => matchIndices(pattern.indices, indices, meaning, rules) ?? []);
}

function matchIndices(
  pattern: readonly FormIndex[],
  indices: readonly FormIndex[],
  before: ReadonlyMap<number, FormIndex>,
  rules: Rules,
): ReadonlyMap<number, FormIndex> | undefined {
  const meaning = new Map(before);
  const fits = pattern.every((known, position) => {
    const index = indices[position];
    if (known.kind !== "bound") return indexKey(known) === indexKey(index);
    const found = meaning.get(known.level);
    meaning.set(known.level, index);
    return found === undefined
      ? findRange(index, rules) === known.range
      : indexKey(found) === indexKey(index);
  });
  return fits ? meaning : undefined;
}
