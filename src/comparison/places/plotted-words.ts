import { pairsBetween, pairsWithin } from "../../evaluation/pairs";

/** The 24 words that the assignment plots, grouped by meaning. */
export const plottedGroups: Readonly<Record<string, readonly string[]>> = {
  praise: ["great", "cool", "brilliant", "wonderful", "well", "amazing", "worth", "sweet", "enjoyable"],
  blame: ["boring", "bad", "dumb", "annoying"],
  people: ["female", "male", "queen", "king", "man", "woman"],
  "weather and drinks": ["rain", "snow", "hail", "coffee", "tea"],
};

export const plottedWords: readonly string[] = Object.values(plottedGroups).flat();

const { praise, blame } = plottedGroups;

/** Pairs of plotted words that mean much the same. */
export const similarPairs: readonly (readonly [string, string])[] = [
  ...[praise, blame, ["rain", "snow", "hail"], ["coffee", "tea"]].flatMap(pairsWithin),
];

/** Pairs of plotted words of which one turns the meaning of the other round. */
export const turningPairs: readonly (readonly [string, string])[] = [
  ...pairsBetween(praise, blame),
  ...[["man", "woman"], ["male", "female"], ["king", "queen"]].flatMap(pairsWithin), // prettier-ignore
];

/** The group of a plotted word; `other words` if it is in none. */
export function findPlottedGroup(word: string): string {
  const found = Object.entries(plottedGroups).find(([, words]) => words.includes(word));
  return found ? found[0] : "other words";
}
