import type { Declarations, Definition } from "../declare/declarations";
import { countedKey } from "../declare/declarations";
import { isBeside } from "../declare/add-definition";
import { arityKey, isOtherArity, squareOf } from "../declare/definition-keys";
import { findNamed } from "../latex/named-behind";
import { hasParameters } from "../latex/applications";
import type { Expression, SymbolName } from "../latex/expression";
import { children } from "../latex/expression";
import {
  familyText,
  indexText,
  letterText,
  mentions,
  mentionsLetter,
  nameText,
  relatesTwo,
} from "../latex/name-text";
import { variableBefore } from "../typed/look-up";
import type { Equation } from "./section";
import { countedIn, isFigure, usesIn, usesOf } from "./uses";

/** A definition that the text makes, and where. */
export interface TextDefinition extends Definition {
  equation: Equation;
  /** How many of its steps name and define it. */
  steps: number;
  /** Whether it holds for its own indices alone, beside one for all others. */
  single?: boolean;
}

/**
 * The definitions of a section: the first equation for a name that is not declared, `J = …`, `J(v_c, o, U) = …`,
 * and each one with `:=`. Of `J = J_{\text{neg}}(v_c, o, U) = …` both names are defined. A name is not defined
 * by an expression in which it stands itself, or a function that nothing says.
 *
 * @param functions names of functions that are defined elsewhere
 * @returns definitions by the text of the name, or by its letter where it is defined for every index
 */
export function definitionsIn(
  equations: readonly Equation[],
  declared: Declarations,
  functions: ReadonlySet<string> = new Set(),
): Map<string, TextDefinition> {
  const found = new Map<string, TextDefinition>();
  // A function may be used above the line that defines it.
  for (let before = -1; before < found.size;) {
    before = found.size;
    for (const equation of equations) addDefinitions(equation, equations, { declared, functions }, found);
  }
  orderFamilies(found, equations);
  return found;
}

/**
 * The names that equations give to what stands before them, `\\frac{\\partial J}{\\partial z} = \\delta`, where nothing above
 * speaks of the name: it is defined there, and what comes below claims something of it.
 *
 * @param known what else defines names
 * @param any   whether names of derivatives of what is not known count as well
 */
export function namedBehind(
  equations: readonly Equation[],
  declared: Declarations,
  known: ReadonlyMap<string, TextDefinition>,
  any = false,
): Map<string, TextDefinition> {
  const found = new Map<string, TextDefinition>();
  const names = usesIn(equations).names;
  const isKnown = (name: SymbolName): boolean => isDeclared(name, declared) || isDefined(name, known);
  for (const equation of equations) {
    const at = findNamed(equation.sides);
    const [body, name] = [equation.sides[0], at === undefined ? undefined : equation.sides[at]];
    if (!body || name?.kind !== "symbol" || isDeclared(name, declared)) continue;
    const letter = letterText(name);
    const isNumbered = name.indices?.every(isFigure) === true;
    const before = names
      .get(letter)
      ?.some(
        ({ symbol, equation: other, at: place }) =>
          other !== equation && place < equation.at && !(isNumbered && nameText(symbol) !== nameText(name)),
      );
    const key = definitionKey({ name, parameters: [] });
    const other = known.get(key) ?? known.get(countedKey(letter));
    const isSaid = other && (other.equation.at < equation.at || !equations.includes(other.equation));
    if (before || found.has(key) || (isSaid && !other.equation.filled)) continue;
    if (!any && differentiatesUnknown(body, isKnown)) continue;
    found.set(key, { name, parameters: [], body, equation, steps: 0 });
  }
  return found;
}

/** Whether it differentiates a name of which nothing says what it is. */
function differentiatesUnknown(node: Expression, isKnown: (name: SymbolName) => boolean): boolean {
  if (node.kind === "derivative" && node.of.kind === "symbol" && !isKnown(node.of)) return true;
  return children(node).some(([, child]) => differentiatesUnknown(child, isKnown));
}

