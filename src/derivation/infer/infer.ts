import { declarationLines } from "../declare/declaration-lines";
import { noDeclarations, type Declarations } from "../declare/declarations";
import { countedKey } from "../declare/declarations";
import { afterText, carriedInto, neededIn, withFunctions } from "./carry";
import { declareLines } from "./declare-lines";
import { contradictionsIn } from "./contradictions";
import { listsColumns } from "./definitions";
import type { Assumption, Inference, SectionInference } from "./inference";
import { countFaults, listUnclear } from "./faults";
import { inferSection, setsIn, type FoundSection, type Manner } from "./infer-section";
import { nameText } from "../latex/name-text";
import { choosePreset, weigh } from "./presets/choose-preset";
import { findFeatures } from "./presets/features";
import { definesLosses, takesLess } from "./presets/what-they-say";
import type { Preset } from "./presets/preset";
import { listQuestions } from "./questions";
import { factsIn } from "./prose";
import type { Equation, Prose, Section } from "./section";
import { usesIn } from "./uses";

/** A document in sections, each with what its author declared. */
export interface InferenceInput {
  sections: readonly Section[];
  /** The same, cut at each heading, if it has some. */
  byHeadings?: readonly Section[];
  /** The same cut or read otherwise, for where some equations do not fit. */
  otherwise?: readonly (readonly Section[])[];
  /** What the author asks to assume: the name of a preset, or `none`. */
  assume?: string;
}

/** What was inferred, and how much of the document does not fit it. */
export interface Inferred extends Inference {
  /** Equations whose sides do not fit together. */
  misfits: number;
  /** How much a prime transposes that is no number. */
  primed: number;
  /** See `countFaults`. */
  faults: number;
  /** Whether some name means something else in a section than in those before it. */
  changes: boolean;
}

/**
 * Works out what a document does not declare, from presets of well-known notation, from its prose, and from the
 * use of its names. Nothing that is declared is changed.
 *
 * A document is read as one whole, in which the lines of each part say something of the names of the others. A name may
 * mean something else under another heading: where something does not fit, or the names are many, there is a section for
 * each heading. The reading is taken in which more fits; whether lines are right is never asked.
 */
export function inferDeclarations(input: InferenceInput): Inference {
  const { preset, sections } = weighInference(input);
  return { preset, sections };
}

/** The same as `inferDeclarations`, with how well it fits. */
export function weighInference({ sections, byHeadings, otherwise, assume }: InferenceInput): Inferred {
  const isLarge = byHeadings !== undefined && countNames(sections) > mostNamesOfAll;
  let best = inferBest(isLarge ? byHeadings : sections, assume);
  if (!isLarge && byHeadings && best.faults > 0) {
    const found = inferBest(byHeadings, assume);
    if (found.changes && found.faults < best.faults) best = found;
  }
  if (best.changes) return best;
  for (const other of otherwise ?? []) {
    if (best.misfits === 0) break;
    const found = inferBest(other, assume);
    if (found.misfits < best.misfits) best = found;
  }
  // Without the preset nothing would say what its losses are.
  if (best.preset !== undefined && !definesLosses(best) && assume === undefined && best.misfits > 1) {
    const plain = inferBest(sections, "none");
    if (plain.misfits < best.misfits - 1 && !takesLess(best, plain)) best = plain;
  }
  return best;
}

/** More names than this say enough under each heading; how long all together take grows with their square. */
const mostNamesOfAll = 20;

const countNames = (sections: readonly Section[]): number =>
  usesIn(sections.flatMap(({ equations }) => equations)).names.size;

function inferBest(sections: readonly Section[], assume: string | undefined): Inferred {
  const uses = usesIn(sections.flatMap(({ equations }) => equations));
  const features = findFeatures(uses);
  const preset = choosePreset(features, assume);
  const [first, ...rest] = listManners(preset, uses.applied, setsIn(features, preset)).map((manner) => ({
    preset: manner.preset?.name,
    ...inferWith(sections, manner, assume !== undefined),
  }));
  return rest.reduce((before, each) => (each.misfits < before.misfits ? each : before), first);
}

