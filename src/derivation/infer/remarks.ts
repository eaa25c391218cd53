import { addDefinition } from "../declare/add-definition";
import { copyDeclarations, countedKey, type Declarations } from "../declare/declarations";
import { hasParameters } from "../latex/applications";
import type { IndexName } from "../latex/expression";
import { letterText, mentions, nameText } from "../latex/name-text";
import { beginsAnew } from "../documents/breaks";
import { definitionsIn, namedBehind, type TextDefinition } from "./definitions";
import type { Equation, Section } from "./section";
import { isFigure, usesIn, type NameUse, type Uses } from "./uses";

/**
 * The definitions that a section makes where it is not judged, or after the name is used: "where $z = U^\\top v_c$"
 * in the text, and a displayed `J = …` below a line that differentiates J.
 *
 * @param before what holds already
 * @returns with these; those `said` in the text, of which their equations speak as well, and those that come `late`
 */
export function withRemarks(
  { equations, remarks, source }: Section,
  before: Declarations,
): { declared: Declarations; said: TextDefinition[]; late: TextDefinition[] } {
  const functions = remarks.flatMap(({ sides: [first] }) =>
    first?.kind === "apply" ? [nameText(first.of)] : [],
  );
  const shown = definitionsIn(equations, before, new Set(functions));
  const all = definitionsIn([...remarks, ...equations], before);
  const named = namedBehind(equations, before, new Map([...shown, ...all]));
  const offered = [...all]
    .filter(
      ([key, remark]) => remarks.includes(remark.equation) && !named.has(key) && !isGivenBy(remark, all),
    )
    .filter(([key, remark]) => {
      const display = shown.get(key);
      return !display || (source !== undefined && comesFirst(remark, display, source.text));
    })
    .map(([, each]) => each);
  const isOffered = ({ name }: TextDefinition): boolean =>
    offered.some((each) => nameText(each.name) === nameText(name));
  const used = [...shown]
    .filter(([key]) => !named.has(key))
    .map(([, each]) => each)
    .filter((definition) => !isOffered(definition) && isUsedBefore(definition, usesIn(equations), shown));
  let said: TextDefinition[] = [];
  for (let more = offered; more.length > 0;) {
    const uses = usesIn([...equations, ...said.map(({ equation }) => equation)]);
    more = offered.filter((definition) => !said.includes(definition) && isWanted(definition, uses));
    said = [...said, ...more];
  }
  const above = displayedBelow([...said, ...used], shown, equations);
  const late = [...neededBy([...said, ...used, ...above], shown), ...above, ...used];
  const declared = copyDeclarations(before);
  for (const { name, parameters, body, single } of [
    ...late.filter((each) => !used.includes(each)),
    ...said,
    ...used,
  ]) {
    const symbols = parameters.filter((each) => "kind" in each);
    const { indices } = name;
    if (!indices || indices.some(isFigure) || hasParameters(name))
      addDefinition(declared, name, symbols, body);
    else if (single) declared.definitions.set(nameText(name), { name, parameters: [], body });
    else declared.definitions.set(countedKey(letterText(name)), { name, parameters: indices, body });
  }
  return { declared, said, late };
}

/**
 * Whether a name is said to be the derivative of a loss that is made of it, as G = \\partial L / \\partial Y beside
 * `L := \\operatorname{tr}(G^\\top Y)`: it stands for any such derivative, and is a variable.
 */
const isGivenBy = ({ name, body }: TextDefinition, all: ReadonlyMap<string, TextDefinition>): boolean => {
  const loss =
    body.kind === "derivative" && body.of.kind === "symbol" ? all.get(nameText(body.of)) : undefined;
  return loss !== undefined && mentions(loss.body, name);
};