function addDefinitions(
  equation: Equation,
  equations: readonly Equation[],
  { declared, functions }: { declared: Declarations; functions: ReadonlySet<string> },
  found: Map<string, TextDefinition>,
): void {
  const known = (name: SymbolName): boolean =>
    isDeclared(name, declared) || found.has(nameText(name)) || functions.has(nameText(name));
  const at = equation.sides.findIndex((side) => !side || !namedBy(side));
  // Behind a side that cannot be read, the next one says what the name is.
  const body = equation.sides[at === -1 ? equation.sides.length - 1 : at] ?? nextReadable(equation, at);
  const names = equation.sides.slice(0, at === -1 ? -1 : at).map((side) => side && namedBy(side));
  if (!body) return;
  for (const name of names) {
    const plain = name && definitionKey(name);
    if (!name || plain === undefined) continue;
    const count = name.parameters.length;
    const isOtherCount = [found, declared.definitions].some((each) => isOtherArity(each, plain, count));
    const key = isOtherCount ? arityKey(plain, count) : plain;
    const family = found.get(key) ?? declared.definitions.get(key);
    const single = !isOtherCount && family && standsBeside(name.name, body, { family, equation, equations });
    if (single ? found.has(nameText(name.name)) : found.has(key)) continue;
    if (!isOtherCount && !single && isDeclared(name.name, declared)) continue;
    if (isSolved(name.name, body, equation, equations) || listsOwn(name.name, body)) continue;
    if (isModel(body, equation, equations)) continue;
    if (name.isSquare && isUsedAbove(name.name, equation, equations)) continue;
    const value: Expression = name.isSquare ? { kind: "call", name: "sqrt", argument: body } : body;
    if (!mentions(body, name.name) && !relatesTwo(name.name, body) && !appliesUnknown(body, known))
      found.set(single ? nameText(name.name) : key, {
        name: name.name,
        parameters: name.parameters,
        body: value,
        equation,
        steps: names.length,
        ...(single && { single }),
      });
  }
}

/**
 * Whether an equation defines a name for its own index beside a definition for every other, as \sigma_o beside \sigma_k: its
 * author says that it does, or only one of the two indices counts up to something.
 */
function standsBeside(
  name: SymbolName,
  body: Expression,
  { family, equation, equations }: { family: Definition; equation: Equation; equations: readonly Equation[] },
): boolean {
  const { indices = [] } = name;
  if (name.raised || !isBeside(family, indices, body) || mentionsLetter(body, letterText(name))) return false;
  if (equation.defines) return true;
  const counted = countedIn(usesIn(equations));
  const [own, other] = [family.name.indices ?? [], indices].map((list) =>
    list.map((index) => counted.get(indexText(index))).join(),
  );
  return own !== other;
}

/** Sees to it that of the definitions of a letter the one for an index that sums count holds for every other. */
function orderFamilies(found: Map<string, TextDefinition>, equations: readonly Equation[]): void {
  for (const [key, each] of [...found]) {
    const general = countedKey(familyText(each.name));
    const family = found.get(general);
    if (!each.single || !family) continue;
    const { indices } = usesIn(equations);
    const isCounted = ({ name }: TextDefinition): boolean =>
      name.indices?.every((index) => indices.get(indexText(index))?.some(({ bound }) => bound)) === true;
    if (isCounted(family) || !isCounted(each)) continue;
    found.delete(key);
    found.set(general, { ...each, single: undefined });
    found.set(nameText(family.name), { ...family, single: true });
  }
}

const nextReadable = ({ sides }: Equation, at: number): Expression | undefined =>
  at > 0 ? sides.slice(at).find((side) => side !== undefined) : undefined;

/** Names that the text defines by something that cannot be read: what they are is said, and not known. */
export function unreadDefinitions(equations: readonly Equation[]): Set<string> {
  const names = equations.flatMap(({ sides: [first, ...rest] }) => {
    const name = first && rest.length > 0 && rest.every((side) => !side) ? namedBy(first)?.name : undefined;
    return name && !name.indices?.some(isFigure) ? [letterText(name)] : [];
  });
  return new Set(names);
}

/** Whether the name of a square stands above, so that the equation claims something of it. */
const isUsedAbove = (name: SymbolName, equation: Equation, equations: readonly Equation[]): boolean =>
  above(equation, equations).some((each) => usesOf(each).names.has(letterText(name)));

/** The equations that stand above another one of the same section; those of the text come first in the list. */
const above = ({ at }: Equation, equations: readonly Equation[]): Equation[] =>
  equations.filter((each) => each.at < at && !each.elsewhere);

/**
 * Whether an equation says what a variable is that was there before, as `\theta = (X^\top X)^{-1} X^\top y` behind
 * derivatives by \theta: it is a solution, which speaks of no new name, and no definition.
 */
