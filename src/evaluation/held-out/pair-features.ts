import { row, zeros, type Matrix } from "../../model/matrix";
import type { CentredWords, TwoWords } from "../kinds/nearness";

/**
 * What a classifier is told of two words: |u − v| and u·v, number by number, of their directions u and v. Both are the same if
 * the words change places, as the relation is.
 *
 * @param pairs of words that have vectors
 * @returns shape (pairs, 2d)
 */
export function pairFeatures({ ids, unit }: CentredWords, pairs: readonly TwoWords[]): Matrix {
  const d = unit.cols;
  const features = zeros(pairs.length, 2 * d);
  pairs.forEach((words, r) => {
    const [u, v] = words.map((word) => {
      const id = ids.get(word);
      if (id === undefined)
        throw new RangeError(`pairFeatures requires words that have vectors, got ${JSON.stringify(word)}`);
      return row(unit, id);
    });
    const into = row(features, r);
    for (let i = 0; i < d; i++) {
      into[i] = Math.abs(u[i] - v[i]);
      into[d + i] = u[i] * v[i];
    }
  });
  return features;
}
