import type { KindsOfPairs } from "../../evaluation/kinds/kinds-of-pairs";
import { centred, pairCosines, type TwoWords } from "../../evaluation/kinds/nearness";
import type { NamedVectors } from "../../model/word-vectors";
import { row } from "../../model/matrix";
import type { PlacedPair, PlacedWord } from "../../plots/pair-map";
import { project } from "../../vectors/project";

/**
 * The most frequent antonyms, and the synonyms that they are matched with, seen from the two directions in which these
 * words differ most.
 *
 * @param most how many matches, by the count of the rarest word of each
 */
export function pairPlaces(
  { words, vectors }: NamedVectors,
  { words: kept, counts, besideSynonyms }: KindsOfPairs,
  most: number,
): { pairs: PlacedPair[]; shares: readonly [number, number] } {
  const rarest = (two: TwoWords): number => Math.min(...two.map((word) => counts.get(word) ?? 0));
  const chosen = besideSynonyms
    .map(([antonyms, synonyms]): [TwoWords, TwoWords] => [antonyms.words, synonyms.words])
    .sort((a, b) => Math.min(...b.map(rarest)) - Math.min(...a.map(rarest)))
    .slice(0, most);
  const asked = [...new Set(chosen.flat(2))];
  const rowOf = new Map(words.map((word, id) => [word, id]));
  const ids = asked.map((word) => requirePlace(rowOf, word));
  const { coordinates, shares } = project(vectors, ids);
  const place = new Map(asked.map((word, k) => [word, k]));
  const put = (word: string): PlacedWord => {
    const [x, y] = row(coordinates, requirePlace(place, word));
    return { word, x, y };
  };
  const of = centred({ words, vectors }, kept);
  const pairs = ["antonyms", "synonyms"].flatMap((kind, side) => {
    const own = chosen.map((match) => match[side]);
    const cosines = pairCosines(of, own);
    return own.map(([a, b], i): PlacedPair => ({ kind, ends: [put(a), put(b)], cosine: cosines[i] }));
  });
  return { pairs, shares };
}

function requirePlace(places: ReadonlyMap<string, number>, word: string): number {
  const id = places.get(word);
  if (id === undefined)
    throw new RangeError(`pairPlaces requires words that have vectors, got ${JSON.stringify(word)}`);
  return id;
}
