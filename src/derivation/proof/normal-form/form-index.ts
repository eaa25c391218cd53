import type { Range } from "../../declare/range";
import { Undecided } from "../undecided";

/**
 * An index inside a normal form, in the locally nameless representation: free indices have names, bound ones
 * have de Bruijn levels. The outermost sum binds level 0, the sums directly inside it level 1, and so on, so
 * that no name can be captured. What is drawn at an index is an index, too.
 */
export type FormIndex =
  | { readonly kind: "index"; readonly name: string }
  | { readonly kind: "bound"; readonly level: number; readonly range: Range }
  | { readonly kind: "draw"; readonly of: string; readonly at: readonly FormIndex[] };

/** Replaces an index, or leaves it (undefined). */
export type Replace = (index: FormIndex) => FormIndex | undefined;

/** Levels have a fixed width in texts: that keeps their order when all of them are shifted. */
const WIDTH = 2;

/** A text that tells indices apart: equal texts mean equal indices. */
export function indexKey(index: FormIndex): string {
  switch (index.kind) {
    case "index":
      return JSON.stringify(index.name);
    case "bound":
      if (index.level >= 10 ** WIDTH) throw new Undecided("sums are nested too deeply");
      return `#${String(index.level).padStart(WIDTH, "0")}${JSON.stringify(index.range)}`;
    case "draw":
      return `${JSON.stringify(index.of)}[${index.at.map(indexKey).join()}]`;
  }
}

/** Whether any bound index in the index has a level in [low, high). */
export function indexMentions(index: FormIndex, low: number, high: number): boolean {
  if (index.kind === "draw") return index.at.some((inner) => indexMentions(inner, low, high));
  return index.kind === "bound" && index.level >= low && index.level < high;
}

/** Replaces from the inside out, so that w_j with j → k first becomes w_k and is then looked up itself. */
export function replaceIndex(index: FormIndex, replace: Replace): FormIndex {
  const inner: FormIndex =
    index.kind === "draw"
      ? { kind: "draw", of: index.of, at: index.at.map((part) => replaceIndex(part, replace)) }
      : index;
  return replace(inner) ?? inner;
}

/** Adds `by` to every level at or above `from`. */
export function shiftIndex(index: FormIndex, from: number, by: number): FormIndex {
  return replaceIndex(index, (part) =>
    part.kind === "bound" && part.level >= from ? { ...part, level: part.level + by } : undefined,
  );
}
