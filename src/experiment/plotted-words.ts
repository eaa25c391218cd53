/** The 24 words that the assignment plots, in groups of like meaning. */
export const plottedGroups: Readonly<Record<string, readonly string[]>> = {
  praise: ["great", "cool", "brilliant", "wonderful", "well", "amazing", "worth", "sweet", "enjoyable"],
  blame: ["boring", "bad", "dumb", "annoying"],
  people: ["female", "male", "queen", "king", "man", "woman"],
  "weather and drinks": ["rain", "snow", "hail", "coffee", "tea"],
};

export const plottedWords: readonly string[] = Object.values(plottedGroups).flat();

/** The group of a plotted word; `other words` for the rest. */
export function groupOf(word: string): string {
  const found = Object.entries(plottedGroups).find(([, words]) => words.includes(word));
  return found ? found[0] : "other words";
}
