import type { CountedWords } from "./word-counter";

/** The words of a text that occur often enough, and how their ids change. */
export interface FrequentWords {
  /** by falling count, equal counts in the order of first appearance, shape (n) */
  readonly words: string[];
  /** occurrences, shape (n) */
  readonly counts: Float64Array;
  /** new id of each id of the counter; -1 for a word that is left out */
  readonly newIds: Int32Array;
}

/** Which words of a text get ids. */
export interface Wanted {
  /** least occurrences */
  readonly minimumCount: number;
  /** most words, the most frequent; 0 or undefined for no limit */
  readonly maximumVocabulary?: number;
  /** words that are left out, spelt as the counter spells them */
  readonly stopWords?: readonly string[];
}

/**
 * The words that occur at least `minimumCount` times; of these the most frequent, and no stop words.
 *
 * @throws RangeError if there are fewer than two
 */
export function frequentWords(
  counter: CountedWords,
  { minimumCount, maximumVocabulary = 0, stopWords = [] }: Wanted,
): FrequentWords {
  const counts = counter.counts.slice();
  if (stopWords.length > 0) {
    const left = new Set(stopWords);
    for (let id = 0; id < counts.length; id++) if (left.has(counter.word(id))) counts[id] = 0;
  }
  let kept = new Uint32Array(counts.reduce((sum, count) => sum + (count >= minimumCount ? 1 : 0), 0));
  let next = 0;
  for (let id = 0; id < counts.length; id++) if (counts[id] >= minimumCount) kept[next++] = id;
  if (kept.length < 2) {
    throw new RangeError(
      `a corpus requires two words that occur at least ${minimumCount} times, got ${kept.length}; ` +
        "lower minimumCount, or put spaces between the words",
    );
  }
  kept.sort((a, b) => counts[b] - counts[a] || a - b);
  if (maximumVocabulary > 0) kept = kept.subarray(0, maximumVocabulary);
  const newIds = new Int32Array(counts.length).fill(-1);
  kept.forEach((id, place) => (newIds[id] = place));
  return {
    words: Array.from(kept, (id) => counter.word(id)),
    counts: Float64Array.from(kept, (id) => counts[id]),
    newIds,
  };
}
