import type { Conditional } from "../declare/conditions";
import type { Declarations } from "../declare/declarations";
import { findIndexRange } from "../declare/declarations";
import type { Range } from "../declare/range";
import type { Equations } from "../documents/equations";
import type { Expression, IndexName, SymbolName } from "../latex/expression";
import { children, same } from "../latex/expression";
import { message } from "../latex/message";
import { indexText, letterText } from "../latex/name-text";
import type { Run } from "../latex/tokens";
import { createLines } from "./chain-lines";
import type { Line } from "./line";
import { readSide } from "./verdicts";

/** The left sides of all claims of a text. */
export interface LeftSides {
  text: string;
  lefts: readonly Run[];
}

/**
 * The lines of a claim; where the text has the derivative by u_o beside that by u_w, and they are wrong for every w, as
 * they are for the others if all are right for those.
 *
 * @param decided the lines of the claim as they are for every w
 */
export function besideOwn(
  { text, lefts }: LeftSides,
  claim: Equations,
  here: Conditional,
  decided: Line[],
): Line[] {
  if (!decided.some(({ mark }) => mark === "wrong here")) return decided;
  const read = (run: Run): Expression | undefined => readSide(text, run, here.declared).expression;
  const derived = lefts.flatMap((run) => read(run) ?? []);
  const own = ownIndices(read(claim.left), derived, here.declared);
  if (own.length === 0) return decided;
  const declared = { ...here.declared, different: [...here.declared.different, ...own] };
  const others = createLines(text, claim, { ...here, declared }, []);
  if (others.some(({ mark }) => mark !== "right")) return decided;
  const note = own.map(([any, one]) => message`${any} is not ${one}, whose derivative stands beside`)[0];
  return others.map((line) => ({ ...line, note }));
}

/**
 * The indices of which a text has the same derivative by itself: o, where `\partial J / \partial u_o` stands beside
 * `\partial J / \partial u_w`, whose author means any other w.
 *
 * @param left  what is derived
 * @param lefts what else the text derives
 */
function ownIndices(
  left: Expression | undefined,
  lefts: readonly Expression[],
  declared: Declarations,
): [any: IndexName, own: IndexName][] {
  const any = left && singleIndex(left);
  if (any === undefined || left?.kind !== "derivative") return [];
  const range = findIndexRange(declared, indexText(any));
  return lefts.flatMap((other): [IndexName, IndexName][] => {
    const own = singleIndex(other, true);
    if (own === undefined || other.kind !== "derivative" || !same(other.of, left.of)) return [];
    const isAnother = indexText(own) !== indexText(any) && letterOf(other.by) === letterOf(left.by);
    return isAnother && isFixed(own, range, declared) && isSpokenOf(own, declared) ? [[any, own]] : [];
  });
}

/** Whether an index is one of a range that is declared: o, or the y_i of an example that is drawn from it. */
function isFixed(own: IndexName, range: Range | undefined, declared: Declarations): boolean {
  if (range === undefined) return false;
  if (own.at === undefined)
    return declared.indices.named.has(indexText(own)) && findIndexRange(declared, indexText(own)) === range;
  return [...declared.draws.values()].some(({ letter, into }) => letter === own.name && into === range);
}

/**
 * The index of what something is differentiated by, where that is a column or row of a matrix.
 *
 * @param drawn whether it may have indices itself, as the y_i of an example
 */
function singleIndex(node: Expression, drawn = false): IndexName | undefined {
  if (node.kind !== "derivative") return undefined;
  const [index, ...more] = node.by?.indices ?? [];
  return index && more.length === 0 && (drawn || index.at === undefined) ? index : undefined;
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
