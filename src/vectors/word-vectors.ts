import type { TrainingRun } from "../model/run";
import type { Matrix } from "../model/matrix";

/** Words with their vectors: word w is `words[w]`, occurs `counts[w]` times and has row w of `vectors`. */
export interface WordVectors {
  readonly words: readonly string[];
  readonly counts: ArrayLike<number>;
  /** shape (n, d), one word a row */
  readonly vectors: Matrix;
}

/** The centre vectors of a run, as they are now: they change as the run goes on. */
export function centreVectors({ vocabulary, parameters }: TrainingRun): WordVectors {
  return { words: vocabulary.words, counts: vocabulary.counts, vectors: parameters.V };
}