function listManners(preset: Preset | undefined, applied: Manner["applied"], sets: Manner["sets"]): Manner[] {
  const hasRows = preset?.rows.some(({ layout }) => layout === "rows") ?? false;
  const layouts = hasRows ? (["columns", "rows"] as const) : (["columns"] as const);
  return layouts.map((layout) => ({ preset, layout, applied, sets }));
}

function inferWith(sections: readonly Section[], manner: Manner, asked: boolean): Omit<Inferred, "preset"> {
  const found: SectionInference[] = [];
  const total = { misfits: 0, faults: 0, primed: 0, changes: false };
  let before: Known | undefined;
  let lost = false;
  const count = ({ found: { misfits, use }, faults, begins }: Next): void => {
    total.misfits += misfits;
    total.primed += use.choice.trial.reader.primed.size;
    total.faults += faults;
    total.changes ||= begins;
  };
  for (const [i, each] of sections.entries()) {
    if (each.fresh) before = undefined;
    if (each.alone) {
      const own = inferNext(each, before && noneKnown, { ...manner, preset: undefined });
      found.push(own.inference);
      count(own);
      lost = true;
      continue;
    }
    const later = functionsIn(sections.slice(i + 1));
    const own = { ...each, remarks: [...each.remarks, ...later] };
    const prose = [...(before?.prose ?? []), ...each.prose];
    const remarks = [...own.remarks, ...(before?.remarks ?? [])]; // the last said holds
    const section = { ...each, prose, remarks };
    const preset = presetFor(section, manner.preset, asked);
    const told = factsIn(each.prose).flatMap(({ names }) => names);
    const known = before && { ...before, lost, told };
    const going = inLayout(preset, manner, (layout) =>
      inferNext(section, known, { ...manner, preset, layout }),
    );
    const next = going.faults > 0 && known ? startAfresh(own, known, going, { manner, preset }) : going;
    count(next);
    lost = false;
    before = {
      after: afterText(each, next.found.declared),
      assumed: next.all,
      ...(next.begins ? { prose: own.prose, remarks: own.remarks } : { prose, remarks }),
      preset,
    };
    found.push(next.inference);
  }
  return { sections: found, ...total };
}

/** A section as it is read by itself, if more of it fits then than if it `goes on` with what was said before it. */
function startAfresh(
  section: Section,
  known: Known,
  goesOn: Next,
  { manner, preset }: { manner: Manner; preset: Preset | undefined },
): Next {
  if (section.equations.length === 0) return goesOn;
  const afresh = inLayout(preset, manner, (layout) =>
    inferNext(section, { ...noneKnown, functions: known.after, lost: true }, { ...manner, preset, layout }),
  );
  // One line that does not fit may be wrong, and says nothing of the others.
  const spared = section.equations.length > 1 ? 1 : 0;
  return afresh.faults < goesOn.faults - spared ? { ...afresh, begins: true } : goesOn;
}

/** The functions that later sections define, which may be used above: `P(O = o \\mid C = c)`. */
function functionsIn(sections: readonly Section[]): Equation[] {
  return sections
    .flatMap(({ equations }) => equations)
    .filter(({ sides: [first] }) => first?.kind === "apply")
    .map((equation) => ({ ...equation, elsewhere: true }));
}

/** What is inferred in the layout of the document, or in the one that fits best where a section has a preset of its own. */
function inLayout(
  preset: Preset | undefined,
  manner: Manner,
  infer: (layout: Manner["layout"]) => Next,
): Next {
  const layouts =
    preset === manner.preset
      ? [manner.layout]
      : listManners(preset, manner.applied, manner.sets).map(({ layout }) => layout);
  const [first, ...rest] = layouts.map(infer);
  return rest.reduce((best, each) => (each.found.misfits < best.found.misfits ? each : best), first);
}

