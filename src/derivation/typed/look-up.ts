import { code, message } from "../latex/message";
import { isScalar, shapeText } from "../declare/shape";
import { partFigures, type Index } from "./indices";
import { fixedSize, windowRange, type Range } from "../declare/range";
import type { TypedExpression } from "./typed-expression";
import type { Declarations, Definition, Slices } from "../declare/declarations";
import { countedKey } from "../declare/declarations";
import type { Expression, IndexName, SymbolName } from "../latex/expression";
import { findConstant } from "./constants";
import { elaborateIn } from "./elaborate";
import { Malformed, Unsaid } from "../latex/malformed";
import { familyText, indexText, letterText, nameText, raisedText, stepsOf } from "../latex/name-text";
import type { Arguments, KnownIndex, Scope } from "./scope";
import { asIndex, noArguments, undeclared } from "./scope";
import { ShapeMismatch } from "./shape-mismatch";

/** What a name stands for: a variable, a column or entry of one, a one-hot vector, a definition, a size, a constant. */
export function lookUp(symbol: SymbolName, scope: Scope): TypedExpression {
  const isOther = isFamilyAt(symbol, scope);
  const whole = isOther ? undefined : lookUpWhole(nameText(symbol), symbol, scope);
  if (whole) return whole;
  for (const parting of partings(symbol, scope.declared)) {
    const found = lookUpPart(parting, symbol, scope);
    if (found) return parting.rest.length > 0 ? takeEntry(found, parting.rest, symbol, scope) : found;
  }
  const named = lookUpFamily(symbol, scope)?.value ?? findConstant(symbol, scope) ?? radius(symbol, scope);
  if (named) return named;
  throw misnamed(symbol, scope);
}

/** Whether a name with an index that a sum counts is what is defined for every index, though one is for that letter alone. */
function isFamilyAt(symbol: SymbolName, scope: Scope): boolean {
  const family = scope.declared.definitions.has(countedKey(familyText(symbol)));
  return family && symbol.indices?.some((index) => scope.isCounted(index)) === true;
}

/** A name parted into what is looked up, which of them it is, as the columns `x^{()}` need, and the entry of that. */
interface Parting {
  text: string;
  at?: IndexName[];
  rest: IndexName[];
}

/** The ways to part `y_{t,i}`, entry i of y_t, and `x^{(i)}_j`: entry j of x^{(i)}, entry j of column i of the columns x^{()} or x, entry (i, j) of x. */
export function partings(symbol: SymbolName, declared: Declarations): Parting[] {
  const { raised, indices = [] } = symbol;
  const all = [...(raised?.indices ?? []), ...indices];
  if (all.length === 0) return [];
  const found: Parting[] = [];
  // Of y_{t,i} where y_t is a name: its entry i.
  for (const step of stepsOf(symbol))
    found.push({ text: nameText(step), rest: indices.slice(step.indices?.length) });
  if (raised && indices.length > 0) found.push({ text: raisedText(symbol), rest: indices });
  for (const text of new Set([familyText(symbol), letterText(symbol)])) {
    const count = indicesOf(text, raised?.indices.length ?? all.length, declared);
    const apart = partFigures(all, count);
    if (count > 0 && count <= apart.length)
      found.push({ text, at: apart.slice(0, count), rest: apart.slice(count) });
  }
  const one = variableBefore(symbol, declared);
  if (one) found.push(one);
  found.push({ text: letterText(symbol), rest: all });
  return found;
}

/** `v_{ci}` as entry i of the variable v_c. */
export function variableBefore(
  { raised, indices = [], ...letter }: SymbolName,
  { variables }: Pick<Declarations, "variables">,
): { text: string; rest: IndexName[] } | undefined {
  if (raised || indices.length !== 2) return undefined;
  const text = nameText({ ...letter, indices: indices.slice(0, 1) });
  return variables.has(text) ? { text, rest: indices.slice(1) } : undefined;
}

/** How many indices columns or rows of this letter have, or a definition for every index. */
function indicesOf(text: string, places: number, { slices, definitions, draws }: Declarations): number {
  if (!slices.has(text)) return definitions.get(countedKey(text))?.parameters.length ?? 0;
  // u_{kj} is the column drawn k, j where two indices count draws, else entry j of column k.
  return [...draws.values()].some(({ over }) => over.length === places) ? places : 1;
}

function lookUpPart({ text, at }: Parting, symbol: SymbolName, scope: Scope): TypedExpression | undefined {
  if (!at) return lookUpWhole(text, symbol, scope);
  const slices = scope.declared.slices.get(text);
  if (slices) return takeSlice(symbol, at, slices, scope);
  const definition = scope.declared.definitions.get(countedKey(text));
  return (
    definition && instance(definition, scope.places(at, definedRanges(definition, scope)), symbol, scope)
  );
}