function isSolved(
  name: SymbolName,
  body: Expression,
  equation: Equation,
  equations: readonly Equation[],
): boolean {
  if (!isPlain(name)) return false;
  const before = above(equation, equations);
  const letter = letterText(name);
  const isBy = before.some((each) =>
    usesOf(each)
      .names.get(letter)
      ?.some(({ by, symbol }) => by && isPlain(symbol)),
  );
  if (!isBy) return false;
  const { names } = usesIn(before);
  return [...usesIn([{ at: 0, sides: [body] }]).names.keys()].every((each) => names.has(each));
}

/**
 * Whether it says how data come about, `y = X \\beta + \\varepsilon` with a noise of which nothing else speaks: what is
 * measured is given, and does not follow from the parameters.
 */
function isModel(body: Expression, equation: Equation, equations: readonly Equation[]): boolean {
  if (body.kind !== "add") return false;
  return [body.left, body.right].some(
    (term) =>
      term.kind === "symbol" &&
      noises.has(term.name) &&
      !equations.some((each) => each !== equation && usesOf(each).names.has(letterText(term))),
  );
}

const noises = new Set(["\\epsilon", "\\varepsilon", "\\xi"]);

/** Whether an equation lists what a matrix has as columns or rows, `U = [u_1, \\ldots, u_n]`: it says what they are. */
export const listsColumns = ({ sides: [name, body] }: Equation): boolean =>
  name?.kind === "symbol" && body !== undefined && listsOwn(name, body);

function listsOwn({ name }: SymbolName, body: Expression): boolean {
  const entry =
    body.kind === "list" ? (body.body.kind === "transpose" ? body.body.of : body.body) : undefined;
  return entry?.kind === "symbol" && entry.indices?.length === 1 && entry.name.toUpperCase() === name;
}

const isPlain = ({ indices, raised }: SymbolName): boolean => !indices && !raised;

/** Whether an expression applies a function that has no meaning, as the CE of `J = CE(y, \hat{y})`. */
function appliesUnknown(node: Expression, known: (name: SymbolName) => boolean): boolean {
  if (node.kind === "apply" && !known(node.of)) return true;
  return children(node).some(([, child]) => appliesUnknown(child, known));
}

/** By what a definition is found: the letter of `J_j`, which holds for every j, else the whole name, as of `h_\theta(x)`. */
function definitionKey({ name, parameters }: { name: SymbolName; parameters: SymbolName[] }): string {
  if (parameters.length > 0 && hasParameters(name)) return nameText(name);
  const all = [...(name.raised?.indices ?? []), ...(name.indices ?? [])];
  return all.length > 0 && !all.some(isFigure) ? countedKey(familyText(name)) : nameText(name);
}

/** What a side names; `\sigma^2` names the root of what it equals. */
function namedBy(
  side: Expression,
): { name: SymbolName; parameters: SymbolName[]; isSquare?: boolean } | undefined {
  if (side.kind === "symbol") return { name: side, parameters: [] };
  const square = squareOf(side);
  if (square) return { name: square, parameters: [], isSquare: true };
  if (side.kind !== "apply" || side.order) return undefined;
  const parameters = side.arguments.filter((argument) => argument.kind === "symbol");
  return parameters.length === side.arguments.length ? { name: side.of, parameters } : undefined;
}

export function isDeclared(name: SymbolName, declared: Declarations): boolean {
  const { variables, slices, oneHots, identities, definitions } = declared;
  const [text, letter] = [nameText(name), letterText(name)];
  const kinds = [variables, slices, oneHots, identities, definitions];
  if (!name.indices && !name.raised) return kinds.some((names) => names.has(text));
  const texts = [text, familyText(name), letter];
  return (
    variableBefore(name, declared) !== undefined ||
    definitions.has(countedKey(familyText(name))) ||
    texts.some((each) => kinds.some((names) => names.has(each)))
  );
}

/** Whether the text defines a name: by itself, as an entry of what it defines, or for every index. */
export function isDefined(name: SymbolName, defined: ReadonlyMap<string, Definition>): boolean {
  return isDefinedWhole(name, defined) || defined.has(countedKey(familyText(name)));
}

/** The same, where a name without indices is defined by an equation for itself, not by one for each of its entries. */
export function isDefinedWhole(name: SymbolName, defined: ReadonlyMap<string, Definition>): boolean {
  if (!name.indices && !name.raised) return defined.has(nameText(name));
  const keys = [nameText(name), familyText(name), countedKey(familyText(name)), letterText(name)];
  return keys.some((key) => defined.has(key));
}
