/** The parts of speech of WordNet's data files. */
export type PartOfSpeech = "noun" | "verb" | "adj" | "adv";

/** A sense of a word: its synset begins at byte `offset` of the data file of the part of speech. */
export interface Sense {
  readonly partOfSpeech: PartOfSpeech;
  readonly offset: number;
}

/** By the number in a sense key, `lemma%number:…` (senseidx(5WN)); 5 are adjectives like another one. */
const byNumber: Readonly<Record<string, PartOfSpeech>> = {
  1: "noun",
  2: "verb",
  3: "adj",
  4: "adv",
  5: "adj",
};

interface Counted extends Sense {
  /** 1 for the first sense of the word in this part of speech */
  readonly number: number;
  /** how often it was met in the texts that WordNet's makers tagged */
  readonly tagged: number;
}

/**
 * The most frequent sense of each word, over all parts of speech, by the counts of WordNet's tagged texts: one sense a
 * word, since a word has one vector. Words that were never met in those texts, or equally often in two parts of speech,
 * have no such sense, unless they are of one part of speech only; there the first sense counts.
 *
 * @param index the file `index.sense`: `lemma%key offset number tagged` in each line
 * @param words in small letters
 * @throws RangeError that names a line of any other form
 */
export function frequentSenses(index: string, words: ReadonlySet<string>): Map<string, Sense> {
  const found = new Map<string, Counted[]>();
  for (const line of index.split("\n")) {
    const end = line.indexOf("%");
    const word = line.slice(0, Math.max(0, end));
    if (!words.has(word)) continue;
    const senses = found.get(word);
    if (senses) senses.push(parseSense(line, end));
    else found.set(word, [parseSense(line, end)]);
  }
  return new Map([...found].flatMap(([word, senses]) => {
    const sense = mostFrequent(senses);
    return sense ? [[word, sense] as const] : [];
  })); // prettier-ignore
}

function parseSense(line: string, end: number): Counted {
  const [, offset, number, tagged] = line.trim().split(" ").map(Number);
  const partOfSpeech = byNumber[line.charAt(end + 1)];
  if (!partOfSpeech || ![offset, number, tagged].every((value) => Number.isInteger(value) && value >= 0))
    throw new RangeError(
      `index.sense requires a sense key and three whole numbers in a line, got ${JSON.stringify(line.slice(0, 60))}`,
    );
  return { partOfSpeech, offset, number, tagged };
}

function mostFrequent(senses: readonly Counted[]): Sense | undefined {
  const [first, ...others] = [...senses].sort((a, b) => b.tagged - a.tagged || a.number - b.number);
  const isRival = ({ tagged, partOfSpeech }: Counted): boolean =>
    tagged === first.tagged && partOfSpeech !== first.partOfSpeech;
  if (others.some(isRival)) return undefined;
  return { partOfSpeech: first.partOfSpeech, offset: first.offset };
}
