import type { Random } from "../random/random";
import { wordPairs, type TrainedWords, type WordPair } from "./pair-ranking";
import type { NamedVectors } from "../model/word-vectors";
import { keepProbabilities } from "../corpus/subsampling";
import type { EncodedText } from "../corpus/encoded/encoded-text";

/**
 * Pairs of neighbours in sentences that no run was trained on. Both words of a pair are in every text, so that all runs
 * can be measured on the same pairs. Frequent words are left out as often as in training on the last text.
 *
 * @param texts at least one, the largest last
 */
export function heldOutPairs(
  sentences: readonly (readonly string[])[],
  texts: readonly EncodedText[],
  { window, subsample }: { window: number; subsample: number },
  random: Random,
): WordPair[] {
  const { words, counts } = texts[texts.length - 1];
  const keep = keepProbabilities(counts, subsample);
  const known = texts.map((text) => new Set(text.words));
  const common = words.flatMap((word, w): [string, number][] =>
    known.every((some) => some.has(word)) ? [[word, keep[w]]] : [],
  );
  return wordPairs(sentences, window, new Map(common), random);
}

/** What a run has learnt so far, as the ranking of pairs takes it. */
export function trainedWords(run: {
  readonly vectors: NamedVectors;
  readonly outsideVectors: NamedVectors;
}): TrainedWords {
  const { words, vectors: V } = run.vectors;
  return { words, V, U: run.outsideVectors.vectors };
}
