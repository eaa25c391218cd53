import { nearestIds, neighbourOverlap } from "../evaluation/shared-neighbours";
import { readGroup } from "./read-group";
import type { RunGroup } from "./run-groups";

/** How far the seeds of one setting agree on the nearest words. */
export interface SeedAgreement {
  /** share of a word's nearest words that two seeds have in common, a mean over words and pairs of seeds */
  readonly shared: number;
  /** the same for independent vectors */
  readonly chance: number;
  readonly seeds: number;
}

/**
 * The agreement of the seeds of a setting. What they agree on was learnt from the text; the rest is noise of the start.
 * Unlike losses, agreements of any two settings can be compared.
 *
 * @param words how many words are read, the first of each file; nearest words are searched among them
 * @param k     how many nearest words
 * @returns undefined for a group of one seed whose vectors can be read
 */
export function seedAgreement(group: RunGroup, words = 500, k = 10): SeedAgreement | undefined {
  if (group.runs.length < 2) return undefined;
  const sets = readGroup(group, words).sets.map(({ vectors }) => vectors);
  if (sets.length < 2) return undefined;
  const n = Math.min(...sets.map(({ rows }) => rows));
  const count = Math.min(k, n - 1);
  if (count < 1) throw new RangeError(`seedAgreement requires two words in each file, got ${n}`);
  const nearest = sets.map((vectors) => nearestIds(vectors, count, [...Array(n).keys()]));
  const shares = nearest.flatMap((a, i) => nearest.slice(i + 1).map((b) => neighbourOverlap(a, b)));
  const shared = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  return { shared, chance: count / (n - 1), seeds: sets.length };
}
