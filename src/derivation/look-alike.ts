import type { Declarations } from "./declare/declarations";
import { isScalar } from "./declare/shape";
import { children, type Expression, type SymbolName } from "./latex/expression";
import { letterText } from "./latex/name-text";
import { namesUnder } from "./infer/hidden-derivatives";
import type { Assumption } from "./infer/inference";
import type { Line, Written } from "./verdict/line";

/**
 * A name of some sides that was only assumed, with the one that it may be instead: the small `v_{ab}` beside a matrix V, of
 * which it may be an entry, x beside a bold x, of which it may be one number, or W beside `W^{(2)}`, which it may be for short.
 *
 * @param bold the letters that stand in bold somewhere in the document; none if a bold letter is no other name
 */
export function findLookAlike(
  sides: readonly (Written | undefined)[],
  declared: Declarations,
  assumed: readonly Assumption[],
  bold: ReadonlySet<string>,
): { name: SymbolName; other: string } | undefined {
  const written = sides.flatMap((side) => (side && typeof side !== "string" ? [side] : []));
  const guesses = new Set(assumed.flatMap(({ names, evidence }) => (evidence.from === "use" ? names : [])));
  const { variables } = declared;
  const spoken = namesUnder(written, declared);
  for (const name of written.flatMap(symbolsIn)) {
    const letter = letterText(name);
    if (!variables.has(letter) || !guesses.has(letter)) continue;
    const capital = letter.toUpperCase();
    const whole = variables.get(capital)?.shape;
    const isEntry = name.indices?.length === 2 && capital !== letter && whole && !isScalar(whole);
    if (isEntry) return { name, other: capital };
    const raised = name.raised ? undefined : [...variables.keys()].find((key) => isRaised(key, letter));
    if (raised !== undefined && spoken.has(raised)) return { name, other: raised };
    if (!name.bold && !name.indices && bold.has(letter)) return { name, other: `\\mathbf{${letter}}` };
  }
  return undefined;
}

/** Whether a name is a letter with a number raised, `W^{(2)}`. */
const isRaised = (name: string, letter: string): boolean =>
  name.startsWith(`${letter}^{`) && /^\^\{[([]\d+[)\]]\}$/.test(name.slice(letter.length));

/** The letters that stand in bold somewhere in some lines. */
export const boldLetters = (lines: readonly Line[]): Set<string> =>
  new Set(
    lines
      .flatMap(({ left, right }) => [left, right])
      .flatMap((side) => (side && typeof side !== "string" ? symbolsIn(side) : []))
      .flatMap((name) => (name.bold ? [letterText(name)] : [])),
  );

function symbolsIn(node: Expression): SymbolName[] {
  const own = node.kind === "symbol" ? [node] : node.kind === "derivative" && node.by ? [node.by] : [];
  return [...own, ...children(node).flatMap(([, child]) => symbolsIn(child))];
}
