import type { Range } from "../declare/range";
import type { IndexName } from "../latex/expression";

/**
 * Where an entry is taken: a named index, or what was drawn at an index, such as w_k, the word id of the
 * k-th negative. Draws may repeat, so two different k may stand for the same word.
 */
export type Index =
  | { readonly kind: "index"; readonly name: string }
  | { readonly kind: "draw"; readonly of: string; readonly at: readonly Index[] };

/** A named index; constructors take either a name or an index. */
export function index(name: Index | string): Index {
  return typeof name === "string" ? { kind: "index", name } : name;
}

/** A name for an index that no text can have, since `#` is no letter: bound by a sum, or made by a rewriting. */
export function freshName(letter: string, count: number | string): string {
  return `${letter}#${count}`;
}

/** What was drawn at the given indices: `drawAt("w", "k")` is w_k. */
export function drawAt(of: string, ...at: readonly (Index | string)[]): Index {
  return { kind: "draw", of, at: at.map(index) };
}

/** The index that is always the same, as in x_1: counted from 1, in a range. */
export function fixedIndex(value: number, range: Range): Index {
  return { kind: "index", name: freshName(String(value), range) };
}

/** What a fixed index stands for; undefined for any other. */
export function fixedValue(name: string): { value: number; range: Range } | undefined {
  const found = /^(\d+)#(.+)$/.exec(name);
  return found ? { value: Number(found[1]), range: found[2] } : undefined;
}

/** `A_{12}` of what has two indices: 1 and 2, since nobody writes one number for two. All other indices stay as they are. */
export function partFigures(names: readonly IndexName[], count: number): IndexName[] {
  const [only, ...more] = names;
  if (count !== 2 || !only || more.length > 0 || !/^[1-9]{2}$/.test(only.name) || only.at || only.offset)
    return [...names];
  return [...only.name].map((name) => ({ ...only, name }));
}
