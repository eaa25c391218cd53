import type { TrainingRun } from "../model/run";
import type { Matrix } from "../model/matrix";

/** Numbers in rows: row w is `data[w * cols]` to `data[(w + 1) * cols - 1]`. A `Matrix` of the model is one. */
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

/** The centre vectors of a run, as they are now: they change as the run goes on. */
export function centreVectors({ vocabulary, parameters }: TrainingRun): WordVectors {
  return { words: vocabulary.words, counts: vocabulary.counts, vectors: parameters.V };
}
