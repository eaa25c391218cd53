/** A text as ids on disk, with the vocabulary they stand for. */
export interface EncodedText {
  /** by falling count, equal counts in the order of first appearance; each occurs at least `minimumCount` times */
  readonly words: string[];
  /** occurrences, shape (n) */
  readonly counts: Float64Array;
  /**
   * int32 ids, little-endian, in the order of the text; -1 ends a sentence. Words below the minimum count are left
   * out, and so are sentences that have no other words. A line of more than 10,000 words becomes several sentences.
   */
  readonly idsFile: string;
  /** ids in the file, without the -1 */
  readonly tokens: number;
  /** tokens of the text before phrases are joined, rare words included */
  readonly rawTokens: number;
  /** sentences in the file */
  readonly sentences: number;
  /** SHA-256, in hexadecimal, of the unpacked text of all files, one after another, in UTF-8; with stop words or phrases, of that and of these */
  readonly sha256: string;
}
