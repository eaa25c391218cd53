import type { Declarations, Definition } from "../declare/declarations";
import { addDefinition } from "../declare/add-definition";
import { copyDeclarations, countedKey } from "../declare/declarations";
import { arityKey } from "../declare/definition-keys";
import type { Expression, SymbolName } from "../latex/expression";
import { children, same } from "../latex/expression";
import { keyWithCount } from "../latex/distributions";
import { indexText, letterText, nameText } from "../latex/name-text";
import { isIntroduced } from "../documents/breaks";
import { definitionsIn, namedBehind, type TextDefinition } from "./definitions";
import type { Section } from "./section";
import { declaredAt, looseIndices } from "./loose-indices";
import { isLossSampled, losses } from "./losses";
import { countedIn, isFigure, usesIn, type Uses } from "./uses";

/** Declarations with the definitions that the text of a section makes, as they hold at its end. */
export function afterText(section: Section, declared: Declarations): Declarations {
  let after = copyDeclarations(declared);
  const loose = looseIndices(declared, section.declared);
  const shown = definitionsIn(section.equations, declared);
  const named = namedBehind(section.equations, declared, shown);
  for (const { name, parameters, body, equation } of new Map([...shown, ...named]).values()) {
    const symbols = parameters.filter((each) => "kind" in each);
    const there = copyDeclarations(declaredAt(equation, after, loose));
    addDefinition(there, name, symbols, body);
    after = { ...after, definitions: there.definitions };
  }
  return after;
}

/**
 * What an earlier section leaves to a later one: all but what the later one defines or counts in another way.
 *
 * @param before what holds at the end of the earlier section
 * @param fixed  what the author declared, which stays
 */
export function carriedInto(section: Section, before: Declarations, fixed: Declarations): Declarations {
  const carried = copyDeclarations(before);
  for (const [key, definition] of definitionsIn(section.equations, fixed)) {
    const old = carried.definitions.get(key);
    const isAnew =
      old !== undefined &&
      (isOther(key, old.body, definition.body, before.definitions) ||
        isIntroducedAnew(old, definition, section));
    if (old ? isAnew : carried.variables.has(key)) {
      carried.definitions.delete(key);
      carried.variables.delete(key);
    }
    const letter = letterText(definition.name);
    if (!old && !fixed.variables.has(letter) && key === countedKey(letter)) carried.variables.delete(letter);
  }
  for (const [key, each] of definitionsIn(section.remarks, fixed))
    if (isIntroducedAnew(carried.definitions.get(key), each, section)) carried.definitions.delete(key);
  const uses = usesIn(section.equations);
  for (const [name, list] of uses.names) {
    const bare = list.some(({ symbol }) => !symbol.indices);
    if (bare && !fixed.indices.named.has(name)) carried.indices.named.delete(name);
  }
  for (const index of uses.indices.keys()) {
    if (!uses.names.has(index) && !fixed.variables.has(index)) carried.variables.delete(index);
  }
  for (const [name, lists] of uses.applied) {
    const old = carried.definitions.get(name);
    const [list] = lists;
    if (old?.parameters.length !== 0 || list === undefined) continue;
    carried.definitions.set(name, { ...old, parameters: list.map(parameterFor) });
  }
  for (const [key, { name, body }] of carried.definitions) {
    if (fixed.definitions.has(key) || !isFreeIn(uses, letterText(name), body)) continue;
    carried.definitions.delete(key);
  }
  for (const loss of losses) {
    const old = carried.definitions.get(loss);
    if (!old || !uses.names.has(loss) || fixed.definitions.has(loss)) continue;
    const sampled = isLossSampled(uses, loss) ?? calls(old.body, "sigma");
    if (uses.names.has("u") && calls(old.body, "sigma") !== sampled) carried.definitions.delete(loss);
  }
  for (const [index, end] of countedIn(uses)) {
    const range = carried.indices.named.get(index)?.range;
    if (range !== undefined && range !== end && !fixed.indices.named.has(index))
      carried.indices.named.delete(index);
  }
  return carried;
}

/**
 * Whether a section differentiates by a name and speaks of nothing that the name was defined by: then it is free there,
 * as the p of an entropy below a p that was a prediction.
 */
