/** The words of a corpus. Word w is `words[w]`; ids count up in the order of first appearance. */
export interface Vocabulary {
  readonly words: readonly string[];
  readonly ids: ReadonlyMap<string, number>;
  /** occurrences of each word, shape (n) */
  readonly counts: Uint32Array;
  /** sum of the counts */
  readonly total: number;
}

/** Sentences as word ids, end to end: sentence s is `ids[starts[s]]` to `ids[starts[s + 1] - 1]`. */
export interface Sentences {
  readonly ids: Int32Array;
  readonly starts: Int32Array;
}

/** The word that stands for any other; the assignment appends it to the vocabulary with a count of 1. */
const unknownWord = "UNK";

/** The vocabulary of a corpus: every word that occurs, then `UNK`. */
export function buildVocabulary(sentences: readonly (readonly string[])[]): Vocabulary {
  const ids = new Map<string, number>();
  const counts: number[] = [];
  const count = (word: string): void => {
    const id = ids.get(word);
    if (id === undefined) {
      ids.set(word, counts.length);
      counts.push(1);
    } else counts[id]++;
  };
  for (const sentence of sentences) sentence.forEach(count);
  count(unknownWord);
  const total = counts.reduce((sum, c) => sum + c, 0);
  return { words: [...ids.keys()], ids, counts: Uint32Array.from(counts), total };
}

/** The sentences of a corpus as ids; a word that the vocabulary lacks becomes `UNK`. */
export function encode(sentences: readonly (readonly string[])[], vocabulary: Vocabulary): Sentences {
  const unknown = vocabulary.ids.get(unknownWord) as number;
  const starts = new Int32Array(sentences.length + 1);
  sentences.forEach((sentence, s) => (starts[s + 1] = starts[s] + sentence.length));
  const ids = new Int32Array(starts[sentences.length]);
  let next = 0;
  for (const sentence of sentences)
    for (const word of sentence) ids[next++] = vocabulary.ids.get(word) ?? unknown;
  return { ids, starts };
}
