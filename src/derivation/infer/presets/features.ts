import { indexText, letterText, nameText } from "../../latex/name-text";
import { isFigure, type Uses } from "../uses";

/**
 * What stands in a text, in the words of presets: `U`, `v_c`, `u_*` for u with a subscript by a letter, `u_single` for u with one, `v_drawn` for v
 * with one that counts what was drawn, as `v_{w_i}` or `v_{c+j}`, `J differentiated`, the
 * `index o`, `=softmax` for a function, `in Vocab` and `1..K` for what sums run over, `label neg-sample`.
 */
export function findFeatures(uses: Uses): Set<string> {
  const features = new Set<string>();
  for (const [letter, list] of uses.names) {
    const label = /_\{\\text\{(.+)\}\}$/.exec(letter)?.[1];
    if (label !== undefined) features.add(`label ${label}`);
    for (const { symbol, inside, by } of list) {
      if (inside[0]?.kind === "derivative" && !by) features.add(`${letter} differentiated`);
      features.add(plainName(nameText(symbol)));
      if (symbol.indices?.some((index) => !isFigure(index))) features.add(`${letter}_*`);
      if (symbol.indices?.length === 1) features.add(`${letter}_single`);
      if (symbol.indices?.some(({ at, before }) => before ?? at?.some((index) => !isFigure(index))))
        features.add(`${letter}_drawn`);
    }
  }
  for (const [text, list] of uses.indices) {
    features.add(`index ${plainName(text)}`);
    for (const { index, bound } of list) {
      if (index.at?.some((at) => !isFigure(at) && at.before === undefined)) features.add("draws");
      if (bound?.over?.kind === "set") features.add(`in ${bound.over.name}`);
      if (bound?.over?.kind === "count") features.add(`1..${bound.over.name}`);
    }
  }
  for (const name of uses.functions) features.add(`=${name}`);
  return features;
}

/** A name as people write it: `v_c` for `v_{c}`. */
export const plainName = (text: string): string =>
  text.includes("_{") ? text.replace(/_\{([^{},\\])\}/g, "_$1") : text;

/** Whether one of some names stands there; `a|b` is either. */
export function hasAny(features: ReadonlySet<string>, names: readonly string[]): boolean {
  return names.some((name) => name.split("|").some((each) => features.has(each)));
}

/** The index of the class that is right, where a loss takes the logarithm of one probability: o of `-\log \hat{y}_o`. */
export function targetIndex(uses: Uses): string | undefined {
  const found = new Set<string>();
  for (const { symbol, inside, equation } of [...uses.names.values()].flat()) {
    const [index, ...more] = symbol.indices ?? [];
    const [around] = inside;
    const isOne = index !== undefined && more.length === 0 && /^[a-z]$/.test(index.name) && !index.at;
    const isLoss = equation.sides[0]?.kind === "symbol" && !equation.sides[0].indices;
    if (!isOne || !isLoss || around?.kind !== "call" || around.name !== "log") continue;
    const isBound = inside.some((node) => node.kind === "sum" && node.bound.index.name === index.name);
    if (!isBound) found.add(index.name);
  }
  const [only, ...others] = found;
  return others.length === 0 ? only : undefined;
}

/**
 * The letter up to which sums count words, as n, V or W; not that of a word itself, as in `y_1 + \\cdots + y_w`.
 *
 * @param letters names that have a word below them
 * @param contexts the letter of a number of words of the context
 */
export function wordCount(uses: Uses, letters: ReadonlySet<string>, contexts?: string): string | undefined {
  const others = ["K", "k", contexts];
  for (const [text, places] of uses.indices) {
    for (const { bound, of } of places) {
      const [first] = of?.indices ?? [];
      const below = first !== undefined && indexText(first) === text; // and not the i of u_{wi}
      const word = of && below && letters.has(letterText(of)) && bound?.over?.kind === "count";
      const isWord = (name: string): boolean =>
        uses.indices.get(name)?.some((use) => use.bound?.over?.kind === "set") === true;
      if (
        word &&
        bound.over?.kind === "count" &&
        !others.includes(bound.over.name) &&
        !isWord(bound.over.name)
      )
        return bound.over.name.replace(/^\|(\w+)\|$/, "$1");
    }
  }
  return undefined;
}
