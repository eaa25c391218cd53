import type { Random } from "../random/random";
import { wordPairs, type WordPair } from "../vectors/told-apart";
import { fillKeep } from "./tables";
import type { EncodedText } from "./text/encoded-text";

/**
 * Pairs of neighbours in sentences that no run was trained on, to judge runs by: only of words that all texts know,
 * so that every run is asked the same; frequent ones are left out as often as in training on the last text.
 *
 * @param texts one or more, the largest last
 */
export function heldOutPairs(
  sentences: readonly (readonly string[])[],
  texts: readonly EncodedText[],
  { window, subsample }: { window: number; subsample: number },
  random: Random,
): WordPair[] {
  const { words, counts } = texts[texts.length - 1];
  const thresholds = new Uint32Array(words.length);
  fillKeep(counts, subsample, thresholds);
  const known = texts.map((text) => new Set(text.words));
  const common = words.flatMap((word, w): [string, number][] =>
    known.every((some) => some.has(word)) ? [[word, thresholds[w] / 2 ** 32]] : [],
  );
  return wordPairs(sentences, window, new Map(common), random);
}
