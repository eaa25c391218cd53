import { row } from "../../model/matrix";
import type { WordPoint } from "../../plots/word-map";
import { nearestWords } from "../../vectors/neighbours";
import { project } from "../../vectors/project";
import type { NamedVectors } from "../../model/word-vectors";
import { findPlottedGroup, plottedWords } from "./plotted-words";

/** Words in the plane, as a map of words takes them. */
export interface WordPlaces {
  readonly points: WordPoint[];
  /** share of the variance along each axis, 0 to 1 */
  readonly shares: readonly [number, number];
}

/**
 * The assignment's 24 words, seen from the two directions in which they differ most, each with its count, if
 * that is known, and with its five nearest words among all.
 *
 * @throws RangeError naming a word that the vectors do not have
 */
export function wordPlaces(
  { words, vectors, counts }: NamedVectors & { readonly counts?: ArrayLike<number> },
  asked: readonly string[] = plottedWords,
): WordPlaces {
  const ids = asked.map((word) => requireWord(words, word));
  const { coordinates, shares } = project(vectors, ids);
  const nearest = nearestWords({ words, vectors }, asked, 5);
  const points = asked.map((word, k) => {
    const [x, y] = row(coordinates, k);
    return { word, x, y, count: counts?.[ids[k]], nearest: nearest[k], group: findPlottedGroup(word) };
  });
  return { points, shares };
}

function requireWord(words: readonly string[], word: string): number {
  const id = words.indexOf(word);
  if (id < 0)
    throw new RangeError(`wordPlaces requires words that have vectors, got ${JSON.stringify(word)}`);
  return id;
}
