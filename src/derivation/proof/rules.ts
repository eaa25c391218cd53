import type { Draw, Setting } from "./assumptions";
import type { Place, Replace } from "./place";
import { replacePlace, textOfPlace } from "./place";
import type { Index, Range } from "./scalar";
import { Undecided } from "./undecided";

/** What a rewriting may use: the setting in a form that is quick to ask, and the steps left. */
export interface Rules {
  readonly indices: ReadonlyMap<string, Range>;
  readonly draws: Readonly<Record<string, Draw>>;
  /** Pairs that differ; bound indices of negative level in them stand for any place of their range. */
  readonly different: readonly (readonly [Place, Place])[];
  readonly distinct: ReadonlySet<string>;
  readonly positive: ReadonlySet<string>;
  /** Vectors to be replaced by indicators; empty while derivatives are taken (see prove.ts). */
  readonly oneHot: ReadonlyMap<string, Place>;
  readonly budget: { steps: number };
}

/** The rules of a setting; one-hot vectors are left alone. */
export function rulesOf(setting: Setting, steps: number): Rules {
  const { hypotheses, draws } = setting;
  return {
    indices: new Map(Object.entries(setting.indices)),
    draws,
    different: hypotheses.flatMap((known) =>
      known.kind === "different"
        ? [[pattern(known.left, known.every, draws), pattern(known.right, known.every, draws)] as const]
        : [],
    ),
    distinct: new Set(hypotheses.flatMap((known) => (known.kind === "distinct" ? [known.sample] : []))),
    positive: new Set(hypotheses.flatMap((known) => (known.kind === "positive" ? [known.name] : []))),
    oneHot: new Map(),
    budget: { steps },
  };
}

/** Counts work, so that every proof ends, and ends the same way on every machine. */
export function spend(rules: Rules, steps: number): void {
  rules.budget.steps -= steps;
  if (rules.budget.steps < 0) throw new Undecided("the expression is too large to decide");
}

/** The range of a place. */
export function rangeOf(place: Place, rules: Rules): Range {
  if (place.kind === "bound") return place.range;
  const range = place.kind === "index" ? rules.indices.get(place.name) : drawOf(place.of, rules.draws).into;
  if (range === undefined) {
    throw new RangeError(`prove requires a range for every free index, got none for ${textOfPlace(place)}`);
  }
  return range;
}

/** The draw of a name, which must have been declared. */
export function drawOf(name: string, draws: Readonly<Record<string, Draw>>): Draw {
  if (!Object.hasOwn(draws, name)) {
    throw new RangeError(`prove requires every draw to be declared, got ${name}`);
  }
  return draws[name];
}

/** Whether a hypothesis says that two places differ. */
export function areDifferent(left: Place, right: Place, rules: Rules): boolean {
  return rules.different.some(
    ([a, b]) => matches([a, b], [left, right], rules) || matches([a, b], [right, left], rules),
  );
}

/**
 * The rules with one more pair that differs, or with one place replaced by another that is equal to it.
 * Undefined if a hypothesis then says that something differs from itself: the case cannot occur.
 */
export function withDifferent(left: Place, right: Place, rules: Rules): Rules {
  return { ...rules, different: [...rules.different, [left, right]] };
}

export function withReplaced(replace: Replace, rules: Rules): Rules | undefined {
  const different = rules.different.map(
    ([a, b]) => [replacePlace(a, replace), replacePlace(b, replace)] as const,
  );
  const contradiction = different.some(([a, b]) => textOfPlace(a) === textOfPlace(b));
  return contradiction ? undefined : { ...rules, different };
}

/** Quantified names as bound indices of negative level, which nothing else uses. */
function pattern(of: Index, every: readonly string[], draws: Readonly<Record<string, Draw>>): Place {
  if (of.kind === "index") return of;
  const { over } = drawOf(of.of, draws);
  const at = of.at.map((inner, position): Place => {
    const quantifier = inner.kind === "index" ? every.indexOf(inner.name) : -1;
    return quantifier < 0
      ? pattern(inner, every, draws)
      : { kind: "bound", level: -1 - quantifier, range: over[position] };
  });
  return { kind: "sample", of: of.of, at };
}

function matches(patterns: readonly Place[], places: readonly Place[], rules: Rules): boolean {
  const meaning = new Map<number, string>();
  const match = (known: Place, place: Place): boolean => {
    if (known.kind === "bound" && known.level < 0) {
      const text = textOfPlace(place);
      const before = meaning.get(known.level);
      meaning.set(known.level, text);
      return rangeOf(place, rules) === known.range && (before === undefined || before === text);
    }
    if (known.kind !== "sample" || place.kind !== "sample") return textOfPlace(known) === textOfPlace(place);
    return known.of === place.of && known.at.every((inner, position) => match(inner, place.at[position]));
  };
  return patterns.every((known, position) => match(known, places[position]));
}
