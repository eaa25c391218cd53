import { declarationLines } from "../declare/declaration-lines";
import type { Declarations } from "../declare/declarations";
import { copyDeclarations, countedKey } from "../declare/declarations";
import { declareLines } from "./declare-lines";
import type { Assumption, Evidence } from "./inference";
import { applyPreset } from "./presets/apply-preset";
import type { Layout, Preset } from "./presets/preset";
import { word2vec } from "./presets/word2vec";
import { factsIn, withFacts, type Fact } from "./prose";
import type { Searches } from "./searches";
import type { Equation, Section } from "./section";
import { declareByUse, type FoundByUse } from "./use";
import { definitionsIn, listsColumns, unreadDefinitions, type TextDefinition } from "./definitions";
import { asUsual, withKnownFunctions } from "./known-functions";
import { withRemarks } from "./remarks";
import { findFeatures, plainName } from "./presets/features";
import { isUpstream, upstreamReason, withUpstream } from "./upstream";
import { countedIn, usesIn, type Uses } from "./uses";
import { nameText } from "../latex/name-text";
import { print } from "../latex/printer";

/** What a section was found to mean, with the reason for each line. */
export interface FoundSection {
  declared: Declarations;
  lines: Assumption[];
  use: FoundByUse;
  /** Sets that the author calls by name. */
  sets: ReadonlySet<string>;
  /** Where equations begin from which a definition was taken that holds above them, and by which of their steps. */
  defining: ReadonlyMap<number, readonly number[]>;
  /** Equations whose sides do not fit together. */
  misfits: number;
}

/** What is taken for a whole document. */
export interface Manner {
  preset?: Preset;
  layout: Layout;
  /** Arguments to which names are applied anywhere in the document. */
  applied: Uses["applied"];
  /** Sets that the document calls by name. */
  sets: ReadonlySet<string>;
  /** The searches for readings in the document. */
  searches: Searches;
}

/**
 * Works out what a section leaves undeclared: first what its prose says, then what a preset knows, then what
 * the use of the names leaves.
 *
 * @param before what holds already
 */
export function inferSection(
  shown: Section,
  declaredBefore: Declarations,
  { preset, layout, applied, sets, searches }: Manner,
): FoundSection {
  const ownLosses = preset?.losses?.flatMap(({ labels }) => labels) ?? [];
  const before = withKnownFunctions(shown, declaredBefore, (name) =>
    ownLosses.some((label) => nameText(name) === `\\text{${label}}`),
  );
  const { said } = withRemarks(shown, before);
  const spoken = [...said.map(({ equation }) => equation), ...shown.remarks.filter(listsColumns)];
  const section = { ...shown, equations: [...shown.equations, ...spoken] };
  const uses = usesIn(section.equations);
  const features = findFeatures(uses);
  const defined = definitionsIn(section.equations, before);
  const isWanted = (name: string): boolean =>
    !preset?.replaces?.includes(name) &&
    [name, `${name}_*`, `index ${name}`].some((each) => features.has(each)) &&
    !defined.has(name) &&
    !defined.has(countedKey(name)) &&
    !defined.has(countedKey(name.replace(/_\{?[a-z]\}?$/, ""))) &&
    !isKnown(name, before) &&
    !isOneOfMany(name, uses);
  const { declared: told, taken } = withFacts(factsIn(section.prose), before, isWanted);
  const { declared: remarked, late } = withRemarks(shown, told);
  let known = remarked;
  if (preset) {
    const wanted = {
      uses,
      defined: definitionsIn(section.equations, remarked),
      declared: remarked,
      layout,
      applied,
      sets,
      unread: unreadDefinitions([...section.equations, ...section.remarks]),
    };
    const first = declareByUse(
      section,
      applyPreset(preset, { ...wanted, drawn: new Map(), subsets: new Map() }),
      searches,
    );
    const { shorthands } = first.choice.trial.reader.names;
    const counted = countedIn(uses);
    const subsets = setsBelow(uses, [...shorthands.keys()]);
    const draws = [...shorthands.keys()].filter((index) => !subsets.has(index));
    const drawn = new Map(draws.map((index) => [index, counted.get(index) ?? "K"]));
    known = applyPreset(preset, { ...wanted, drawn, subsets: elementsOf(uses, subsets) });
  }
  const { declared: whole, found: upstream } = withUpstream(section, known);
  const more = upstream.map(({ equation }) => equation);
  const use = declareByUse({ ...section, equations: [...section.equations, ...more] }, whole, searches);
  const sliced = withSlices(told, before, use.declared);
  const lines = [
    ...withEvidence(declarationLines(before, declaredBefore, sets), () => ({
      from: "preset",
      says: asUsual,
    })),
    ...withEvidence(declarationLines(sliced, before, sets), ({ names }) => findEvidence(names, taken)),
    ...withEvidence(declarationLines(remarked, sliced, sets), ({ names }) =>
      findRemark(names, [...said, ...late]),
    ),
    ...withEvidence(declarationLines(known, remarked, sets), () => ({
      from: "preset",
      says: preset?.title ?? "",
    })),
    ...withEvidence(declarationLines(use.declared, known, sets), ({ names }) => {
      const loss = isUpstream(names, upstream);
      return loss ? { from: "use", says: upstreamReason(loss) } : findUse(names, use, section);
    }),
  ];
  // What is defined for every index is known for that once the index is declared.
  const [defining, others] = [true, false].map((each) =>
    lines.filter(({ line }) => line.includes(":=") === each),
  );
  const { declared, held } = declareLines([...others, ...defining], declaredBefore);
  return {
    declared,
    lines: held,
    sets,
    use: { ...use, declared },
    defining: definingPlaces(shown.equations, [...late, ...said]),
    misfits: use.choice.trial.misfits.length,
  };
}

