import type { Expression, SymbolName } from "./expression";
import { children } from "./expression";
import { indexText, letterText, mentions, mentionsLetter } from "./name-text";

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
  if (name?.kind !== "symbol" || comparesSides(name, left)) return undefined;
  // \delta_2 may be given to what has \delta_1 in it.
  const speaksOf = name.indices?.every(({ name: index }) => /^\d+$/.test(index))
    ? (side: Expression): boolean => mentions(side, name)
    : (side: Expression): boolean => mentionsLetter(side, letterText(name));
  const isSpokenOf = sides.slice(0, at).some((side) => !side || speaksOf(side));
  return isSpokenOf ? undefined : at;
}

/**
 * The `\\delta_{bc}` behind `\\partial v_b / \\partial x_c`, of which one index is that of what is differentiated by: it compares the
 * two, and is given to nothing.
 */
function comparesSides({ name, accent, label, indices = [] }: SymbolName, left: Expression): boolean {
  if (name !== "\\delta" || accent || label !== undefined || indices.length !== 2) return false;
  if (left.kind !== "derivative" || !left.by)
    return children(left).some(([, child]) => comparesSides({ kind: "symbol", name, indices }, child));
  const below = (left.by.indices ?? []).map(indexText);
  return indices.filter((index) => below.includes(indexText(index))).length === 1;
}

/** A name by itself, which is no constant. */
function isFreeName(side: Expression): side is SymbolName {
  if (side.kind !== "symbol" || side.raised) return false;
  return !constants.has(side.name) && !side.name.startsWith("\\mathbf{");
}

const constants = new Set(["I", "e", "\\pi", "0", "1", "c", "C", "\\text{const}", "\\text{constant}"]);
