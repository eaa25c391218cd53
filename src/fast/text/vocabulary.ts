import type { WordCounter } from "./word-counter";

/** The words of a text that occur often enough, and what their ids were while the text was read. */
export interface FrequentWords {
  /** by falling count, equal counts in the order of first appearance, shape (n) */
  readonly words: string[];
  /** occurrences, shape (n) */
  readonly counts: Float64Array;
  /** new id of each id of the counter; -1 for what is left out */
  readonly newIds: Int32Array;
}

/**
 * The words that occur at least `minimumCount` times.
 *
 * @throws RangeError if there are not two
 */
export function frequentWords(counter: WordCounter, minimumCount: number): FrequentWords {
  const { counts } = counter;
  const kept = new Uint32Array(counts.reduce((sum, count) => sum + (count >= minimumCount ? 1 : 0), 0));
  let next = 0;
  for (let id = 0; id < counts.length; id++) if (counts[id] >= minimumCount) kept[next++] = id;
  if (kept.length < 2) {
    throw new RangeError(
      `encodeText requires two words that occur at least ${minimumCount} times, got ${kept.length}`,
    );
  }
  kept.sort((a, b) => counts[b] - counts[a] || a - b);
  const newIds = new Int32Array(counts.length).fill(-1);
  kept.forEach((id, place) => (newIds[id] = place));
  return {
    words: Array.from(kept, (id) => counter.wordOf(id)),
    counts: Float64Array.from(kept, (id) => counts[id]),
    newIds,
  };
}