/** What the indices run through by which something is defined. */
const definedRanges = ({ name, ranges }: Definition, scope: Scope): Range[] =>
  (name.indices ?? []).map((index, i) => ranges?.[i] || scope.get(index).range);

/** A definition for every index, at these. */
function instance(
  definition: Definition,
  places: readonly KnownIndex[],
  symbol: SymbolName,
  scope: Scope,
): TypedExpression {
  const names = definition.parameters.map((each) => ("kind" in each ? nameText(each) : indexText(each)));
  const indices = new Map(names.map((name, i) => [name, places[i]]));
  return expandDefinition(definition, { indices, values: new Map() }, symbol, scope);
}

/** What was defined by its entries, `p_i := …`: as a whole, the sum of these times unit vectors, and at some indices. */
export interface Family {
  value: TypedExpression;
  entryAt: (...at: Index[]) => TypedExpression;
}

/** The vector p, or the matrix, whose entries were defined by `p_i := …`. */
export function lookUpFamily(symbol: SymbolName, scope: Scope): Family | undefined {
  const definition = scope.declared.definitions.get(countedKey(nameText(symbol)));
  const indices = definition?.name.indices ?? [];
  if (!definition || symbol.indices || indices.length > 2) return undefined;
  const ranges = definedRanges(definition, scope);
  const bound = ranges.map((range, i) => scope.binding(indices[i], range).name);
  const entryAt = (...at: Index[]): TypedExpression =>
    instance(
      definition,
      at.map((index, i) => ({ index, range: ranges[i] })),
      symbol,
      scope,
    );
  const at = bound.map((name): Index => ({ kind: "index", name }));
  const entry = entryAt(...at);
  if (!isScalar(entry)) return undefined;
  const [row, column] = at.map((index, i): TypedExpression => unit(index, ranges[i]));
  const place: TypedExpression = column
    ? { kind: "product", left: row, right: turned(column), rows: row.rows, columns: column.rows }
    : row;
  const shape = { rows: place.rows, columns: place.columns };
  const value = bound.reduceRight(
    (of: TypedExpression, index, i): TypedExpression => ({
      kind: "sum",
      index,
      range: ranges[i],
      of,
      ...shape,
    }),
    { kind: "product", left: entry, right: place, ...shape },
  );
  return { value, entryAt };
}

const unit = (at: Index, range: Range): TypedExpression => ({
  kind: "one-hot",
  at,
  rows: range,
  columns: "1",
});
const turned = (of: TypedExpression): TypedExpression => ({
  kind: "transpose",
  of,
  rows: of.columns,
  columns: of.rows,
});

function lookUpWhole(text: string, symbol: SymbolName, scope: Scope): TypedExpression | undefined {
  const { variables, oneHots, identities, definitions } = scope.declared;
  const value = scope.valueOf(text);
  if (value) return value;
  const variable = variables.get(text);
  if (variable) return { kind: "variable", name: text, ...variable.shape };
  const hot = oneHots.get(text);
  if (hot) {
    const { index, range } = scope.get(hot.at);
    return { kind: "one-hot", at: index, rows: range, columns: "1" };
  }
  const identity = identities.get(text);
  if (identity) return { kind: "identity", rows: identity, columns: identity };
  const definition = definitions.get(text);
  // The L_i of what L is defined by is a name of its own.
  if (definition && symbol.indices && nameText(symbol) !== text && scope.isInside(definition))
    return undefined;
  if (definition) return expandDefinition(definition, noArguments, symbol, scope);
  return isSize(text, scope) ? { kind: "size", range: text, rows: "1", columns: "1" } : undefined;
}

/** Whether it is a letter by which rows, columns or draws are counted. */
export const isSize = (text: string, { declared }: Scope): boolean =>
  /^[a-zA-Z]$/.test(text) && countsSomething(text, declared);

/** The 2m of a window with m words on each side, where m is nothing by itself. */
export function windowSize(over: Expression, { declared }: Scope): TypedExpression | undefined {
  if (over.kind !== "times" || over.left.kind !== "number" || over.left.value !== "2") return undefined;
  if (over.right.kind !== "symbol" || declared.variables.has(nameText(over.right))) return undefined;
  const range = windowRange(nameText(over.right));
  return countsSomething(range, declared) ? { kind: "size", range, rows: "1", columns: "1" } : undefined;
}

/** The m of a window with 2m words. */
function radius(symbol: SymbolName, scope: Scope): TypedExpression | undefined {
  if (symbol.indices || !countsSomething(windowRange(nameText(symbol)), scope.declared)) return undefined;
  const two: Expression = { kind: "number", value: "2" };
  const over: Expression = { kind: "times", by: "", left: two, right: symbol };
  return elaborateIn({ kind: "fraction", over, under: two }, scope);
}

