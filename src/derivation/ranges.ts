import type { Declarations } from "./declarations";
import type { Expression, IndexName, Sum } from "./expression";
import { children } from "./expression";
import { Malformed } from "./malformed";
import { indexText } from "./name-text";
import type { Range } from "./proof/scalar";
import type { Scope } from "./scope";

/** What a sum runs through: what it says, or the usual range of its index, or where the index is used. */
export function rangeOfSum(node: Sum, scope: Scope): Range {
  const { index, over } = node.bound;
  return over ? rangeOver(over, scope) : (scope.usual(index) ?? rangeOfUse(index, node, scope));
}

function rangeOver(over: { kind: "set" | "count" | "window"; name: string }, { declared }: Scope): Range {
  if (over.kind === "window") return `2${over.name}`;
  return over.kind === "count" ? over.name : (declared.sets.get(over.name) ?? over.name);
}

/** The range of an index from where it is used: the columns of a matrix, the entries of a vector. */
function rangeOfUse(index: IndexName, node: Sum, { declared }: Scope): Range {
  const found = firstUse(node.body, indexText(index), declared);
  if (found) return found;
  const text = indexText(index);
  const hint = `write \`\\sum_{${text} \\in Vocab}\` or \`\\sum_{${text}=1}^{K}\``;
  throw new Malformed(`what \`${text}\` runs through is not said`, node.span?.[0] ?? 0, hint);
}

function firstUse(node: Expression, text: string, declared: Declarations): Range | undefined {
  if (node.kind === "symbol" && node.indices) {
    const place = node.indices.findIndex((index) => indexText(index) === text);
    if (place >= 0) return declaredSide(node.name, node.accent, place, node.indices.length, declared);
  }
  for (const [, child] of children(node)) {
    const found = firstUse(child, text, declared);
    if (found) return found;
  }
  return undefined;
}

function declaredSide(
  name: string,
  accent: string | undefined,
  place: number,
  places: number,
  declared: Declarations,
): Range | undefined {
  const letter = accent ? `\\${accent}{${name}}` : name;
  const slices = declared.slices.get(letter);
  const shape = declared.variables.get(slices?.of ?? letter)?.shape;
  const hot = declared.oneHots.get(letter);
  if (!shape) return hot && declared.indices.get(indexText(hot));
  if (slices) return slices.side === "column" ? shape.columns : shape.rows;
  return places === 2 && place === 1 ? shape.columns : shape.rows === "1" ? shape.columns : shape.rows;
}
