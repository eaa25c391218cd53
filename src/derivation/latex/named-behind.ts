import type { Expression, SymbolName } from "./expression";
import { letterText, mentions, mentionsLetter } from "./name-text";

/**
 * Which side of an equation is a name that may be given there to what stands before it, as \\delta in
 * `\\frac{\\partial J}{\\partial z} = \\hat{y} - y = \\delta`: the first that is one and of which no side before speaks. Whether the name
 * is new, who asks knows.
 *
 * @returns its place among the sides
 */
export function findNamed(sides: readonly (Expression | undefined)[]): number | undefined {
  const [left] = sides;
  if (!left || left.kind === "symbol" || left.kind === "apply" || left.kind === "number") return undefined;
  const at = sides.findIndex((side, i) => i > 0 && side !== undefined && isFreeName(side));
  const name = sides[at];
  if (name?.kind !== "symbol") return undefined;
  // \delta_2 may be given to what has \delta_1 in it.
  const speaksOf = name.indices?.every(({ name: index }) => /^\d+$/.test(index))
    ? (side: Expression): boolean => mentions(side, name)
    : (side: Expression): boolean => mentionsLetter(side, letterText(name));
  const isSpokenOf = sides.slice(0, at).some((side) => !side || speaksOf(side));
  return isSpokenOf ? undefined : at;
}

/** A name by itself, which is no constant. */
function isFreeName(side: Expression): side is SymbolName {
  if (side.kind !== "symbol" || side.raised) return false;
  return !constants.has(side.name) && !side.name.startsWith("\\mathbf{");
}

const constants = new Set(["I", "e", "\\pi", "0", "1", "c", "C", "\\text{const}", "\\text{constant}"]);
