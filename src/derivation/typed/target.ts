import { code, message } from "../latex/message";
import { countedKey, type Slices } from "../declare/declarations";
import type { Shape } from "../declare/shape";
import { isScalar, scalarShape } from "../declare/shape";
import { createContext } from "./context";
import type { Index } from "./indices";
import type { Target, TypedExpression } from "./typed-expression";
import type { Expression, IndexName, SymbolName } from "../latex/expression";
import { Malformed } from "../latex/malformed";
import { lookUp, lookUpFamily, misnamed, partings, sliceIndex, takeEntry } from "./look-up";
import { familyText, letterText, mentionsLetter, nameText, stepsOf } from "../latex/name-text";
import type { Scope } from "./scope";

/** What is differentiated by, and the shape of it. */
export interface DifferentiatedBy {
  target: Target;
  shape: Shape;
  /** Of a name that is defined by others, what it stands for. */
  value?: TypedExpression;
  /** Of one that is defined for every index, as by z_w := u_w^T v_c, what it stands for at some. */
  entryAt?: (...at: Index[]) => TypedExpression;
}

/** What is differentiated by: a variable, a column or row of one, an entry, or a name that is defined by others. */
export function elaborateTarget(symbol: SymbolName, scope: Scope): DifferentiatedBy {
  const { variables, slices } = scope.declared;
  const found =
    definedTarget(symbol, scope) ??
    wholeTarget(nameText(symbol), symbol, scope) ??
    familyTarget(symbol, scope) ??
    instanceTarget(symbol, scope);
  if (found) return found;
  for (const { text, at, rest } of partings(symbol, scope.declared)) {
    const part = at ? slices.get(text) : undefined;
    if (part && rest.length < 2) return sliceTarget(symbol, at ?? [], rest, part, scope);
    const variable = part || at ? undefined : variables.get(text);
    if (!variable) continue;
    requireItself(text, symbol, scope);
    const entry = takeEntry({ kind: "variable", name: text, ...variable.shape }, rest, symbol, scope);
    const { row, column } = entry as { row?: Index; column?: Index };
    return { target: { name: text, row, column, whole: variable.shape }, shape: scalarShape };
  }
  throw misnamed(symbol, scope);
}

function wholeTarget(name: string, symbol: SymbolName, scope: Scope): DifferentiatedBy | undefined {
  const variable = scope.declared.variables.get(name);
  if (!variable) return undefined;
  requireItself(name, symbol, scope);
  return { target: { name, whole: variable.shape }, shape: variable.shape };
}

function sliceTarget(
  symbol: SymbolName,
  names: readonly IndexName[],
  [entry]: readonly IndexName[],
  slices: Slices,
  scope: Scope,
): DifferentiatedBy {
  const { of: name, side } = slices;
  const whole = scope.declared.variables.get(name)?.shape;
  if (!whole) throw misnamed(symbol, scope);
  requireItself(name, symbol, scope);
  const at = sliceIndex(symbol, names, slices, scope);
  if (entry) {
    const length = side === "column" ? whole.rows : whole.columns;
    const part = takeEntry({ kind: "variable", name, rows: length, columns: "1" }, [entry], symbol, scope);
    const along = (part as { row?: Index }).row;
    const [row, column] = side === "column" ? [along, at] : [at, along];
    return { target: { name, row, column, whole }, shape: scalarShape };
  }
  if (side === "column")
    return { target: { name, column: at, whole }, shape: { rows: whole.rows, columns: "1" } };
  return { target: { name, row: at, whole }, shape: { rows: whole.columns, columns: "1" } };
}

/** A derivative by a parameter cannot be taken where something else stands in its place. */
function requireItself(name: string, symbol: SymbolName, scope: Scope): void {
  if (!scope.valueOf(name)) return;
  throw new Malformed(
    message`a derivative by ${symbol} cannot be taken where ${symbol} is replaced`,
    symbol.span?.[0] ?? 0,
  );
}

