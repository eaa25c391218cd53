/** The id that ends a sentence. */
export const endOfSentence = -1;

/** Most words of a sentence; a longer line is cut, as gensim cuts it. */
export const longestSentence = 10_000;

/** Words that were counted, each with its id. */
export interface CountedWords {
  /** occurrences of each word by its id, shape (ids); 0 or less for an id that stands for no word */
  readonly counts: Float64Array;
  word(id: number): string;
}

/**
 * Turns a text into ids, and counts its words. A word gets the next id when it first comes. Words are those of
 * `splitTokens`: separated by white space, Unicode's included, in lower case or as they are. The end of a line ends a sentence.
 */
export interface WordCounter extends CountedWords {
  /**
   * Takes a part of the text, UTF-8, that is empty or ends in white space.
   *
   * @returns the ids of its words, `endOfSentence` after each sentence; valid until the next call
   * @throws RangeError if there are more different words than the counter takes
   */
  count(part: Uint8Array): Int32Array;
  /** tokens in the sentences that are complete */
  readonly rawTokens: number;
}

/** The error of a counter that was given more different words than it takes. */
export function tooManyWords(mostWords: number): RangeError {
  return new RangeError(`the text requires at most ${mostWords} different words, got more`);
}
