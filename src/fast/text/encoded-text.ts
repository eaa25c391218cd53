/** A text as ids on disk, with the vocabulary they stand for. */
export interface EncodedText {
  /** by falling count, equal counts in the order of first appearance; each occurs at least `minimumCount` times */
  readonly words: string[];
  /** occurrences, shape (n) */
  readonly counts: Float64Array;
  /**
   * int32 ids, little-endian, in the order of the text; -1 ends a sentence. Words below the minimum count are left
   * out, and so are sentences without any other; a line of more than 10,000 words is cut into several.
   */
  readonly idsFile: string;
  /** ids in the file, the -1 not counted */
  readonly tokens: number;
  /** words of the text, rare ones included */
  readonly rawTokens: number;
  /** sentences in the file */
  readonly sentences: number;
  /** SHA-256, in hexadecimal, of the text, unpacked, all files end to end */
  readonly sha256: string;
}