/** What a derivative is by whose author did not say so: the only name that `of` depends on. */
export function impliedTarget(node: Expression, of: TypedExpression, scope: Scope): DifferentiatedBy {
  if (of.kind === "derivative") return { target: of.by, shape: targetShape(of.by) };
  if (node.kind === "apply" && node.arguments.length === 1 && node.arguments[0].kind === "symbol")
    return elaborateTarget(node.arguments[0], scope);
  const names = [...createContext([of], scope.declared).variables.keys()];
  const [name] = names;
  const whole = scope.declared.variables.get(name)?.shape;
  if (names.length === 1 && whole) return { target: { name, whole }, shape: whole };
  throw new Malformed(
    message`it is not said by what ${node} is differentiated`,
    node.span?.[0] ?? 0,
    message`write it below, as in ${code(`\\nabla_{${names.at(0) ?? "x"}}`)}`,
  );
}

function targetShape({ row, column, whole }: Target): Shape {
  if (row && column) return scalarShape;
  if (column) return { rows: whole.rows === "1" ? "1" : whole.rows, columns: "1" };
  return row ? { rows: whole.columns, columns: "1" } : whole;
}

/** θ, or one entry of it, where θ := … */
function definedTarget(symbol: SymbolName, scope: Scope): DifferentiatedBy | undefined {
  if (scope.declared.variables.has(nameText(symbol))) return undefined;
  const { indices = [], ...letter } = symbol;
  const wholes: SymbolName[] = [symbol, ...stepsOf(symbol), letter];
  const whole = wholes.find(
    (each) => scope.declared.definitions.get(nameText(each))?.parameters.length === 0,
  );
  if (whole === undefined) return undefined;
  const name = nameText(whole);
  if (whole === letter && scope.declared.slices.has(name)) return undefined; // u_o beside a u
  const value = lookUp(whole, scope);
  const shape: Shape = { rows: value.rows, columns: value.columns };
  const rest = indices.slice(whole.indices?.length ?? 0);
  if (rest.length === 0) return { target: { name, whole: shape }, shape, value };
  const part = takeEntry({ kind: "variable", name, ...shape }, rest, symbol, scope);
  const { row, column } = part as { row?: Index; column?: Index };
  return { target: { name, row, column, whole: shape }, shape: { rows: "1", columns: "1" }, value };
}

/** The vector h_t, where h_t := … for every t. */
function instanceTarget(symbol: SymbolName, scope: Scope): DifferentiatedBy | undefined {
  const definition = scope.declared.definitions.get(countedKey(familyText(symbol)));
  const count = (symbol.indices ?? []).length + (symbol.raised?.indices.length ?? 0);
  if (!definition || count === 0 || definition.parameters.length !== count) return undefined;
  if (isRecurrent(letterText(symbol), scope)) return undefined;
  const value = lookUp(symbol, scope);
  const shape: Shape = { rows: value.rows, columns: value.columns };
  return isScalar(shape) ? undefined : { target: { name: nameText(symbol), whole: shape }, shape, value };
}

/** Whether a name is made of itself, as h_t of h_{t-1}, by whatever stands between. */
function isRecurrent(letter: string, { declared: { definitions } }: Scope): boolean {
  const all = [...definitions.values()];
  const seen = new Set([letter]);
  for (const each of seen) {
    for (const { body } of all.filter(({ name }) => letterText(name) === each)) {
      if (mentionsLetter(body, letter)) return true;
      for (const { name } of all) if (mentionsLetter(body, letterText(name))) seen.add(letterText(name));
    }
  }
  return false;
}

/** z, or one entry of it, where z_w := … for every w. */
function familyTarget(symbol: SymbolName, scope: Scope): DifferentiatedBy | undefined {
  const { indices, ...whole } = symbol;
  if (symbol.raised || scope.declared.variables.has(nameText(whole))) return undefined;
  const found = lookUpFamily(whole, scope);
  if (!found) return undefined;
  const { value, entryAt } = found;
  const name = nameText(whole);
  const shape: Shape = { rows: value.rows, columns: value.columns };
  if (!indices) return { target: { name, whole: shape }, shape, value, entryAt };
  const part = takeEntry({ kind: "variable", name, ...shape }, indices, symbol, scope);
  const { row, column } = part as { row?: Index; column?: Index };
  return { target: { name, row, column, whole: shape }, shape: scalarShape, value, entryAt };
}
