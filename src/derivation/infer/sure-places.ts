import { listsColumns } from "./definitions";
import type { FoundSection } from "./infer-section";
import type { Equation, Section } from "./section";
import { usesIn, type NameUse } from "./uses";

/**
 * Places that do not fit however one of the names is read, but for readings under which as many other lines do not,
 * and no definition is among them. Where two of them or more fit under one other reading, that reading may be meant; where
 * most of the section does not fit, it was not understood.
 */
export function certainMisfits(
  { equations }: Section,
  { choice, complete, options, definitions, unsettled }: FoundSection["use"],
): number[] {
  if (!complete) return [];
  const { misfits } = choice.trial;
  const odd = new Set(misfits.map(({ equation }) => equation)).size;
  if (odd > 2 && odd > equations.length / 2) return [];
  const isMisfit = (equation: Equation, among = misfits): boolean =>
    among.some((each) => each.equation === equation);
  const defining = [...definitions.values()]
    .map(({ equation }) => equation)
    .filter((equation) => equation.sides.length === 2 && !isMisfit(equation));
  const others = [...options].flatMap(([name, list]) => list.map((option) => ({ name, option })));
  const mended = (other: typeof misfits): number =>
    misfits.filter(({ equation }) => !isMisfit(equation, other)).length;
  const better = (misfits.length > 0 ? others : [])
    .map(({ name, option }) => choice.trialWith(name, option).misfits)
    .filter(
      (other) =>
        mended(other) > 1 ||
        (other.length <= misfits.length && !defining.some((each) => isMisfit(each, other))),
    );
  return misfits
    .filter(({ equation }) => !unsettled.has(equation) && better.every((other) => isMisfit(equation, other)))
    .map(({ misfit }) => misfit.at);
}

/** The names found by use or taken from a preset that stand in no definition and on no left side. */
export function listUnexplained(
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
  // X is what its rows x_i are, and y what all y_i are.
  const isHeld = (name: string): boolean =>
    [...declared.slices].some(
      ([letter, { of }]) => of === name && names.get(letter)?.every(isFunction) === false,
    );
  const isExplained = (name: string): boolean => names.has(name) || names.has(name.replace(/_\{.*$/, ""));
  // What a preset takes for a variable where it does not know it, as \hat{y} where no scores stand.
  const taken = lines
    .filter(({ evidence, line }) => evidence.from === "preset" && /: (?:vector|row|matrix|scalar)/.test(line))
    .filter((each) => !each.names.some(isExplained));
  return [
    ...[...options.keys()].filter(
      (name) =>
        names.get(name)?.every(isFunction) !== false &&
        !isUnit(name) &&
        !isHeld(name) &&
        !declared.identities.has(name),
    ),
    ...taken.flatMap((each) => each.names),
  ];
}

/** Whether it is applied, as the h of `h_\\theta(x)`, which says nothing of h alone. */
const isFunction = ({ symbol, inside: [node] }: NameUse): boolean =>
  node?.kind === "apply" && node.of === symbol;