function isFreeIn({ names }: Uses, letter: string, body: Expression): boolean {
  const isBy = names.get(letter)?.some(({ by }) => by) === true;
  return (
    isBy && !lettersIn(body).some((each) => [...names.keys()].some((name) => name.toLowerCase() === each))
  );
}

/** Whether a function that is known is introduced once more as another one: "Now let $f(x) = e^x$". */
export function isIntroducedAnew(
  before: Pick<Definition, "body"> | undefined,
  { body, parameters, equation }: TextDefinition,
  { source }: Section,
): boolean {
  return (
    before !== undefined &&
    source !== undefined &&
    parameters.length > 0 &&
    !same(before.body, body) &&
    body.kind !== "number" &&
    isIntroduced(source.text, equation.at)
  );
}

/** The declarations of a section with the functions that were defined before by their parameters alone, as `CE(y, p) = …`. */
export function withFunctions(section: Section, before: Declarations): Declarations {
  const { declared } = section;
  const after = copyDeclarations(declared);
  const own = definitionsIn([...section.equations, ...section.remarks], declared);
  for (const [key, definition] of before.definitions) {
    const { name, parameters, body, pattern } = definition;
    if (pattern || parameters.length === 0 || declared.definitions.has(key)) continue;
    const anew = own.get(key);
    if (anew && isIntroducedAnew(definition, anew, section)) continue;
    const letters = parameters.map((each) => ("kind" in each ? letterText(each) : indexText(each)));
    const { names, applied } = usesIn([{ at: 0, sides: [body] }]);
    const isClosed = applied.size === 0 && [...names.keys()].every((each) => letters.includes(each));
    if (isClosed && !name.indices) after.definitions.set(key, definition);
  }
  return after;
}

/** What an argument stands for: `w_{t+j}` is one of the words that a loss calls o. */
function parameterFor(argument: SymbolName): SymbolName {
  const isWord = argument.name === "w" && argument.indices !== undefined;
  return isWord ? { kind: "symbol", name: "o" } : { ...argument, span: undefined, bold: undefined };
}

/**
 * Whether a second equation for a name defines something else: it does not speak of the same, or is a loss of sigmoids
 * where the first is not.
 *
 * @param known definitions of names in them, which speak of what these do
 */
export function isOther(
  key: string,
  old: Expression,
  body: Expression,
  known: ReadonlyMap<string, Definition> = new Map(),
): boolean {
  if (same(old, body)) return false;
  if (losses.includes(key[0]) && calls(old, "sigma") !== calls(body, "sigma")) return true;
  // A number is what a name is said to come to.
  if (body.kind === "number" && old.kind !== "number") return false;
  if (isStepAnew(key, old, body)) return true;
  const names = lettersUnder(old, known);
  return ![...lettersUnder(body, known)].some((letter) => names.has(letter));
}

/**
 * Whether a name without indices is made of others with indices that are other ones now, as in the steps of two programs, `f
 * = \sigma(x_w^\top a_j)` and `f = \sigma(x_i^\top a_j)`: it means the one in one loop and the other in the other.
 */
function isStepAnew(key: string, old: Expression, body: Expression): boolean {
  if (losses.includes(key[0]) || key.includes("_")) return false;
  const [first, second] = [old, body].map(freeIn);
  const differs =
    [...first].some((index) => !second.has(index)) && [...second].some((index) => !first.has(index));
  return first.size > 0 && second.size > 0 && differs;
}

/** The letters of indices that no sum counts. */
function freeIn(body: Expression): Set<string> {
  const { indices } = usesIn([{ at: 0, sides: [body] }]);
  const free = [...indices].filter(([, uses]) => uses.some(({ index, bound }) => !bound && !isFigure(index)));
  return new Set(free.map(([text]) => text));
}

/** The letters in an expression and in what defines its names. */
function lettersUnder(node: Expression, known: ReadonlyMap<string, Definition>): Set<string> {
  const found = new Set(lettersIn(node));
  for (const letter of found)
    for (const { name, body } of known.values())
      if (letterText(name).toLowerCase() === letter) for (const each of lettersIn(body)) found.add(each);
  return found;
}

