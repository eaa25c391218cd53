import type { Index } from "../typed/indices";
import { fixedValue } from "../typed/indices";
import type { Range } from "../declare/range";
import type { Assumptions, Draw, Hypothesis } from "./assumptions";
import type { Form } from "./normal-form/form";
import type { FormIndex, Replace } from "./normal-form/form-index";
import { replaceIndex, indexKey } from "./normal-form/form-index";
import { inverseName } from "./matrix-names";
import { Undecided } from "./undecided";

/** What a rewriting may use: the assumptions in a form that is quick to ask, and the steps left. */
export interface Rules {
  readonly indices: ReadonlyMap<string, Range>;
  readonly draws: Readonly<Record<string, Draw>>;
  /** Pairs that differ; bound indices of negative level in them stand for any index of their range. */
  readonly different: readonly (readonly [FormIndex, FormIndex])[];
  readonly distinct: ReadonlySet<string>;
  readonly positive: ReadonlySet<string>;
  readonly atMostOne: ReadonlySet<string>;
  readonly ones: ReadonlySet<string>;
  readonly symmetric: ReadonlySet<string>;
  readonly semidefinite: ReadonlySet<string>;
  readonly sumsToOne: ReadonlySet<string>;
  readonly unit: ReadonlySet<string>;
  readonly orthonormalColumns: ReadonlySet<string>;
  readonly orthonormalRows: ReadonlySet<string>;
  /** Cases that are being looked at: whether what a step depends on is positive, by the text of its form. */
  readonly steps: ReadonlyMap<string, boolean>;
  /** The matrices whose inverses were met, by the names that their inverses go by. */
  readonly inverted: Map<string, Inverted>;
  readonly budget: { steps: number };
}

/** A square matrix by its entries: a form at depth 2, whose levels 0 and 1 are the row and the column. */
export interface Inverted {
  readonly range: Range;
  readonly of: Form;
  readonly isSymmetric: boolean;
}

/** The rules of a proof under these assumptions. */
export function createRules(assumptions: Assumptions, steps: number): Rules {
  const { hypotheses, draws } = assumptions;
  const named = (kind: Exclude<Hypothesis["kind"], "different" | "distinct">): Set<string> =>
    new Set(hypotheses.flatMap((known) => (known.kind === kind && "name" in known ? [known.name] : [])));
  return {
    indices: new Map(Object.entries(assumptions.indices)),
    draws,
    different: hypotheses.flatMap((known) =>
      known.kind === "different"
        ? [[pattern(known.left, known.every, draws), pattern(known.right, known.every, draws)] as const]
        : [],
    ),
    distinct: new Set(hypotheses.flatMap((known) => (known.kind === "distinct" ? [known.draw] : []))),
    positive: named("positive"),
    atMostOne: named("at most 1"),
    ones: named("ones"),
    symmetric: named("symmetric"),
    semidefinite: named("positive semidefinite"),
    sumsToOne: named("sums to 1"),
    unit: named("unit"),
    orthonormalColumns: named("orthonormal columns"),
    orthonormalRows: named("orthonormal rows"),
    steps: new Map(),
    inverted: new Map(),
    budget: { steps },
  };
}

/**
 * The rules without what ties the entries of an array to each other or to a number: a derivative takes each entry as
 * a variable of its own. That they are positive stays, since it holds nearby as well.
 */
export function withFreeEntries(name: string, rules: Rules): Rules {
  const names = [name, inverseName(name)];
  const without = (set: ReadonlySet<string>): ReadonlySet<string> =>
    new Set([...set].filter((each) => !names.includes(each)));
  const { ones, symmetric, sumsToOne, unit, orthonormalColumns, orthonormalRows } = rules;
  const ties = [ones, symmetric, sumsToOne, unit, orthonormalColumns, orthonormalRows];
  if (!ties.some((set) => names.some((each) => set.has(each)))) return rules;
  return {
    ...rules,
    ones: without(ones),
    symmetric: without(symmetric),
    semidefinite: without(rules.semidefinite),
    sumsToOne: without(sumsToOne),
    unit: without(unit),
    orthonormalColumns: without(orthonormalColumns),
    orthonormalRows: without(orthonormalRows),
    atMostOne: without(rules.atMostOne),
  };
}

