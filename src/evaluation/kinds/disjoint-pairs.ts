import { shuffled } from "../../random/shuffled";
import type { Random } from "../../random/random";
import type { RelatedPair } from "../wordnet/related-pairs";

/**
 * Some of the pairs such that no word is in two of them, so that one frequent word does not decide for many pairs. They
 * are taken in a random order, each that has no word of one taken before.
 *
 * @param most how many at most
 */
export function disjointPairs(pairs: readonly RelatedPair[], most: number, random: Random): RelatedPair[] {
  const used = new Set<string>();
  const taken: RelatedPair[] = [];
  for (const pair of shuffled(pairs, random)) {
    if (taken.length === most || pair.words.some((word) => used.has(word))) continue;
    taken.push(pair);
    for (const word of pair.words) used.add(word);
  }
  return taken;
}