function countsSomething(text: string, { variables, indices, draws }: Declarations): boolean {
  for (const { shape } of variables.values()) if (shape.rows === text || shape.columns === text) return true;
  for (const { range } of indices.named.values()) if (range === text) return true;
  for (const range of indices.usual.values()) if (range === text) return true;
  for (const { over } of draws.values()) if (over.includes(text)) return true;
  return false;
}

/** The error for a name that means nothing as it stands. */
export function misnamed(symbol: SymbolName, scope: Scope): Error {
  const index = asIndex(symbol);
  if (index && scope.find(index)) {
    return new Malformed(message`${index} is an index, not a number`, symbol.span?.[0] ?? 0);
  }
  const letter = letterText(symbol);
  if (scope.declared.slices.has(letter) && !symbol.indices && !symbol.raised) {
    return new Malformed(
      message`${symbol} needs an index`,
      symbol.span?.[0] ?? 0,
      message`write ${code(`${letter}_w`)} for one word`,
    );
  }
  return undeclared(scope.declared, symbol, nameText(symbol));
}

/** `u_o` is column o of U, `u_k` column w_k where k counts draws. */
export function sliceIndex(
  symbol: SymbolName,
  names: readonly IndexName[],
  { of, side }: Slices,
  scope: Scope,
): Index {
  const shape = scope.declared.variables.get(of)?.shape ?? { rows: "1", columns: "1" };
  const range: Range = scope.declared.identities.get(of) ?? (side === "column" ? shape.columns : shape.rows);
  const places = scope.places(names, [range]);
  if (places.length === 1 && places[0].range === range) return places[0].index;
  const drawn = scope.drawn(places, range);
  if (drawn) return drawn;
  const ranges = places.map(({ range: each }) => each);
  const came = ranges.join(" and ");
  throw new ShapeMismatch(
    message`${symbol} names a ${side} of ${of} by an index from 1 to ${came}, but ${of} has ${range} ${side}s`,
    symbol,
    message`declare what is drawn: ${code(`w_k in Vocab, k in 1..${came}`)}`,
    { came: ranges, wanted: [range] },
  );
}

function takeSlice(
  symbol: SymbolName,
  names: readonly IndexName[],
  slices: Slices,
  scope: Scope,
): TypedExpression {
  const of = lookUpWhole(slices.of, symbol, scope);
  if (!of) throw undeclared(scope.declared, symbol, slices.of);
  const at = sliceIndex(symbol, names, slices, scope);
  if (of.kind === "identity") return { kind: "one-hot", at, rows: of.rows, columns: "1" };
  // A row named by itself is a vector like any other, so it stands upright.
  const row: TypedExpression = { kind: "part", of, row: at, rows: "1", columns: of.columns };
  if (slices.side === "row") return { kind: "transpose", of: row, rows: of.columns, columns: "1" };
  return { kind: "part", of, column: at, rows: of.rows, columns: "1" };
}

/** The entry of a vector or matrix at the given indices. */
export function takeEntry(
  of: TypedExpression,
  names: readonly IndexName[],
  node: Expression,
  scope: Scope,
): TypedExpression {
  const sides = [of.rows, of.columns].filter((side) => side !== "1");
  const isLarge = sides.some((side) => (fixedSize(side) ?? 0) > 10);
  const places = scope.places(isLarge ? names : partFigures(names, sides.length), sides);
  const wanted = places.map(({ range }) => range);
  if (sides.join(" ") !== wanted.join(" ") || sides.length === 0) {
    throw new ShapeMismatch(
      message`${node} takes an entry by ${wanted.map((range) => `an index from 1 to ${range}`).join(" and ")}, but the whole is ${shapeText(of)}`,
      node,
      undefined,
      { came: wanted, wanted: sides },
    );
  }
  const [row, column] = of.rows === "1" ? [undefined, places[0].index] : [places[0].index, places[1]?.index];
  return { kind: "part", of, row, column, rows: "1", columns: "1" };
}

/** A definition's body in place of its name; errors inside it are told at the name. */
export function expandDefinition(
  definition: Definition,
  given: Arguments,
  at: Expression,
  scope: Scope,
): TypedExpression {
  const inside = scope.entering(definition, given, at);
  try {
    return elaborateIn(definition.body, inside);
  } catch (error) {
    const start = at.span?.[0] ?? 0;
    if (error instanceof Malformed) {
      const says = message`in ${definition.name}: ${error.says}`;
      if (error instanceof Unsaid) throw new Unsaid(says, start, error.hint, error.of);
      throw new Malformed(says, start, error.hint);
    }
    if (error instanceof ShapeMismatch)
      throw new ShapeMismatch(message`in ${definition.name}: ${error.says}`, at, error.hint, error.ranges);
    throw error;
  }
}
