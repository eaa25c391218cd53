import { below, uniform, type Random } from "../random/random";
import type { Rows } from "./word-vectors";

/** A word and one that stood near it. */
export type WordPair = readonly [centre: string, outside: string];

/** What was learnt from a text: word w is `words[w]`, with row w of both matrices. */
export interface TrainedWords {
  readonly words: readonly string[];
  /** centre vectors, shape (n, d) */
  readonly V: Rows;
  /** outside vectors, shape (n, d) */
  readonly U: Rows;
}

/**
 * The pairs of different words that stand at most `radius` words apart in a sentence, once words were left out at
 * random, as frequent ones are in training.
 *
 * @param keep probability that each word is kept; words that are not in it are left out
 */
export function wordPairs(
  sentences: readonly (readonly string[])[],
  radius: number,
  keep: ReadonlyMap<string, number>,
  random: Random,
): WordPair[] {
  const pairs: WordPair[] = [];
  for (const sentence of sentences) {
    const kept = sentence.filter((word) => uniform(random) < (keep.get(word) ?? 0));
    kept.forEach((centre, i) => {
      for (const outside of kept.slice(Math.max(0, i - radius), i + radius + 1)) {
        if (outside !== centre) pairs.push([centre, outside]);
      }
    });
  }
  return pairs;
}

/**
 * How well vectors tell words that stood together from words that did not: the share of pairs (c, o) for which
 *
 *     u_o · v_c > u_x · v_c          x: the outside word of another pair, drawn at random
 *
 * (equal ones count half). At chance it is ½, however frequent the words are, since o and x are drawn alike: the
 * area under the ROC curve of the scores u · v (J. A. Hanley and B. J. McNeil, Radiology, 1982).
 *
 * @param pairs of words that all have vectors; best of a text that was not trained on
 */
export function toldApart(pairs: readonly WordPair[], { words, V, U }: TrainedWords, random: Random): number {
  if (pairs.length < 2) throw new RangeError(`toldApart requires two pairs or more, got ${pairs.length}`);
  const ids = new Map(words.map((word, w) => [word, w]));
  const idOf = (word: string): number => {
    const id = ids.get(word);
    if (id === undefined) throw new RangeError(`toldApart requires pairs of known words, got "${word}"`);
    return id;
  };
  let right = 0;
  for (const [centre, outside] of pairs) {
    const c = idOf(centre);
    const difference =
      dot(V, c, U, idOf(outside)) - dot(V, c, U, idOf(pairs[below(random, pairs.length)][1]));
    right += difference > 0 ? 1 : difference === 0 ? 0.5 : 0;
  }
  return right / pairs.length;
}

function dot(V: Rows, c: number, U: Rows, o: number): number {
  let sum = 0;
  for (let i = 0; i < V.cols; i++) sum += V.data[c * V.cols + i] * U.data[o * U.cols + i];
  return sum;
}