/** The preset for a section: that of the document, unless too little speaks for it there and enough for another. */
function presetFor(section: Section, preset: Preset | undefined, asked: boolean): Preset | undefined {
  if (asked) return preset;
  const features = findFeatures(usesIn(section.equations));
  const own = choosePreset(features);
  return own && (!preset || weigh(preset.signs, features) < preset.least) ? own : preset;
}

/** What holds at the end of a section, and every line that was assumed for it. */
interface Known {
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
interface Next {
  inference: SectionInference;
  found: FoundSection;
  /** Every line that was assumed for it. */
  all: Assumption[];
  faults: number;
  /** Whether it begins afresh, because what was said before does not fit. */
  begins: boolean;
}

const noneKnown: Known = { after: noDeclarations(), assumed: [], prose: [], remarks: [] };

function inferNext(section: Section, known: Known | undefined, manner: Manner): Next {
  const before = known && { ...known, after: withAuthor(known.after, section.declared) };
  const base = known ? withFunctions(section.declared, known.functions ?? known.after) : section.declared;
  const fresh = inferSection(section, base, manner);
  const changes = known?.preset && manner.preset && known.preset !== manner.preset;
  const carried = before && !changes && inferSection(section, findBasis(section, before), manner);
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
    certain: certainMisfits(found.use),
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
  const faults = countFaults(section, carried.declared) + unclear - countFaults(section, fresh.declared);
  return faults === 0 ? carried.misfits <= fresh.misfits : faults < 0;
}

/**
 * Places that do not fit however one of the names is read, but for readings under which as many other lines do not,
 * and no definition is among them.
 */
function certainMisfits({ choice, options, definitions, unsettled }: FoundSection["use"]): number[] {
  const { misfits } = choice.trial;
  const isMisfit = (equation: Equation, among = misfits): boolean =>
    among.some((each) => each.equation === equation);
  const defining = [...definitions.values()]
    .map(({ equation }) => equation)
    .filter((equation) => equation.sides.length === 2 && !isMisfit(equation));
  const others = [...options].flatMap(([name, list]) => list.map((option) => ({ name, option })));
  const better = (misfits.length > 0 ? others : [])
    .map(({ name, option }) => choice.trialWith(name, option).misfits)
    .filter((other) => other.length <= misfits.length && !defining.some((each) => isMisfit(each, other)));
  return misfits
    .filter(({ equation }) => !unsettled.has(equation) && better.every((other) => isMisfit(equation, other)))
    .map(({ misfit }) => misfit.at);
}

/** The names found by use or taken from a preset that stand in no definition and on no left side. */
function listUnexplained(
  section: Section,
  { use: { options, definitions, choice }, declared, lines }: FoundSection,
): string[] {
  const said = section.equations.map((equation) =>
    listsColumns(equation) ? equation : { ...equation, sides: equation.sides.slice(0, 1) },
  );
  const bodies = [...definitions.values(), ...declared.definitions.values()].map(({ body }) => ({
    at: 0,
    sides: [body],
  }));
  const { names } = usesIn([...said, ...bodies, ...section.remarks]);
  const isUnit = (name: string): boolean => {
    const reading = choice.readings.get(name);
    return reading?.way === "slices" && reading.unit === true;
  };
  const isExplained = (name: string): boolean => names.has(name) || names.has(name.replace(/_\{.*$/, ""));
  // What a preset takes for a variable where it does not know it, as \hat{y} where no scores stand.
  const taken = lines
    .filter(({ evidence, line }) => evidence.from === "preset" && /: (?:vector|row|matrix|scalar)/.test(line))
    .filter((each) => !each.names.some(isExplained));
  return [
    ...[...options.keys()].filter((name) => !names.has(name) && !isUnit(name)),
    ...taken.flatMap((each) => each.names),
  ];
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
