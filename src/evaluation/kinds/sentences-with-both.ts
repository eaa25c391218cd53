import type { TwoWords } from "./nearness";

/**
 * How much more often two words stand in one sentence than words that have nothing to do with each other would, for each of
 * some pairs, in bits:
 *
 *     log₂ ((n_ab + 1) / (n_a n_b / N + 1))
 *
 * n_a and n_b are the sentences with a word, n_ab those with both, N all. One is added to both sides, because words that are
 * rare are expected together less than once. Antonyms stand together more often than chance ("rich and poor"; J. Justeson
 * and S. Katz, "Co-occurrences of Antonymous Adjectives and Their Contexts", Computational Linguistics, 1991).
 */
export function sentencesWithBoth(
  sentences: readonly (readonly string[])[],
  pairs: readonly TwoWords[],
): number[] {
  const partners = new Map<string, number[]>(); // pairs by each of their words
  pairs.forEach((words, i) => {
    for (const word of words) partners.set(word, [...(partners.get(word) ?? []), i]);
  });
  const containing = new Map<string, number>();
  const both = new Float64Array(pairs.length);
  for (const sentence of sentences) {
    const here = new Set(sentence.filter((word) => partners.has(word)));
    for (const word of here) {
      containing.set(word, (containing.get(word) ?? 0) + 1);
      for (const i of partners.get(word) ?? []) if (pairs[i][0] === word && here.has(pairs[i][1])) both[i]++;
    }
  }
  return pairs.map(([a, b], i) => {
    const expected = ((containing.get(a) ?? 0) * (containing.get(b) ?? 0)) / Math.max(1, sentences.length);
    return Math.log2((both[i] + 1) / (expected + 1));
  });
}