/** Counts work, so that every proof ends, and ends the same way on every machine. */
export function spend(rules: Rules, steps: number): void {
  rules.budget.steps -= steps;
  if (rules.budget.steps < 0) throw new Undecided("the expression is too large to decide");
}

/** The range of an index. */
export function findRange(index: FormIndex, rules: Rules): Range {
  if (index.kind === "bound") return index.range;
  const range =
    index.kind === "index"
      ? (rules.indices.get(index.name) ?? fixedValue(index.name)?.range)
      : requireDraw(index.of, rules.draws).into;
  if (range === undefined) {
    throw new RangeError(`prove requires a range for every free index, got none for ${indexKey(index)}`);
  }
  return range;
}

/** The draw of a name, which must have been declared. */
export function requireDraw(name: string, draws: Readonly<Record<string, Draw>>): Draw {
  if (!Object.hasOwn(draws, name)) {
    throw new RangeError(`prove requires every draw to be declared, got ${name}`);
  }
  return draws[name];
}

/** Whether a hypothesis says that two indices differ. */
export function areDifferent(left: FormIndex, right: FormIndex, rules: Rules): boolean {
  return (
    areDifferentNumbers(left, right) ||
    rules.different.some(
      ([a, b]) => matches([a, b], [left, right], rules) || matches([a, b], [right, left], rules),
    )
  );
}

/** The 1 and the 2 of x_1 and x_2. */
function areDifferentNumbers(left: FormIndex, right: FormIndex): boolean {
  if (left.kind !== "index" || right.kind !== "index") return false;
  const [a, b] = [fixedValue(left.name), fixedValue(right.name)];
  return a !== undefined && b !== undefined && a.value !== b.value;
}

/**
 * The rules with one more pair that differs, or with one index replaced by another that is equal to it.
 * Undefined if a hypothesis then says that something differs from itself: the case cannot occur.
 */
export function withDifferent(left: FormIndex, right: FormIndex, rules: Rules): Rules {
  return { ...rules, different: [...rules.different, [left, right]] };
}

export function withReplaced(replace: Replace, rules: Rules): Rules | undefined {
  const different = rules.different.map(
    ([a, b]) => [replaceIndex(a, replace), replaceIndex(b, replace)] as const,
  );
  const contradiction = different.some(([a, b]) => indexKey(a) === indexKey(b));
  return contradiction ? undefined : { ...rules, different };
}

/** Quantified names as bound indices of negative level, which nothing else uses. */
function pattern(of: Index, every: readonly string[], draws: Readonly<Record<string, Draw>>): FormIndex {
  if (of.kind === "index") return of;
  const { over } = requireDraw(of.of, draws);
  const at = of.at.map((inner, position): FormIndex => {
    const quantifier = inner.kind === "index" ? every.indexOf(inner.name) : -1;
    return quantifier < 0
      ? pattern(inner, every, draws)
      : { kind: "bound", level: -1 - quantifier, range: over[position] };
  });
  return { kind: "draw", of: of.of, at };
}

function matches(patterns: readonly FormIndex[], indices: readonly FormIndex[], rules: Rules): boolean {
  const meaning = new Map<number, string>();
  const match = (known: FormIndex, index: FormIndex): boolean => {
    if (known.kind === "bound" && known.level < 0) {
      const text = indexKey(index);
      const before = meaning.get(known.level);
      meaning.set(known.level, text);
      return findRange(index, rules) === known.range && (before === undefined || before === text);
    }
    if (known.kind !== "draw" || index.kind !== "draw") return indexKey(known) === indexKey(index);
    return known.of === index.of && known.at.every((inner, position) => match(inner, index.at[position]));
  };
  return patterns.every((known, position) => match(known, indices[position]));
}
