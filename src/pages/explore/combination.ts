import type { Near, WordModel } from "./word-model";

/** Words of which some are added and others taken away: one added word is a question for its neighbours. */
export interface Combination {
  from: readonly string[];
  to: readonly string[];
}

/**
 * The words nearest to the sum of directions less the sum of others, without the words themselves (Mikolov et al., 2013,
 * "Linguistic Regularities in Continuous Space Word Representations"). None if the model lacks one of the words.
 */
export function combined(model: WordModel, { from, to }: Combination, k: number): Near[] {
  const ids = [...to, ...from].map((word) => model.find(word));
  const target = new Float64Array(model.vectors.cols);
  for (const [i, id] of ids.entries()) {
    if (id === undefined) return [];
    model.direction(id).forEach((value, c) => (target[c] += i < to.length ? value : -value));
  }
  return model.nearest(target, k, ids as number[]);
}

/** A combination as a formula: king − man + woman. */
export function differenceText({ from, to }: Combination): string {
  const [first, ...others] = to;
  return [first, ...from.map((word) => `− ${word}`), ...others.map((word) => `+ ${word}`)].join(" ");
}
