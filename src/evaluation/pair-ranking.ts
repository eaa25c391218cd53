import { below, uniform, type Random } from "../random/random";
import type { Rows } from "../model/word-vectors";

/** A word, and a word near it in a sentence. */
export type WordPair = readonly [centre: string, outside: string];

/** The result of a training: word w is `words[w]`, with row w of both matrices. */
export interface TrainedWords {
  readonly words: readonly string[];
  /** centre vectors, shape (n, d) */
  readonly V: Rows;
  /** outside vectors, shape (n, d) */
  readonly U: Rows;
}

/**
 * The pairs of different words that are at most `window` words apart in a sentence, after words were left out at random
 * as in training.
 *
 * @param keep probability that a word is kept; words without one are left out
 */
export function wordPairs(
  sentences: readonly (readonly string[])[],
  window: number,
  keep: ReadonlyMap<string, number>,
  random: Random,
): WordPair[] {
  const pairs: WordPair[] = [];
  for (const sentence of sentences) {
    const kept = sentence.filter((word) => uniform(random) < (keep.get(word) ?? 0));
    kept.forEach((centre, i) => {
      for (const outside of kept.slice(Math.max(0, i - window), i + window + 1)) {
        if (outside !== centre) pairs.push([centre, outside]);
      }
    });
  }
  return pairs;
}

/**
 * How well vectors rank true pairs of neighbours above random pairs: the share of pairs (c, o) for which
 *
 *     u_o · v_c > u_x · v_c          x: the outside word of another pair, drawn at random
 *
 * Equal scores count half. Vectors that know nothing reach ½, however frequent the words are, since o and x come from the
 * same distribution. It is the area under the ROC curve (AUC) of the scores u · v (J. A. Hanley and B. J. McNeil,
 * Radiology, 1982).
 *
 * @param pairs of words that all have vectors, best of a text that was not trained on
 */
export function pairRankingAuc(
  pairs: readonly WordPair[],
  { words, V, U }: TrainedWords,
  random: Random,
): number {
  if (pairs.length < 2)
    throw new RangeError(`pairRankingAuc requires at least two pairs, got ${pairs.length}`);
  const ids = new Map(words.map((word, w) => [word, w]));
  const findId = (word: string): number => {
    const id = ids.get(word);
    if (id === undefined) throw new RangeError(`pairRankingAuc requires pairs of known words, got "${word}"`);
    return id;
  };
  let right = 0;
  for (const [centre, outside] of pairs) {
    const c = findId(centre);
    const difference =
      dot(V, c, U, findId(outside)) - dot(V, c, U, findId(pairs[below(random, pairs.length)][1]));
    if (Number.isNaN(difference))
      throw new RangeError(
        `pairRankingAuc requires finite vectors, got others for "${centre}" or "${outside}"`,
      );
    right += difference > 0 ? 1 : difference === 0 ? 0.5 : 0;
  }
  return right / pairs.length;
}

function dot(V: Rows, c: number, U: Rows, o: number): number {
  let sum = 0;
  for (let i = 0; i < V.cols; i++) sum += V.data[c * V.cols + i] * U.data[o * U.cols + i];
  return sum;
}