/** Whether the text says what a name is before a display does, in the same stretch: then the display claims something. */
function comesFirst(
  { equation: remark }: TextDefinition,
  { equation }: TextDefinition,
  text: string,
): boolean {
  const isSaid = !remark.elsewhere && remark.filled === undefined;
  return isSaid && remark.at < equation.at && !beginsAnew(text, remark.at, equation.at);
}

/**
 * The names that stand in definitions, directly or not, and are displayed below the first place where such a definition
 * is used.
 */
function displayedBelow(
  definitions: readonly TextDefinition[],
  shown: ReadonlyMap<string, TextDefinition>,
  equations: readonly Equation[],
): TextDefinition[] {
  const found: TextDefinition[] = [];
  const visit = ({ body }: TextDefinition, from: number): void => {
    for (const [letter, uses] of usesIn([{ at: 0, sides: [body] }]).names) {
      const keys = [countedKey(letter), ...uses.map(({ symbol }) => nameText(symbol))];
      const other = keys.map((key) => shown.get(key)).find((each) => each !== undefined);
      if (!other || other.equation.at < from || found.includes(other) || definitions.includes(other))
        continue;
      found.unshift(other);
      visit(other, from);
    }
  };
  const { names } = usesIn(equations);
  for (const each of definitions) {
    const places = (names.get(letterText(each.name)) ?? []).filter((use) => use.equation !== each.equation);
    const first = Math.min(...places.map(({ at }) => at));
    if (first < Infinity) visit(each, first);
  }
  return found;
}

/** The functions that definitions apply and that are shown below them, each behind those that it applies itself. */
function neededBy(
  definitions: readonly TextDefinition[],
  shown: ReadonlyMap<string, TextDefinition>,
): TextDefinition[] {
  const found: TextDefinition[] = [];
  const visit = ({ body }: TextDefinition, depth: number): void => {
    for (const name of usesIn([{ at: 0, sides: [body] }]).applied.keys()) {
      const other = shown.get(name);
      if (!other || depth > 8 || found.includes(other) || definitions.includes(other)) continue;
      visit(other, depth + 1);
      found.push(other);
    }
  };
  for (const each of definitions) visit(each, 0);
  return found;
}

/** Whether equations speak of it by name; `w = o` speaks of indices, and `d = 3` chooses a size. */
function isWanted({ name, body }: TextDefinition, uses: Uses): boolean {
  const isIndex = body.kind === "number" || (body.kind === "symbol" && body.label === undefined);
  const isFamily = name.indices?.some((index) => !isFigure(index)) && !hasParameters(name);
  if (isIndex || (isFamily && name.indices?.some(isFigure))) return false;
  const mentionsName = ({ symbol }: NameUse): boolean =>
    nameText(symbol) === nameText(name) ||
    (name.indices === undefined && symbol.indices !== undefined) ||
    (isFamily === true && symbol.indices?.length === name.indices?.length);
  return uses.names.get(letterText(name))?.some(mentionsName) === true;
}

function isUsedBefore(
  { name, equation }: TextDefinition,
  uses: Uses,
  shown: ReadonlyMap<string, TextDefinition>,
): boolean {
  const own = uses.names.get(letterText(name)) ?? [];
  if (name.indices) return isFamilyUsedBefore(name.indices, equation, own);
  const hasEntries = !shown.has(countedKey(letterText(name)));
  return own.some(
    ({ symbol, at, equation: other }) =>
      other !== equation &&
      at < equation.at &&
      (!symbol.indices || (hasEntries && !symbol.indices.some(isFigure))),
  );
}

/** Whether names that are defined for every index stand above, and are not only differentiated by there. */
function isFamilyUsedBefore(
  indices: readonly IndexName[],
  equation: TextDefinition["equation"],
  own: readonly NameUse[],
): boolean {
  if (indices.some(isFigure)) return false;
  const before = own.filter(({ at, equation: other }) => other !== equation && at < equation.at);
  return (
    before.length > 0 && before.every(({ symbol, by }) => !by && symbol.indices?.length === indices.length)
  );
}