function calls(node: Expression, name: string): boolean {
  return (
    (node.kind === "call" && node.name === name) || children(node).some(([, child]) => calls(child, name))
  );
}

function lettersIn(node: Expression): string[] {
  const own = node.kind === "symbol" ? [letterText(node).toLowerCase()] : [];
  return [...own, ...children(node).flatMap(([, child]) => lettersIn(child))];
}

/** The part of some declarations that a section needs: its own names, and what their definitions use. */
export function neededIn(section: Section, declared: Declarations, fixed: Declarations): Declarations {
  const needed = new Set<string>();
  const keysFor = (text: string): string[] => [
    text,
    countedKey(text),
    ...[...declared.definitions.keys()].filter((key) => key.startsWith(arityKey(text, 0).slice(0, -1))),
  ];
  const uses = usesIn(section.equations);
  const visit = (texts: Iterable<string>): void => {
    for (const text of texts) {
      if (needed.has(text)) continue;
      needed.add(text);
      follow(text);
    }
  };
  /** The indices that count what is drawn into the sets that sums are over. */
  const ofSets = ({ indices }: Uses): string[] => {
    const sets = new Set(
      [...indices.values()]
        .flat()
        .flatMap(({ bound }) => (bound?.over?.kind === "set" ? [bound.over.name] : [])),
    );
    return [...declared.indices.named].filter(([, { range }]) => sets.has(range)).map(([index]) => index);
  };
  const follow = (text: string): void => {
    const keys = new Set(keysFor(text));
    for (const [key, definition] of declared.definitions) {
      if (!keys.has(key) && !isCounted(key, definition.name, text)) continue;
      const inside = usesIn([{ at: 0, sides: [definition.body] }]);
      visit([...inside.names.keys(), ...collectNames(inside), ...inside.indices.keys(), ...ofSets(inside)]);
      visit(definition.parameters.map((each) => ("kind" in each ? nameText(each) : indexText(each))));
    }
    const of = declared.slices.get(text)?.of;
    const hot = declared.oneHots.get(text);
    const other = declared.indices.named.get(text)?.name;
    visit([...(of === undefined ? [] : [of]), ...(hot ? [indexText(hot.at)] : [])]);
    if (other?.at) visit([indexText(other)]);
    for (const { letter, over } of declared.draws.values()) {
      if (!text.startsWith(`${letter}_`)) continue;
      visit(
        [...declared.indices.named].filter(([, { range }]) => over.includes(range)).map(([index]) => index),
      );
    }
  };
  visit([...uses.names.keys(), ...collectNames(uses), ...uses.indices.keys(), ...ofSets(uses)]);
  const kept = copyDeclarations(declared);
  const keep = (map: Map<string, unknown>, always: Map<string, unknown>): void => {
    for (const key of [...map.keys()]) if (!needed.has(key) && !always.has(key)) map.delete(key);
  };
  keep(kept.variables, fixed.variables);
  keep(kept.oneHots, fixed.oneHots);
  keep(kept.identities, fixed.identities);
  for (const text of [...needed]) for (const key of keysFor(text)) needed.add(key);
  for (const [key, { name }] of kept.definitions)
    if (isCounted(key, name, nameText(name)) && needed.has(nameText(name))) needed.add(key);
  keep(kept.definitions, fixed.definitions);
  keep(kept.indices.named, fixed.indices.named);
  for (const [letter, { of }] of kept.slices)
    if (!kept.variables.has(of) && !kept.identities.has(of)) kept.slices.delete(letter);
  for (const [key, { over }] of kept.draws) {
    const counts = [...kept.indices.named.values()].map(({ range }) => range);
    if (!fixed.draws.has(key) && !over.every((range) => counts.includes(range))) kept.draws.delete(key);
  }
  return kept;
}

/** Whether a definition is that of H(p, q), found beside H(p). */
const isCounted = (key: string, name: SymbolName, text: string): boolean =>
  key === keyWithCount(name, 2) && nameText(name) === text;

function collectNames({ names }: ReturnType<typeof usesIn>): string[] {
  return [...names.values()].flat().map(({ symbol }) => nameText(symbol));
}
