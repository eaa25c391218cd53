import type { Matrix } from "../model/matrix";
import { cosine, unitRows } from "../vectors/cosine";
import { correlation } from "./correlation";
import type { NamedVectors } from "../model/word-vectors";
import { knownWords, type LookUp } from "./known-words";
import { spearman } from "./spearman";

/** Two words, and how similar people find them. */
export interface RatedPair {
  readonly words: readonly [string, string];
  readonly rating: number;
}

/** How well cosines agree with people's ratings. */
export interface PairsResult {
  /** correlation of the ranks, −1 to 1; undefined where no two known pairs differ in cosine and in rating */
  readonly spearman: number | undefined;
  /** correlation of the values, −1 to 1, or undefined in the same case */
  readonly pearson: number | undefined;
  /** pairs whose words are both known */
  readonly covered: number;
  /** all pairs */
  readonly pairs: number;
  /** words that are not known */
  readonly missing: readonly string[];
  /** whether the ratings of all known pairs are equal */
  readonly sameRating: boolean;
}

/**
 * Reads pairs: lines of two words and a number, with a tab, a semicolon, a comma or spaces between them. Lines that begin
 * with `#` are comments; the first other line may name the columns.
 *
 * @param name of the file, for an error
 * @throws RangeError that names a line of any other form, or if there is no pair
 */
export function parsePairs(text: string, name = "a text of pairs"): RatedPair[] {
  const pairs: RatedPair[] = [];
  let isFirst = true;
  for (const [i, line] of text.split("\n").entries()) {
    const trimmed = line.trim();
    if (trimmed === "" || trimmed.startsWith("#")) continue;
    const [a, b, rating = "", ...more] = splitFields(trimmed);
    const value = /\d/.test(rating) ? Number(rating) : NaN;
    const isPair = !!a && !!b && more.length === 0 && Number.isFinite(value);
    if (isPair) pairs.push({ words: [a, b], rating: value });
    else if (!isFirst || rating === "" || /\d|^[-+]?(nan|inf)/i.test(rating))
      throw new RangeError(
        `${name} requires two words and a rating with tabs between them, got ${JSON.stringify(shortened(trimmed))} in line ${i + 1}`,
      );
    isFirst = false;
  }
  if (pairs.length === 0) throw new RangeError(`${name} requires lines of two words and a rating, got none`);
  return pairs;
}

const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);

/** The fields of a line, parted by the first of tab, semicolon, comma and space that parts it in three. */
function splitFields(line: string): string[] {
  const parted = [/\t/, /;/, /,/, /\s+/].map((separator) => line.split(separator));
  const fields = parted.find((fields) => fields.length === 3) ?? parted.find((fields) => fields.length > 3);
  return (fields ?? [line]).map((field) => field.trim());
}

/** Why no correlation exists; undefined if one does. */
export function whyNone({ spearman, covered, pairs, sameRating }: PairsResult): string | undefined {
  if (spearman !== undefined) return undefined;
  if (covered === 0) return `none of its ${pairs} pairs is known`;
  if (covered === 1) return `only one of its ${pairs} pairs is known`;
  return `all ${sameRating ? "ratings" : "cosines"} of its ${covered} known pairs are equal`;
}

/**
 * Correlates the cosines of word pairs with people's ratings, as gensim's `evaluate_word_pairs` does: pairs with an
 * unknown word are left out.
 */
export function evaluatePairs(
  vectors: NamedVectors,
  pairs: readonly RatedPair[],
  lookUp: LookUp = {},
): PairsResult {
  const { folded, ids: idByWord } = knownWords(vectors, lookUp);
  const ids = pairs.map(({ words }) => words.map((word) => idByWord.get(folded(word))));
  const known = ids.flatMap(([a, b], i) =>
    a === undefined || b === undefined ? [] : [{ a, b, rating: pairs[i].rating }],
  );
  const rows = [...new Set(known.flatMap(({ a, b }) => [a, b]))];
  const unit = unitRows(someRows(vectors, rows));
  const place = new Map(rows.map((id, i) => [id, i]));
  const cosines = known.map(({ a, b }) => cosine(unit, place.get(a) ?? 0, place.get(b) ?? 0));
  const ratings = known.map(({ rating }) => rating);
  const missing = pairs.flatMap(({ words }) => words.filter((word) => !idByWord.has(folded(word))));
  const isConstant = (values: readonly number[]): boolean => values.every((value) => value === values[0]);
  const differ = !isConstant(ratings) && !isConstant(cosines);
  return {
    spearman: differ ? spearman(ratings, cosines) : undefined,
    pearson: differ ? correlation(ratings, cosines) : undefined,
    covered: known.length,
    pairs: pairs.length,
    missing: [...new Set(missing)],
    sameRating: isConstant(ratings),
  };
}

function someRows({ vectors: { cols, data } }: NamedVectors, ids: readonly number[]): Matrix {
  const some = new Float64Array(ids.length * cols);
  ids.forEach((id, i) => some.set(data.subarray(id * cols, (id + 1) * cols), i * cols));
  return { rows: ids.length, cols, data: some };
}
