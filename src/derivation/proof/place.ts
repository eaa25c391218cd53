import type { Range } from "./scalar";
import { Undecided } from "./undecided";

/**
 * An index inside a normal form. Bound indices have no names but levels: the outermost sum binds level 0,
 * the sums directly inside it level 1, and so on, so that no name can be captured.
 */
export type Place =
  | { readonly kind: "index"; readonly name: string }
  | { readonly kind: "bound"; readonly level: number; readonly range: Range }
  | { readonly kind: "sample"; readonly of: string; readonly at: readonly Place[] };

/** Replaces a place, or leaves it (undefined). */
export type Replace = (place: Place) => Place | undefined;

/** Levels have a fixed width in texts: that keeps their order when all of them are shifted. */
const WIDTH = 2;

/** A text that tells places apart: equal texts mean equal places. */
export function textOfPlace(place: Place): string {
  switch (place.kind) {
    case "index":
      return JSON.stringify(place.name);
    case "bound":
      if (place.level >= 10 ** WIDTH) throw new Undecided("sums are nested too deeply");
      return `#${String(place.level).padStart(WIDTH, "0")}${JSON.stringify(place.range)}`;
    case "sample":
      return `${JSON.stringify(place.of)}[${place.at.map(textOfPlace).join()}]`;
  }
}

/** Whether any bound index in the place has a level in [low, high). */
export function placeMentions(place: Place, low: number, high: number): boolean {
  if (place.kind === "sample") return place.at.some((inner) => placeMentions(inner, low, high));
  return place.kind === "bound" && place.level >= low && place.level < high;
}

/** Replaces from the inside out, so that w_j with j → k first becomes w_k and is then looked up itself. */
export function replacePlace(place: Place, replace: Replace): Place {
  const inner: Place =
    place.kind === "sample"
      ? { kind: "sample", of: place.of, at: place.at.map((part) => replacePlace(part, replace)) }
      : place;
  return replace(inner) ?? inner;
}

/** Adds `by` to every level at or above `from`. */
export function shiftPlace(place: Place, from: number, by: number): Place {
  return replacePlace(place, (part) =>
    part.kind === "bound" && part.level >= from ? { ...part, level: part.level + by } : undefined,
  );
}
