import type { Matrix } from "../model/matrix";
import { cosine, unitRows } from "../vectors/cosine";
import { correlation } from "../vectors/correlation";
import type { NamedVectors } from "../vectors/word-vectors";
import { knownWords, type LookUp } from "./known-words";
import { spearman } from "./spearman";

/** Two words and how alike people found them. */
export interface RatedPair {
  readonly words: readonly [string, string];
  readonly rating: number;
}

/** How well cosines agree with people. */
export interface PairsResult {
  /** correlation of the ranks, −1 to 1; undefined where no two known pairs differ in cosine and in rating */
  readonly spearman: number | undefined;
  /** correlation of the values, −1 to 1, or undefined in the same case */
  readonly pearson: number | undefined;
  /** pairs whose words are both known, and all */
  readonly covered: number;
  readonly pairs: number;
  /** words that are not known */
  readonly missing: readonly string[];
}

/**
 * Reads pairs: lines of two words and a number, parted by tabs. Lines that begin with `#` are comments; others that
 * are not of this form are left out, as gensim does.
 */
export function parsePairs(text: string): RatedPair[] {
  return text.split("\n").flatMap((line): RatedPair[] => {
    const [a, b, rating, ...more] = line.trimEnd().split("\t");
    if (line.startsWith("#") || rating === undefined || more.length > 0) return [];
    const value = rating.trim() === "" ? NaN : Number(rating);
    return Number.isFinite(value) ? [{ words: [a, b], rating: value }] : [];
  });
}

/**
 * Correlates the cosines of pairs of words with how alike people found them, as gensim's `evaluate_word_pairs` does:
 * pairs with a word that is not known are left out.
 */
export function evaluatePairs(
  vectors: NamedVectors,
  pairs: readonly RatedPair[],
  lookUp: LookUp = {},
): PairsResult {
  const { folded, idOf } = knownWords(vectors, lookUp);
  const ids = pairs.map(({ words }) => words.map((word) => idOf.get(folded(word))));
  const known = ids.flatMap(([a, b], i) =>
    a === undefined || b === undefined ? [] : [{ a, b, rating: pairs[i].rating }],
  );
  const rows = [...new Set(known.flatMap(({ a, b }) => [a, b]))];
  const unit = unitRows(someRows(vectors, rows));
  const place = new Map(rows.map((id, i) => [id, i]));
  const cosines = known.map(({ a, b }) => cosine(unit, place.get(a) ?? 0, place.get(b) ?? 0));
  const ratings = known.map(({ rating }) => rating);
  const missing = pairs.flatMap(({ words }) => words.filter((word) => !idOf.has(folded(word))));
  const differ = [ratings, cosines].every((values) => values.some((value) => value !== values[0]));
  return {
    spearman: differ ? spearman(ratings, cosines) : undefined,
    pearson: differ ? correlation(ratings, cosines) : undefined,
    covered: known.length,
    pairs: pairs.length,
    missing: [...new Set(missing)],
  };
}

function someRows({ vectors: { cols, data } }: NamedVectors, ids: readonly number[]): Matrix {
  const some = new Float64Array(ids.length * cols);
  ids.forEach((id, i) => some.set(data.subarray(id * cols, (id + 1) * cols), i * cols));
  return { rows: ids.length, cols, data: some };
}
