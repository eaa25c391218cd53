import type { NamedVectors } from "../vectors/word-vectors";

/** What an evaluation looks words up by. */
export interface LookUp {
  /** only the first so many words of the vectors count, which are the most frequent; 300,000 by default */
  readonly restrictVocabulary?: number;
  /** whether `Paris` and `paris` are the same; yes by default */
  readonly caseInsensitive?: boolean;
}

/** Finds the words of an evaluation among those of some vectors. */
export interface KnownWords {
  /** how many of the first rows count */
  readonly rows: number;
  /** the text that stands for a word: in capitals, where case does not matter */
  readonly folded: (word: string) => string;
  /** the row of a folded word: of words that differ in case only, the first */
  readonly idOf: ReadonlyMap<string, number>;
}

/**
 * The words that an evaluation knows, as gensim looks them up (`restrict_vocab`, `case_insensitive`).
 */
export function knownWords(
  { words }: NamedVectors,
  { restrictVocabulary = 300_000, caseInsensitive = true }: LookUp,
): KnownWords {
  if (!(Number.isInteger(restrictVocabulary) && restrictVocabulary >= 1))
    throw new RangeError(`restrictVocabulary is required to be 1 or more, got ${restrictVocabulary}`);
  const rows = Math.min(words.length, restrictVocabulary);
  const folded = (word: string): string => (caseInsensitive ? word.toUpperCase() : word);
  const idOf = new Map<string, number>();
  for (let id = 0; id < rows; id++) {
    const key = folded(words[id]);
    if (!idOf.has(key)) idOf.set(key, id);
  }
  return { rows, folded, idOf };
}
