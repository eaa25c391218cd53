import { afterText } from "./carry";
import type { Inference, SectionInference } from "./inference";
import { setsIn, type Manner } from "./infer-section";
import { inferNext, noneKnown, type Known, type Next } from "./next-section";
import { choosePreset, weigh } from "./presets/choose-preset";
import { findFeatures } from "./presets/features";
import { definesLosses, takesLess } from "./presets/what-they-say";
import type { Preset } from "./presets/preset";
import { factsIn } from "./prose";
import { remembered } from "./remembered";
import { Searches } from "./searches";
import type { Equation, Section } from "./section";
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
  /** What was searched for in it before. */
  searches?: Searches;
  /** What was inferred from it already. */
  weighed?: Inferred;
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
  const { preset, sections } = input.weighed ?? weighInference(input);
  return { preset, sections };
}

/** The same as `inferDeclarations`, with how well it fits. */
export function weighInference({
  sections,
  byHeadings,
  otherwise,
  assume,
  searches = new Searches(),
}: InferenceInput): Inferred {
  const inferBest = (each: readonly Section[], asked: string | undefined): Inferred =>
    inferBestOf(each, asked, searches);
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
    if (plain.misfits < best.misfits - 1 && !takesLess(best, plain)) {
      best = plain;
      // Vectors may stand as columns under one heading and as rows under another.
      const apart = byHeadings && best.misfits > 0 ? inferBest(byHeadings, "none") : best;
      if (apart.misfits < best.misfits && apart.faults < best.faults) best = apart;
    }
  }
  return best;
}

/** More names than this say enough under each heading; how long all together take grows with their square. */
const mostNamesOfAll = 20;

const countNames = (sections: readonly Section[]): number =>
  usesIn(sections.flatMap(({ equations }) => equations)).names.size;

/** What is inferred in the layout in which most fits. */
function inferBestOf(sections: readonly Section[], assume: string | undefined, searches: Searches): Inferred {
  const uses = usesIn(sections.flatMap(({ equations }) => equations));
  const features = findFeatures(uses);
  const preset = choosePreset(features, assume);
  const [first, ...rest] = listManners(preset, {
    applied: uses.applied,
    sets: setsIn(features, preset),
    searches,
  }).map((manner) => ({
    preset: manner.preset?.name,
    ...inferWith(sections, manner, assume !== undefined),
  }));
  return rest.reduce((before, each) => (each.misfits < before.misfits ? each : before), first);
}

/** A document in each layout that the preset knows. */
function listManners(preset: Preset | undefined, manner: Omit<Manner, "preset" | "layout">): Manner[] {
  const hasRows = preset?.rows.some(({ layout }) => layout === "rows") ?? false;
  const layouts = hasRows ? (["columns", "rows"] as const) : (["columns"] as const);
  return layouts.map((layout) => ({ ...manner, preset, layout }));
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
    .map(elsewhere);
}

const elsewhere = remembered((equation: Equation): Equation => ({ ...equation, elsewhere: true }));

/** What is inferred in the layout of the document, or in the one that fits best where a section has a preset of its own. */
function inLayout(
  preset: Preset | undefined,
  manner: Manner,
  infer: (layout: Manner["layout"]) => Next,
): Next {
  const layouts =
    preset === manner.preset ? [manner.layout] : listManners(preset, manner).map(({ layout }) => layout);
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
