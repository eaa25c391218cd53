import { below, type Random } from "../../random/random";
import type { PartOfSpeech } from "../wordnet/senses";
import type { RelatedPair } from "../wordnet/related-pairs";

/** Two pairs, of equal part of speech and of about equal frequencies. */
export type Match = readonly [pair: RelatedPair, partner: RelatedPair];

/** How often a word occurs in the text. */
export type CountOf = (word: string) => number;

/**
 * Finds partners for pairs among some others, as like them in part of speech and frequency as there are. How unlike two pairs
 * are is
 *
 *     |log₂ c_rare − log₂ c'_rare| + |log₂ c_frequent − log₂ c'_frequent|
 *
 * c the counts of the rarer and the more frequent word of a pair. The two pairs that are most alike become partners, then
 * the two most alike of the rest, and so on; a pair for which nothing of at most `farthest` is left has no partner. Without
 * matching, a measure may tell adjectives from nouns, or rare words from frequent ones, in place of what it should tell.
 *
 * @param farthest in doublings of the counts of both words together
 */
export function matchPairs(
  pairs: readonly RelatedPair[],
  others: readonly RelatedPair[],
  countOf: CountOf,
  farthest = 1,
): Match[] {
  const possible = pairs.flatMap((pair) =>
    others
      .filter(({ partOfSpeech }) => partOfSpeech === pair.partOfSpeech)
      .map((partner) => ({ pair, partner, distance: frequencyDistance(pair, partner, countOf) }))
      .filter(({ distance }) => distance <= farthest),
  );
  const taken = new Set<RelatedPair>();
  return possible
    .sort((a, b) => a.distance - b.distance)
    .flatMap(({ pair, partner }): Match[] => {
      if (taken.has(pair) || taken.has(partner)) return [];
      taken.add(pair).add(partner);
      return [[pair, partner]];
    });
}

function frequencyDistance(a: RelatedPair, b: RelatedPair, countOf: CountOf): number {
  const [[rareA, frequentA], [rareB, frequentB]] = [a, b].map(({ words }) =>
    words.map((word) => Math.log2(countOf(word))).sort((x, y) => x - y),
  );
  return Math.abs(rareA - rareB) + Math.abs(frequentA - frequentB);
}

/**
 * Draws a random pair for each pair: each word is replaced by one of its part of speech and about its frequency (the
 * base-2 logarithms of the counts round to the same whole number), so that words of a kind are compared with words that
 * differ in nothing else that is known.
 *
 * @param partsOfSpeech of all words that may be drawn
 * @param related pairs that must not be drawn
 */
export function randomPartners(
  pairs: readonly RelatedPair[],
  partsOfSpeech: ReadonlyMap<string, PartOfSpeech>,
  related: readonly RelatedPair[],
  countOf: CountOf,
  random: Random,
): Match[] {
  const classOf = (word: string): string =>
    `${partsOfSpeech.get(word)} ${Math.round(Math.log2(countOf(word)))}`;
  const classes = new Map<string, string[]>();
  for (const word of partsOfSpeech.keys()) {
    const members = classes.get(classOf(word));
    if (members) members.push(word);
    else classes.set(classOf(word), [word]);
  }
  const isRelated = new Set(related.map(({ words }) => words.join(" ")));
  const draw = (word: string): string => {
    const members = classes.get(classOf(word)) ?? [word];
    return members[below(random, members.length)];
  };
  return pairs.flatMap((pair): Match[] => {
    for (let attempt = 0; attempt < 100; attempt++) {
      const words = pair.words.map(draw).sort() as [string, string];
      if (words[0] !== words[1] && !isRelated.has(words.join(" "))) return [[pair, { ...pair, words }]];
    }
    return []; // two words that are alone in their classes
  });
}
