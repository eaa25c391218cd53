import type { NamedVectors } from "../model/word-vectors";

/** How an evaluation looks words up. */
export interface LookUp {
  /** only this many of the first words count, which are the most frequent; 300,000 by default */
  readonly restrictVocabulary?: number;
  /** whether `Paris` and `paris` are the same word; yes by default */
  readonly caseInsensitive?: boolean;
}

/** The words of some vectors, as an evaluation looks them up. */
export interface KnownWords {
  /** how many of the first rows count */
  readonly rows: number;
  /** the key of a word: in capitals if case does not matter */
  readonly folded: (word: string) => string;
  /** the row of each key: of words that differ in case only, the first one */
  readonly ids: ReadonlyMap<string, number>;
}

/**
 * The words that an evaluation knows, as gensim looks them up (`restrict_vocab`, `case_insensitive`).
 */
export function knownWords(
  { words }: NamedVectors,
  { restrictVocabulary = 300_000, caseInsensitive = true }: LookUp,
): KnownWords {
  if (!(Number.isInteger(restrictVocabulary) && restrictVocabulary >= 1))
    throw new RangeError(
      `knownWords requires restrictVocabulary to be an integer from 1, got ${restrictVocabulary}`,
    );
  const rows = Math.min(words.length, restrictVocabulary);
  const folded = (word: string): string => (caseInsensitive ? word.toUpperCase() : word);
  const ids = new Map<string, number>();
  for (let id = 0; id < rows; id++) {
    const key = folded(words[id]);
    if (!ids.has(key)) ids.set(key, id);
  }
  return { rows, folded, ids };
}
