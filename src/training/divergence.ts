import type { Rows } from "../model/word-vectors";

/**
 * A pair (word, target) moves nothing where its score is this large, of whichever sign. So does gensim, whose table of σ
 * ends there: vectors that have overshot are left alone, and do not grow without end.
 */
export const largestScore = 6;

/** Longest vector that training may give; gensim's stay below 200 for step sizes up to 1. */
const largestNorm = 1e4;

/** Most that a pair can cost while no vector is longer: at most 1,001 scores, each a product of two vectors. */
export const largestLoss = 1001 * largestNorm ** 2;

/**
 * Refuses vectors that have left all bounds: they are of no use, and are not written. Costs O(n·d).
 *
 * @param matrices V and U
 * @param where    the training is, as `at iteration 10`
 * @param stepSize the setting
 * @throws RangeError if a row is longer than 10,000 or not finite
 */
export function requireBounded(matrices: readonly Rows[], where: string, stepSize: number): void {
  for (const { rows, cols, data } of matrices) {
    for (let w = 0; w < rows; w++) {
      let sum = 0;
      for (let i = w * cols; i < (w + 1) * cols; i++) sum += data[i] * data[i];
      if (!(sum <= largestNorm ** 2))
        throw divergence(`a vector of length ${Math.sqrt(sum)}`, where, stepSize);
    }
  }
}

/** A training that gives nothing of use: its vectors have left all bounds. */
export class Divergence extends RangeError {}

/** The error of a training that gives nothing of use. @param got what came instead */
export function divergence(got: string, where: string, stepSize: number): Divergence {
  return new Divergence(
    `training requires vectors that stay finite and shorter than ${largestNorm}, got ${got} ${where}; ` +
      `lower stepSize, now ${stepSize}, or negatives; nothing was written`,
  );
}
