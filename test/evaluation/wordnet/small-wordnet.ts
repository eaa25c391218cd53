import type { WordNet } from "../../../dist/evaluation/wordnet/open-wordnet";
import type { PartOfSpeech } from "../../../dist/evaluation/wordnet/senses";

/** A synset of a small WordNet; a pointer leads to another one by name. */
export interface SmallSynset {
  words: string[];
  /** symbol, name of the other synset, and the words that are related, from 1, or 0 and 0 for whole synsets */
  pointers?: [symbol: string, to: string, from: number, target: number][];
}

const letter = { noun: "n", verb: "v", adj: "a", adv: "r" };
const notice = "  1 This file begins with lines of a licence, as the real ones do.\n";
const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, "0");

/**
 * Data files in WordNet's own format, with offsets that are right, and the lines of `index.sense` that are given.
 *
 * @param synsets by part of speech and name
 * @param senses  of each line: lemma, number of its sense key, name of the synset, number of the sense, times tagged
 */
export function smallWordNet(
  synsets: Partial<Record<PartOfSpeech, Record<string, SmallSynset>>>,
  senses: [lemma: string, key: number, synset: string, number: number, tagged: number][],
): { wordNet: WordNet; offsets: Map<string, number> } {
  const offsets = new Map<string, number>();
  const parts = ["noun", "verb", "adj", "adv"] as const;
  const write = (part: PartOfSpeech): string => {
    let text = notice;
    for (const [name, { words, pointers = [] }] of Object.entries(synsets[part] ?? {})) {
      offsets.set(name, text.length);
      const ends = pointers.map(([symbol, to, from, target]) => {
        const offset = String(offsets.get(to) ?? 0).padStart(8, "0");
        return `${symbol} ${offset} ${letter[part]} ${hex(from, 2)}${hex(target, 2)}`;
      });
      const start = `${String(text.length).padStart(8, "0")} 00 ${letter[part]} ${hex(words.length, 2)}`;
      const named = words.map((word) => `${word} 0`).join(" ");
      const all = [start, named, String(pointers.length).padStart(3, "0"), ...ends];
      text += `${all.join(" ")} | what it means; "a word | as used"  \n`;
    }
    return text;
  };
  for (const part of parts) write(part); // an offset has eight digits always, so the first pass finds all of them
  const data = Object.fromEntries(parts.map((part) => [part, Buffer.from(write(part), "latin1")]));
  const lines = senses.map(([lemma, key, synset, number, tagged]) => {
    return `${lemma}%${key}:00:00:: ${String(offsets.get(synset)).padStart(8, "0")} ${number} ${tagged}\n`;
  });
  return { wordNet: { senses: lines.join(""), data: data as WordNet["data"] }, offsets };
}

/**
 * Eight words: *hot* and *warm(p)* of one synset, *cold* its antonym; *boy* and *man* two kinds of males, *woman* the antonym of
 * *man* and of the same hypernym; *light*, as often an adjective as a noun.
 */
export const small = smallWordNet(
  {
    noun: {
      male: { words: ["male"] },
      boy: { words: ["boy", "lad"], pointers: [["@", "male", 0, 0]] },
      man: { words: ["man"], pointers: [["@", "male", 0, 0], ["!", "woman", 1, 2]] }, // prettier-ignore
      woman: { words: ["Frau", "woman"], pointers: [["@", "male", 0, 0], ["!", "man", 2, 1]] }, // prettier-ignore
      lamp: { words: ["light"] },
    },
    adj: {
      hot: { words: ["hot", "warm(p)"], pointers: [["!", "cold", 1, 1], ["&", "pale", 0, 0]] }, // prettier-ignore
      cold: { words: ["cold"], pointers: [["!", "hot", 1, 1]] },
      pale: { words: ["light"] },
      pungent: { words: ["hot", "spicy"] },
    },
  },
  [
    ["hot", 3, "hot", 1, 9],
    ["hot", 5, "pungent", 2, 1],
    ["spicy", 5, "pungent", 1, 2],
    ["warm", 3, "hot", 1, 4],
    ["cold", 3, "cold", 1, 6],
    ["boy", 1, "boy", 1, 3],
    ["lad", 1, "boy", 1, 0],
    ["man", 1, "man", 1, 8],
    ["woman", 1, "woman", 1, 8],
    ["frau", 1, "woman", 1, 1],
    ["male", 1, "male", 1, 2],
    ["light", 1, "lamp", 1, 5],
    ["light", 3, "pale", 1, 5],
  ],
);
