import type { Matrix } from "./matrix";

/** Numbers in rows: row w is `data[w * cols]` to `data[(w + 1) * cols - 1]`. A `Matrix` is one. */
export interface Rows {
  readonly rows: number;
  readonly cols: number;
  readonly data: Float64Array | Float32Array;
}

/** Different words, each with a row of `vectors`: what a file of vectors holds. */
export interface NamedVectors {
  readonly words: readonly string[];
  /** shape (n, d) */
  readonly vectors: Rows;
}

/** Words with their vectors: word w is `words[w]`, occurs `counts[w]` times and has row w of `vectors`. */
export interface WordVectors extends NamedVectors {
  readonly counts: ArrayLike<number>;
  /** shape (n, d), one word a row */
  readonly vectors: Matrix;
}
