import assert from "node:assert/strict";
import { test } from "node:test";
import { openWordNet } from "../../../dist/evaluation/wordnet/open-wordnet";
import { relatedPairs, type RelatedPair } from "../../../dist/evaluation/wordnet/related-pairs";
import { frequentSenses } from "../../../dist/evaluation/wordnet/senses";
import { readSynset } from "../../../dist/evaluation/wordnet/synset";
import { small } from "./small-wordnet";

const { wordNet, offsets } = small;
const all = [
  "hot",
  "warm",
  "cold",
  "spicy",
  "boy",
  "lad",
  "man",
  "woman",
  "male",
  "light",
  "frau",
  "unknown",
];
const joined = (pairs: readonly RelatedPair[]): string[] => pairs.map(({ words }) => words.join(" ")).sort();

test("a synset has its words without their marks, and its pointers with the words they join", () => {
  const at = (name: string): number => offsets.get(name) ?? NaN;
  assert.deepEqual(readSynset(wordNet.data.adj, at("hot")), {
    words: ["hot", "warm"],
    pointers: [
      { symbol: "!", offset: at("cold"), from: 1, to: 1 },
      { symbol: "&", offset: at("pale"), from: 0, to: 0 },
    ],
  });
  assert.deepEqual(readSynset(wordNet.data.noun, at("male")), { words: ["male"], pointers: [] });
});

test("an offset at which no synset begins, and a damaged line, are refused with what stands there", () => {
  assert.throws(
    () => readSynset(wordNet.data.adj, 0),
    /WordNet requires a synset at byte 0, got "  1 This file/,
  );
  assert.throws(() => readSynset(wordNet.data.adj, 1e9), /a synset at byte 1000000000, got ""/);
  for (const line of [
    "00000000 00 a 02 hot 0 000 | x",
    "00000000 00 a 01 hot 0 001 ! 00000007 | x",
    "00000000 00 a 00 000",
  ])
    assert.throws(() => readSynset(Buffer.from(line), 0), /a synset at byte 0, got "0/, line);
});

test("the sense of a word is the one that was tagged most often; of a tie between parts of speech there is none", () => {
  const senses = frequentSenses(wordNet.senses, new Set(all));
  assert.deepEqual(senses.get("hot"), { partOfSpeech: "adj", offset: offsets.get("hot") });
  assert.deepEqual(senses.get("lad"), { partOfSpeech: "noun", offset: offsets.get("boy") }); // never tagged
  assert.equal(senses.get("light"), undefined);
  assert.equal(senses.get("unknown"), undefined);
  assert.throws(
    () => frequentSenses("hot%7:00:00:: 1 1 1\n", new Set(["hot"])),
    /index.sense requires a sense key and three whole numbers in a line, got "hot%7/,
  );
});

test("pairs are antonyms before synonyms before co-hyponyms, each word in its most frequent sense", () => {
  const { antonyms, synonyms, coHyponyms, partsOfSpeech } = relatedPairs(wordNet, all);
  assert.deepEqual(joined(antonyms), ["cold hot", "man woman"]);
  assert.deepEqual(joined(synonyms), ["boy lad", "hot warm"]); // spicy is a rare sense of hot, Frau a name
  assert.deepEqual(joined(coHyponyms), ["boy man", "boy woman", "lad man", "lad woman"]);
  assert.equal(partsOfSpeech.get("warm"), "adj");
  assert.equal(partsOfSpeech.has("frau"), false);
  assert.equal(partsOfSpeech.has("light"), false);
});

test("words that are not asked for, short ones and signs are in no pair", () => {
  const { antonyms, synonyms } = relatedPairs(wordNet, ["hot", "cold", "la", "--"]);
  assert.deepEqual([joined(antonyms), joined(synonyms)], [["cold hot"], []]);
});

test("the real WordNet knows opposites, synonyms and kinds of one thing", () => {
  const words = ["hot", "cold", "big", "large", "small", "begin", "start", "oak", "maple", "quickly", "slowly", "coffee", "tea"]; // prettier-ignore
  const { antonyms, synonyms, coHyponyms } = relatedPairs(openWordNet(), words);
  assert.deepEqual(joined(antonyms), ["cold hot", "large small", "quickly slowly"]);
  assert.deepEqual(joined(synonyms), ["begin start", "big large"]);
  assert.ok(joined(coHyponyms).includes("coffee tea"), joined(coHyponyms).join());
});
