/** The id that ends a sentence. */
export const endOfSentence = -1;

/** Most words of a sentence; a longer line is cut, as gensim cuts it. */
export const longestSentence = 10_000;

/**
 * Turns a text into ids, and counts its words. A word gets the next id when it is first met. What is a word is
 * what `tokensOf` makes of a line: the runs between white space, Unicode's included, lower case. An end of line
 * ends a sentence.
 */
export interface WordCounter {
  /**
   * Takes a part of the text, UTF-8, that ends in white space or is empty.
   *
   * @returns the ids of its words, `endOfSentence` after each sentence; valid until the next call
   * @throws RangeError if there are more different words than the counter takes
   */
  count(part: Uint8Array): Int32Array;
  /** words in the sentences that are ended */
  readonly rawTokens: number;
  /** occurrences of each word by its id, shape (ids); 0 or less for an id that stands for no word */
  readonly counts: Float64Array;
  wordOf(id: number): string;
}

/** The error of a counter that was given more different words than it takes. */
export function tooManyWords(mostWords: number): RangeError {
  return new RangeError(`encodeText requires a text of at most ${mostWords} different words, got more`);
}
