/** A text, cut into sentences of tokens, with what identifies it. */
export interface Corpus {
  /** `sst`, `reviews`, or the path that the user gave. */
  readonly name: string;
  /** SHA-256, in hexadecimal, of the file that the sentences were read from. */
  readonly sha256: string;
  /** Tokens, lower case, in the order of the text. */
  readonly sentences: readonly (readonly string[])[];
}
