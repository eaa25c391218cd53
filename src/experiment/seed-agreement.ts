import { nearestIds, overlapOf } from "../vectors/shared-neighbours";
import { readSomeVectors } from "../vectors/some-vectors";
import type { RunGroup } from "./run-groups";
import { vectorsFile } from "./stored-run";

/** How far the seeds of one setting agree on which words are alike. */
export interface SeedAgreement {
  /** share of a word's nearest words that two seeds have in common, a mean over words and pairs of seeds */
  readonly shared: number;
  /** the same for vectors that have nothing to do with each other */
  readonly chance: number;
  readonly seeds: number;
}

/** How many seeds of one setting are looked at: ten pairs of them tell enough. */
export const mostSeeds = 5;

/**
 * What the seeds of a setting agree on was learnt from the text; what they do not is the noise they began with. Unlike
 * the loss this can be compared between any two settings.
 *
 * @param words how many words, the first of each file; their nearest words are looked for among these
 * @param k     how many nearest words
 * @returns undefined for a group of one seed
 */
export function seedAgreement({ runs }: RunGroup, words = 500, k = 10): SeedAgreement | undefined {
  if (runs.length < 2) return undefined;
  const sets = runs.slice(0, mostSeeds).map((run) => readSomeVectors(vectorsFile(run), words).vectors);
  const n = Math.min(...sets.map(({ rows }) => rows));
  const nearest = sets.map((vectors) => nearestIds(vectors, k, [...Array(n).keys()]));
  const shares = nearest.flatMap((a, i) => nearest.slice(i + 1).map((b) => overlapOf(a, b)));
  const shared = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  return { shared, chance: k / (n - 1), seeds: sets.length };
}
