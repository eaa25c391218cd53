import { code, message } from "../latex/message";
import type { Range } from "../declare/range";
import { windowRange } from "../declare/range";
import type { Shape } from "../declare/shape";
import type { Declarations, Definition } from "../declare/declarations";
import { countedKey } from "../declare/declarations";
import type { Expression, IndexName, Sum, SymbolName } from "../latex/expression";
import { children } from "../latex/expression";
import { Malformed } from "../latex/malformed";
import { indexText } from "../latex/name-text";
import { elaborateIn } from "./elaborate";
import { expandDefinition, partings } from "./look-up";
import type { Scope } from "./scope";
import { noArguments } from "./scope";
import { ShapeMismatch } from "./shape-mismatch";

/** What a sum runs through: what it says, or the usual range of its index, or where the index is used. */
export function findSumRange(node: Sum, scope: Scope): Range {
  const { index, over } = node.bound;
  return over ? rangeOver(over, scope) : (scope.usual(index) ?? findUseRange(index, node, scope));
}

function rangeOver(over: { kind: "set" | "count" | "window"; name: string }, scope: Scope): Range {
  if (over.kind === "window") return windowRange(over.name);
  return over.kind === "set"
    ? (scope.declared.sets.get(over.name) ?? over.name)
    : countedRange(over.name, scope.declared);
}

/** What as many values are as this says: n, or those of the set V for `|V|`. */
export function countedRange(name: string, { sets }: Pick<Declarations, "sets">): Range {
  const set = /^\|(.+)\|$/.exec(name)?.[1];
  return set === undefined ? name : (sets.get(set) ?? set);
}

/** The range of an index from where it is used: the columns of a matrix, the entries of a vector. */
function findUseRange(index: IndexName, node: Sum, scope: Scope): Range {
  const found = firstUse(node.body, indexText(index), scope);
  if (found) return found;
  const text = indexText(index);
  const hint = message`write ${code(`\\sum_{${text} \\in Vocab}`)} or ${code(`\\sum_{${text}=1}^{K}`)}`;
  throw new Malformed(message`the range of ${index} is not given`, node.span?.[0] ?? 0, hint);
}

function firstUse(node: Expression, text: string, scope: Scope): Range | undefined {
  if (node.kind === "symbol") {
    const found = rangeAt(node, text, scope);
    if (found) return found;
  }
  if (node.kind === "entry") {
    const place = node.indices.findIndex((index) => indexText(index) === text);
    const found = place >= 0 ? sidesOf(node.of, scope)?.[place] : undefined;
    if (found) return found;
  }
  if (node.kind === "indicator") {
    const found = [node.left, node.right].map((index) => drawnBy(index, text, scope)).find((range) => range);
    if (found) return found;
  }
  for (const [, child] of children(node)) {
    const found = firstUse(child, text, scope);
    if (found) return found;
  }
  return undefined;
}

/** The sides of an expression that are not 1; undefined if it is not an expression by itself. */
function sidesOf(node: Expression, scope: Scope): Range[] | undefined {
  try {
    const { rows, columns } = elaborateIn(node, scope);
    return [rows, columns].filter((side) => side !== "1");
  } catch (error) {
    if (error instanceof Malformed || error instanceof ShapeMismatch) return undefined;
    throw error;
  }
}

/** What an index of a name runs through as it stands there: the columns of a matrix, the entries of a vector. */
export function rangeAt(symbol: SymbolName, text: string, scope: Scope): Range | undefined {
  for (const { text: name, at, rest } of partings(symbol, scope.declared)) {
    const place = (at ?? rest).findIndex((index) => indexText(index) === text);
    const found =
      place >= 0
        ? findSide(name, at !== undefined, place, scope)
        : at && rest.length === 1 && indexText(rest[0]) === text
          ? findLength(name, scope)
          : undefined;
    if (found) return found;
  }
  return undefined;
}

/** What i runs through in w_i, where that was drawn. */
function drawnBy({ name, at }: IndexName, text: string, { declared }: Scope): Range | undefined {
  const place = at?.findIndex((each) => indexText(each) === text) ?? -1;
  return [...declared.draws.values()]
    .find(({ letter }) => letter === name)
    ?.over.at(place >= 0 ? place : Infinity);
}

/** What the index at this place of a name runs through, where that is a column, a row or an entry. */
function findSide(name: string, family: boolean, place: number, scope: Scope): Range | undefined {
  const { slices, variables, oneHots, identities, indices, definitions } = scope.declared;
  const part = family ? slices.get(name) : undefined;
  if (part)
    return (
      identities.get(part.of) ?? variables.get(part.of)?.shape[part.side === "column" ? "columns" : "rows"]
    );
  if (family) return definitions.get(countedKey(name))?.ranges?.[place];
  const given = scope.valueOf(name);
  if (given) return [given.rows, given.columns].filter((side) => side !== "1")[place];
  const hot = oneHots.get(name);
  if (hot) return indices.named.get(indexText(hot.at))?.range;
  const definition = definitions.get(name);
  const shape = variables.get(name)?.shape ?? (definition && findShape(definition, scope));
  const sides = shape ? [shape.rows, shape.columns].filter((side) => side !== "1") : [];
  return sides[place];
}

/** How long the columns or rows with this letter are: what i runs through in `y^{(t)}_i`. */
function findLength(letter: string, { declared }: Scope): Range | undefined {
  const slices = declared.slices.get(letter);
  if (!slices) return undefined;
  return declared.variables.get(slices.of)?.shape[slices.side === "column" ? "rows" : "columns"];
}

/** The shape of what is defined, if it can be understood here. */
function findShape(definition: Definition, scope: Scope): Shape | undefined {
  if (definition.parameters.length > 0) return undefined;
  try {
    return expandDefinition(definition, noArguments, definition.body, scope);
  } catch (error) {
    if (error instanceof Malformed || error instanceof ShapeMismatch) return undefined;
    throw error;
  }
}
