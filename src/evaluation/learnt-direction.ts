import { row, zeros, type Matrix } from "../model/matrix";
import {
  alongDirection,
  leadingDirection,
  singularValues,
  withoutDirection,
} from "../vectors/singular-values";
import type { WordVectors } from "../model/word-vectors";
import { correlation, distanceCorrelation } from "./correlation";

/** What training has made of vectors that began as noise. */
export interface LearntDirection {
  /** how many of the d directions are longer than the longest before training, by a tenth or more */
  readonly grown: number;
  /** how far words reach along the leading direction, correlated with the logarithm of their counts, −1 to 1 */
  readonly withFrequency: number;
  /** distances of some words without that direction, correlated with those before training; 1 is all noise */
  readonly restWithInitial: number;
}

/**
 * Looks at what was learnt beside how it began.
 *
 * Singular values say how far all vectors spread along each direction. A direction counts as grown if it is longer
 * than 1.1 times the longest before training: noise in d dimensions of n words has values that differ by far less.
 *
 * @param trained vectors after training, n words
 * @param initial vectors before training, shape (n, d)
 * @param asked   words whose distances are compared, at least 3
 */
export function learntDirection(
  trained: WordVectors,
  initial: Matrix,
  asked: readonly string[],
): LearntDirection {
  const { vectors, counts } = trained;
  const ids = asked.map((word) => requireWord(trained.words, word));
  const leading = leadingDirection(vectors);
  const longest = 1.1 * singularValues(initial)[0];
  return {
    grown: singularValues(vectors).filter((value) => value > longest).length,
    withFrequency: correlation(alongDirection(vectors, leading), Array.from(counts, Math.log)),
    restWithInitial: distanceCorrelation(
      withoutDirection(someRows(vectors, ids), leading),
      withoutDirection(someRows(initial, ids), leading),
      [...ids.keys()],
    ),
  };
}

function requireWord(words: readonly string[], word: string): number {
  const id = words.indexOf(word);
  if (id < 0)
    throw new RangeError(`learntDirection requires words that have vectors, got ${JSON.stringify(word)}`);
  return id;
}

/** Some rows as a matrix of their own, shape (k, d). */
function someRows(matrix: Matrix, ids: readonly number[]): Matrix {
  const some = zeros(ids.length, matrix.cols);
  ids.forEach((id, k) => some.data.set(row(matrix, id), k * matrix.cols));
  return some;
}
