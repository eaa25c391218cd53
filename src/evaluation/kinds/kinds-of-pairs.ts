import type { Random } from "../../random/random";
import type { WordNet } from "../wordnet/open-wordnet";
import { relatedPairs } from "../wordnet/related-pairs";
import { disjointPairs } from "./disjoint-pairs";
import { matchPairs, randomPartners, type Match } from "./match-pairs";

/** Related pairs among the words of a text, each kind matched with what it is compared with. */
export interface KindsOfPairs {
  /** the words that count: those that are frequent enough */
  readonly words: readonly string[];
  /** how often each of them occurs */
  readonly counts: ReadonlyMap<string, number>;
  /** synonyms, antonyms and co-hyponyms, each pair with a random one of equal part of speech and frequency */
  readonly besideRandom: Readonly<Record<"synonyms" | "antonyms" | "co-hyponyms", readonly Match[]>>;
  /** antonyms, each pair with a pair of synonyms of equal part of speech and frequency */
  readonly besideSynonyms: readonly Match[];
}

/** Fewer matches show nothing, whatever the vectors are. */
const leastMatches = 10;

/**
 * The kinds of pairs that WordNet knows among the words of a text.
 *
 * @param text         its words and how often each occurs, such as trained vectors have them
 * @param minimumCount occurrences that a word needs, since a word that is met once or twice has learnt next to nothing
 * @param most         pairs of a kind; more are left out at random
 * @throws RangeError if the text has too few antonyms or synonyms
 */
export function kindsOfPairs(
  wordNet: WordNet,
  text: { readonly words: readonly string[]; readonly counts: ArrayLike<number> },
  random: Random,
  { minimumCount = 5, most = 250 } = {},
): KindsOfPairs {
  const words = text.words.filter((_, w) => text.counts[w] >= minimumCount);
  const counts = new Map(text.words.map((word, w) => [word, text.counts[w]]));
  const countOf = (word: string): number => counts.get(word) ?? 0;
  const { synonyms, antonyms, coHyponyms, partsOfSpeech } = relatedPairs(wordNet, words);
  const related = [...synonyms, ...antonyms, ...coHyponyms];
  const [allSynonyms, allAntonyms, allCoHyponyms] = [synonyms, antonyms, coHyponyms].map((pairs) =>
    disjointPairs(pairs, Infinity, random),
  );
  const besideSynonyms = matchPairs(allAntonyms, allSynonyms, countOf).slice(0, most);
  if (besideSynonyms.length < leastMatches)
    throw new RangeError(
      `kindsOfPairs requires a text with ${leastMatches} antonyms that have matching synonyms, got ${besideSynonyms.length}`,
    );
  const beside = (pairs: typeof allSynonyms): Match[] =>
    randomPartners(pairs.slice(0, most), partsOfSpeech, related, countOf, random);
  return {
    words,
    counts,
    besideRandom: {
      synonyms: beside(allSynonyms),
      antonyms: beside(allAntonyms),
      "co-hyponyms": beside(allCoHyponyms),
    },
    besideSynonyms,
  };
}