/** Where the displayed equations begin from which some definitions are taken, and by which of their steps. */
function definingPlaces(
  shown: readonly Equation[],
  definitions: readonly TextDefinition[],
): ReadonlyMap<number, readonly number[]> {
  const places = definitions.flatMap(({ equation, steps }): [number, readonly number[]][] => {
    if (equation.filled !== undefined) return [[equation.at, [equation.filled]]];
    return shown.includes(equation) ? [[equation.at, Array.from({ length: steps }, (_, i) => i)]] : [];
  });
  return new Map(places);
}

/** What the text declares, with the columns and rows that the use of other names makes of its matrices. */
function withSlices(told: Declarations, before: Declarations, used: Declarations): Declarations {
  const sliced = copyDeclarations(told);
  for (const [letter, slices] of used.slices) {
    if (told.slices.has(letter) || !told.variables.has(slices.of) || before.variables.has(slices.of))
      continue;
    sliced.slices.set(letter, slices);
    for (const [index, range] of used.indices.usual) sliced.indices.usual.set(index, range);
  }
  return sliced;
}

function withEvidence(
  lines: { names: string[]; line: string }[],
  evidence: (line: { names: string[] }) => Evidence,
): Assumption[] {
  return lines.map(({ names, line }) => ({ names, line, evidence: evidence({ names }) }));
}

/** The sets that sums over some indices run through, as N of `\sum_{w \in N}`. */
function setsBelow({ indices }: Uses, texts: readonly string[]): Map<string, string> {
  const found = texts.flatMap((text) =>
    (indices.get(text) ?? []).flatMap(({ bound }): [string, string][] =>
      bound?.over?.kind === "set" ? [[text, bound.over.name]] : [],
    ),
  );
  return new Map(found);
}

/** For each of some sets the letter that stands for an element of it, where that stands free and for nothing else. */
function elementsOf({ indices }: Uses, sets: ReadonlyMap<string, string>): Map<string, string | undefined> {
  const isElement = (text: string, set: string): boolean => {
    const uses = indices.get(text) ?? [];
    const bounds = uses.flatMap(({ bound }) => (bound ? [bound.over] : []));
    return bounds.length < uses.length && bounds.every((over) => over?.kind === "set" && over.name === set);
  };
  return new Map(
    [...sets].map(([text, set]) => [set, /^[a-z]$/.test(text) && isElement(text, set) ? text : undefined]),
  );
}

/** Whether a name is `u_o` where there are `u_w` or U as well, whose column it is. */
function isOneOfMany(name: string, { names }: Uses): boolean {
  const letter = /^(\\?[a-zA-Z]+(?:\{\\?[a-zA-Z]+\})?)_[^{]*[a-z]/.exec(name)?.[1];
  if (letter === undefined) return false;
  const others = (names.get(letter) ?? []).filter(({ symbol }) => plainName(nameText(symbol)) !== name);
  return others.length > 0 || names.has(letter.toUpperCase());
}

function isKnown(
  name: string,
  { variables, oneHots, identities, definitions, indices }: Declarations,
): boolean {
  return [variables, oneHots, identities, definitions, indices.named].some((names) => names.has(name));
}

/** The sets that a text calls by name, and the vocabulary where it is spoken of. */
export function setsIn(features: ReadonlySet<string>, preset: Preset | undefined): Set<string> {
  const sets = [...features]
    .filter((feature) => feature.startsWith("in "))
    .map((feature) => feature.slice(3));
  return new Set(preset === word2vec ? ["Vocab", ...sets] : sets);
}

function findEvidence(names: readonly string[], facts: readonly Fact[]): Evidence {
  const fact = facts.find((each) => each.names.some((name) => names.includes(name)));
  return { from: "text", at: fact?.at, says: fact?.says ?? "" };
}

function findRemark(names: readonly string[], remarks: readonly TextDefinition[]): Evidence {
  const remark = remarks.find(({ name }) => names.includes(nameText(name)));
  const at = remark?.equation.elsewhere ? undefined : remark?.equation.at;
  return { from: "text", at, says: remark?.equation.says ?? "it is defined here" };
}

/** The first place that rules the next reading out, else the first place where the name stands. */
function findUse(names: readonly string[], use: FoundByUse, section: Section): Evidence {
  const uses = usesIn(section.equations);
  const [name] = names;
  const first = uses.names.get(name)?.[0]?.at ?? uses.indices.get(name)?.[0]?.at;
  const options = use.options.get(name) ?? [];
  const chosen = use.choice.readings.get(name);
  const other = options.find(({ reading }) => reading !== chosen);
  const below = uses.indices.get(name)?.find(({ of }) => of)?.of;
  if (below) return { from: "use", at: first, says: `it is the index of \`${print(below)}\`` };
  if (!other) return { from: "use", at: first, says: "it stands here" };
  if (!use.complete)
    return { from: "use", at: first, says: "it fits best of what was tried; there is too much to try all" };
  const { misfits } = use.choice.trialWith(name, other);
  const fits = new Set(use.choice.trial.misfits.map(({ equation }) => equation));
  const against = misfits.find(({ equation }) => !fits.has(equation));
  if (!against) return { from: "use", at: first, says: "nothing says otherwise" };
  const [left] = against.equation.sides;
  const says = left ? `otherwise \`${print(left)}\` would not fit` : "otherwise a line would not fit";
  return { from: "use", at: against.equation.at, says };
}
