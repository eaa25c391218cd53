import type { Declarations } from "../declare/declarations";
import { findIndexRange } from "../declare/declarations";
import type { Expression, IndexName, SymbolName } from "../latex/expression";
import { children, same } from "../latex/expression";
import { indexText, letterText } from "../latex/name-text";

/**
 * The indices of which a text has the same derivative by itself: o, where `\partial J / \partial u_o` stands beside
 * `\partial J / \partial u_w`, whose author means any other w.
 *
 * @param left  what is derived
 * @param lefts what else the text derives
 */
export function ownIndices(
  left: Expression | undefined,
  lefts: readonly Expression[],
  declared: Declarations,
): [any: IndexName, own: IndexName][] {
  const any = left && singleIndex(left);
  if (any === undefined || left?.kind !== "derivative") return [];
  const range = findIndexRange(declared, indexText(any));
  return lefts.flatMap((other): [IndexName, IndexName][] => {
    const own = singleIndex(other);
    if (own === undefined || other.kind !== "derivative" || !same(other.of, left.of)) return [];
    const isAnother = indexText(own) !== indexText(any) && letterOf(other.by) === letterOf(left.by);
    const isFixed =
      declared.indices.named.has(indexText(own)) && findIndexRange(declared, indexText(own)) === range;
    return isAnother && isFixed && isSpokenOf(own, declared) ? [[any, own]] : [];
  });
}

/** The index of what something is differentiated by, where that is a column or row of a matrix. */
function singleIndex(node: Expression): IndexName | undefined {
  if (node.kind !== "derivative") return undefined;
  const [index, ...more] = node.by?.indices ?? [];
  return index && more.length === 0 && index.at === undefined ? index : undefined;
}

const letterOf = (symbol: SymbolName | undefined): string => (symbol ? letterText(symbol) : "");

/** Whether an index is the word of a label, or stands in a definition: what is derived speaks of it. */
function isSpokenOf(index: IndexName, { oneHots, definitions }: Declarations): boolean {
  const text = indexText(index);
  if ([...oneHots.values()].some(({ at }) => indexText(at) === text)) return true;
  const mentions = (node: Expression): boolean =>
    (node.kind === "symbol" && node.indices?.some((each) => indexText(each) === text) === true) ||
    children(node).some(([, child]) => mentions(child));
  return [...definitions.values()].some(({ body }) => mentions(body));
}
