import { declarationLines } from "../declare/declaration-lines";
import { noDeclarations, type Declarations } from "../declare/declarations";
import { countedKey } from "../declare/declarations";
import { nameText } from "../latex/name-text";
import { carriedInto, neededIn, withFunctions } from "./carry";
import { contradictionsIn } from "./contradictions";
import { declareLines } from "./declare-lines";
import { countFaults, listUnclear } from "./faults";
import type { Assumption, SectionInference } from "./inference";
import type { FoundSection, Manner } from "./infer-section";
import type { Preset } from "./presets/preset";
import { listQuestions } from "./questions";
import type { Equation, Prose, Section } from "./section";
import { inferSectionOnce } from "./section-memory";
import { looseIndices } from "./loose-indices";
import { certainMisfits, listUnexplained } from "./sure-places";
import { usesIn } from "./uses";

/** What holds at the end of a section, and every line that was assumed for it. */
export interface Known {
  after: Declarations;
  assumed: Assumption[];
  prose: readonly Prose[];
  remarks: readonly Equation[];
  preset?: Preset;
  /** Names of which the text says anew what they are. */
  told?: readonly string[];
  /** Whether a section between dropped what holds. */
  lost?: boolean;
  /** What held, for its functions, where a section begins afresh. */
  functions?: Declarations;
}

/** What was found of a section. */
export interface Next {
  inference: SectionInference;
  found: FoundSection;
  /** Every line that was assumed for it. */
  all: Assumption[];
  faults: number;
  /** Whether it begins afresh, because what was said before does not fit. */
  begins: boolean;
}

export const noneKnown: Known = { after: noDeclarations(), assumed: [], prose: [], remarks: [] };

/**
 * What is inferred of a section, with what holds before it where that fits at least as well as what it says by itself.
 *
 * @param known what holds before it
 */
export function inferNext(section: Section, known: Known | undefined, manner: Manner): Next {
  const before = known && { ...known, after: withAuthor(known.after, section.declared) };
  const base = known ? withFunctions(section, known.functions ?? known.after) : section.declared;
  const fresh = inferSectionOnce(section, base, manner);
  const changes = known?.preset && manner.preset && known.preset !== manner.preset;
  const carried = before && !changes && inferSectionOnce(section, findBasis(section, before), manner);
  const unclear = before ? listUnclear(section, before.after).length : 0;
  const found = carried && fits(section, carried, fresh, unclear) ? carried : fresh;
  const goesOn = before !== undefined && !changes && agrees(before.after, found.declared, section);
  const declared = goesOn ? joined(before.after, found) : neededIn(section, found.declared, section.declared);
  const old = goesOn && !known?.lost ? before.after : section.declared;
  const because = [...found.lines, ...(before?.assumed ?? [])];
  const lines = declarationLines(declared, old, found.sets).map((each): Assumption => {
    const known = because.find(({ names }) => names.some((name) => each.names.includes(name)));
    return { ...each, evidence: known?.evidence ?? { from: "text", says: "defined before" } };
  });
  const { declared: again, held } = declareLines(lines, old);
  const inference: SectionInference = {
    at: section.at,
    source: section.source,
    part: section.part,
    forget: before !== undefined && (!goesOn || known?.lost === true),
    declared: again,
    assumed: held,
    questions: listQuestions(section, found),
    contradictions: contradictionsIn(section, again, found.lines),
    defining: found.defining,
    jacobians: found.use.choice.trial.reader.jacobians,
    loose: looseIndices(again, section.declared),
    certain: certainMisfits(section, found.use),
    unexplained: listUnexplained(section, found),
  };
  return {
    inference,
    found: { ...found, declared: again },
    all: goesOn ? [...because] : lines,
    faults: countFaults(section, again),
    begins: before !== undefined && !goesOn && found === fresh,
  };
}

/**
 * Whether at least as much of a section fits what is carried into it as fits what it says by itself.
 *
 * @param unclear how many definitions are carried that could not be understood where they were made
 */
function fits(section: Section, carried: FoundSection, fresh: FoundSection, unclear: number): boolean {
  const more = (): number => countFaults(section, carried.declared) - countFaults(section, fresh.declared);
  const faults = unclear + (carried.declared === fresh.declared ? 0 : more());
  return faults === 0 ? carried.misfits <= fresh.misfits : faults < 0;
}

/** What held before with what the author declared since. */
function withAuthor(before: Declarations, own: Declarations): Declarations {
  const lines = declarationLines(own, before);
  return declareLines(lines, before).declared;
}

/** What held before with what was found of names that had no meaning then. */
function joined(before: Declarations, { declared, sets }: FoundSection): Declarations {
  const lines = declarationLines(declared, before, sets).filter(({ names }) =>
    names.every((name) => findMeaning(name, before) === ""),
  );
  return declareLines(lines, before).declared;
}

/** What a section starts from: what was declared, found by use and defined before, but not what a preset said. */
function findBasis(section: Section, { after, assumed, told = [] }: Known): Declarations {
  const carried = carriedInto(section, after, section.declared);
  const preset = assumed.filter(({ evidence }) => evidence.from === "preset").flatMap(({ names }) => names);
  const fixed = section.declared;
  for (const name of [...preset, ...told]) {
    if (!fixed.variables.has(name)) carried.variables.delete(name);
    if (!fixed.oneHots.has(name)) carried.oneHots.delete(name);
    if (!fixed.definitions.has(name)) carried.definitions.delete(name);
    if (!fixed.slices.has(name)) carried.slices.delete(name);
    if (!fixed.indices.named.has(name)) carried.indices.named.delete(name);
    for (const [key, { letter }] of carried.draws)
      if (letter === name && !fixed.draws.has(key)) carried.draws.delete(key);
  }
  return carried;
}

/** Whether the names that stand in a section mean there what they meant before. */
function agrees(before: Declarations, declared: Declarations, section: Section): boolean {
  const { names, indices } = usesIn(section.equations);
  const texts = [...names].flatMap(([letter, uses]) => [
    letter,
    ...uses.map(({ symbol }) => nameText(symbol)),
  ]);
  return [...new Set([...texts, ...indices.keys()])].every((text) => {
    const old = findMeaning(text, before);
    return old === "" || old === findMeaning(text, declared);
  });
}

/** All that is declared of a name or of an index, as text; a loss that only has another name means that one. */
function findMeaning(
  text: string,
  { variables, slices, oneHots, identities, indices, draws, definitions }: Declarations,
): string {
  let definition = definitions.get(text) ?? definitions.get(countedKey(text));
  for (let body = definition?.body; body?.kind === "symbol" && !body.indices; body = definition?.body) {
    const next = definitions.get(nameText(body));
    if (!next) break;
    definition = { ...next, parameters: definition?.parameters ?? [] };
  }
  const drawn = [...draws.values()].filter(({ letter }) => text.startsWith(`${letter}_`));
  const parts = [
    variables.get(text),
    slices.get(text),
    oneHots.get(text),
    identities.get(text),
    indices.named.get(text),
    drawn[0],
  ];
  const all = [...parts, definition && { parameters: definition.parameters, body: definition.body }];
  const known = all.filter((part) => part !== undefined);
  return known.length
    ? JSON.stringify(known, (key, value: unknown) => (key === "span" || key === "bold" ? undefined : value))
    : "";
}
