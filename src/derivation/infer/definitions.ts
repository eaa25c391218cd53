import type { Declarations, Definition } from "../declare/declarations";
import { countedKey } from "../declare/declarations";
import { squareOf } from "../declare/definition-keys";
import { hasParameters } from "../latex/applications";
import type { Expression, SymbolName } from "../latex/expression";
import { children } from "../latex/expression";
import { familyText, letterText, mentions, nameText } from "../latex/name-text";
import { variableBefore } from "../typed/look-up";
import type { Equation } from "./section";
import { isFigure, usesIn } from "./uses";

/** A definition that the text makes, and where. */
export interface TextDefinition extends Definition {
  equation: Equation;
}

/**
 * The definitions of a section: the first equation for a name that is not declared, `J = …`, `J(v_c, o, U) = …`,
 * and each one with `:=`. Of `J = J_{\text{neg}}(v_c, o, U) = …` both names are defined. A name is not defined
 * by an expression in which it stands itself, or a function that nothing says.
 *
 * @returns definitions by the text of the name, or by its letter where it is defined for every index
 */
export function definitionsIn(
  equations: readonly Equation[],
  declared: Declarations,
): Map<string, TextDefinition> {
  const found = new Map<string, TextDefinition>();
  // A function may be used above the line that defines it.
  for (let before = -1; before < found.size;) {
    before = found.size;
    for (const equation of equations) addDefinitions(equation, equations, declared, found);
  }
  return found;
}

function addDefinitions(
  equation: Equation,
  equations: readonly Equation[],
  declared: Declarations,
  found: Map<string, TextDefinition>,
): void {
  const known = (name: SymbolName): boolean => isDeclared(name, declared) || found.has(nameText(name));
  const at = equation.sides.findIndex((side) => !side || !namedBy(side));
  // Behind a side that cannot be read, the next one says what the name is.
  const body = equation.sides[at === -1 ? equation.sides.length - 1 : at] ?? nextReadable(equation, at);
  const names = equation.sides.slice(0, at === -1 ? -1 : at).map((side) => side && namedBy(side));
  if (!body) return;
  for (const name of names) {
    const key = name && definitionKey(name);
    if (!name || key === undefined || found.has(key) || isDeclared(name.name, declared)) continue;
    if (isSolved(name.name, body, equation, equations) || listsOwn(name.name, body)) continue;
    if (name.isSquare && isUsedAbove(name.name, equation, equations)) continue;
    const value: Expression = name.isSquare ? { kind: "call", name: "sqrt", argument: body } : body;
    if (!mentions(body, name.name) && !appliesUnknown(body, known))
      found.set(key, { name: name.name, parameters: name.parameters, body: value, equation });
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
  usesIn(equations.slice(0, equations.indexOf(equation))).names.has(letterText(name));

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
  const before = usesIn(equations.slice(0, equations.indexOf(equation)));
  const isBy = before.names.get(letterText(name))?.some(({ by, symbol }) => by && isPlain(symbol));
  return (
    isBy === true &&
    [...usesIn([{ at: 0, sides: [body] }]).names.keys()].every((each) => before.names.has(each))
  );
}

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
  if (side.kind !== "apply") return undefined;
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
