import type { WordNet } from "./open-wordnet";
import { frequentSenses, type PartOfSpeech, type Sense } from "./senses";
import { readSynset, type Synset } from "./synset";

/** Two different words in alphabetical order, and the part of speech of both. */
export interface RelatedPair {
  readonly words: readonly [string, string];
  readonly partOfSpeech: PartOfSpeech;
}

/** Pairs by how their words are related; no pair is in two lists. */
export interface RelatedPairs {
  /** words of one synset: *begin* and *start* */
  readonly synonyms: readonly RelatedPair[];
  /** words that WordNet calls antonyms of each other: *hot* and *cold* */
  readonly antonyms: readonly RelatedPair[];
  /** nouns or verbs whose synsets have a hypernym in common: *boy* and *man*, two kinds of males */
  readonly coHyponyms: readonly RelatedPair[];
  /** part of speech of each word that has a sense */
  readonly partsOfSpeech: ReadonlyMap<string, PartOfSpeech>;
}

/**
 * The synonyms, antonyms and co-hyponyms among some words, each word in its most frequent sense (`frequentSenses`). Only
 * words of three or more small letters count, so no names, numbers or signs. A pair that is related in two ways is an
 * antonym before it is a synonym, and a synonym before it is a co-hyponym: *man* and *woman* have a hypernym in common, and are
 * antonyms.
 */
export function relatedPairs(wordNet: WordNet, words: readonly string[]): RelatedPairs {
  const plain = new Set(words.filter((word) => /^[a-z]{3,}$/.test(word)));
  const senses = frequentSenses(wordNet.senses, plain);
  const inUse = usedSynsets(wordNet, senses);
  const isSense = (word: string, { partOfSpeech }: Used, offset: number): boolean => {
    const sense = senses.get(word);
    return sense?.partOfSpeech === partOfSpeech && sense.offset === offset;
  };
  const [antonyms, synonyms, coHyponyms] = [new Pairs(), new Pairs(), new Pairs()];
  const below = new Map<string, Used[]>(); // synsets by hypernym
  for (const used of inUse) {
    const { partOfSpeech, synset, offset } = used;
    synonyms.addAll(used.words, used.words, partOfSpeech);
    for (const pointer of synset.pointers) {
      if (pointer.symbol === "!" && pointer.from > 0) {
        const word = synset.words[pointer.from - 1];
        const other = readSynset(wordNet.data[partOfSpeech], pointer.offset).words[pointer.to - 1];
        if (isSense(word, used, offset) && isSense(other, used, pointer.offset))
          antonyms.addAll([word], [other], partOfSpeech);
      }
      if (pointer.symbol === "@") getList(below, `${partOfSpeech} ${pointer.offset}`).push(used);
    }
  }
  for (const siblings of below.values())
    for (const [i, one] of siblings.entries())
      for (const other of siblings.slice(i + 1)) coHyponyms.addAll(one.words, other.words, one.partOfSpeech);
  return {
    antonyms: antonyms.without([]),
    synonyms: synonyms.without([antonyms]),
    coHyponyms: coHyponyms.without([antonyms, synonyms]),
    partsOfSpeech: new Map(
      inUse.flatMap(({ words, partOfSpeech }) => words.map((word) => [word, partOfSpeech])),
    ),
  };
}

function getList<T>(lists: Map<string, T[]>, key: string): T[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}

/** A synset that is the most frequent sense of some of the words. */
interface Used extends Sense {
  readonly words: readonly string[];
  readonly synset: Synset;
}

function usedSynsets({ data }: WordNet, senses: ReadonlyMap<string, Sense>): Used[] {
  const used = new Map<string, Sense & { words: string[]; synset: Synset }>();
  for (const [word, sense] of senses) {
    const { partOfSpeech, offset } = sense;
    const key = `${partOfSpeech} ${offset}`;
    const known = used.get(key) ?? { ...sense, words: [], synset: readSynset(data[partOfSpeech], offset) };
    // a name that is written with a capital is another word
    if (known.synset.words.includes(word)) known.words.push(word);
    used.set(key, known);
  }
  return [...used.values()].filter(({ words }) => words.length > 0);
}

/** Different pairs, in the order in which they were added. */
class Pairs {
  private readonly pairs = new Map<string, RelatedPair>();

  /** Each of some words with each of some others. */
  addAll(some: readonly string[], others: readonly string[], partOfSpeech: PartOfSpeech): void {
    for (const a of some)
      for (const b of others) {
        if (a === b) continue;
        const words: [string, string] = a < b ? [a, b] : [b, a];
        this.pairs.set(words.join(" "), { words, partOfSpeech });
      }
  }

  without(others: readonly Pairs[]): RelatedPair[] {
    const kept = [...this.pairs].filter(([key]) => !others.some(({ pairs }) => pairs.has(key)));
    return kept.map(([, pair]) => pair);
  }
}
