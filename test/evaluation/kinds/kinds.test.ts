import assert from "node:assert/strict";
import { test } from "node:test";
import { compareKinds, contrast } from "../../../dist/evaluation/kinds/compare-kinds";
import { disjointPairs } from "../../../dist/evaluation/kinds/disjoint-pairs";
import { kindsOfPairs, type KindsOfPairs } from "../../../dist/evaluation/kinds/kinds-of-pairs";
import { matchPairs, randomPartners, type Match } from "../../../dist/evaluation/kinds/match-pairs";
import { centred, median, neighbourRanks, pairCosines } from "../../../dist/evaluation/kinds/nearness";
import { sentencesWithBoth } from "../../../dist/evaluation/kinds/sentences-with-both";
import type { RelatedPair } from "../../../dist/evaluation/wordnet/related-pairs";
import type { PartOfSpeech } from "../../../dist/evaluation/wordnet/senses";
import { drawMatrix, fromRows } from "../../../dist/model/matrix";
import { standardNormal } from "../../../dist/random/normal";
import { Xoshiro128 } from "../../../dist/random/xoshiro";
import { small } from "../wordnet/small-wordnet";

const pair = (a: string, b: string, partOfSpeech: PartOfSpeech = "adj"): RelatedPair => {
  return { words: [a, b], partOfSpeech };
};
const near = (actual: number, expected: number, tolerance = 1e-12): void =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual}, expected ${expected}`);

test("disjointPairs leaves no word in two pairs, and takes what can be taken", () => {
  const pairs = [pair("a", "b"), pair("b", "c"), pair("c", "d"), pair("e", "f")];
  for (let seed = 0; seed < 20; seed++) {
    const taken = disjointPairs(pairs, Infinity, new Xoshiro128(seed)).flatMap(({ words }) => words);
    assert.equal(new Set(taken).size, taken.length);
    assert.ok(taken.includes("e") && taken.length >= 4, taken.join());
  }
  assert.equal(disjointPairs(pairs, 1, new Xoshiro128(1)).length, 1);
});

test("matchPairs joins the pairs that are most alike in frequency, of one part of speech, and leaves out the rest", () => {
  const counts: Record<string, number> = {
    a: 8,
    b: 64,
    c: 8,
    d: 32,
    e: 64,
    f: 8,
    g: 8,
    h: 64,
    i: 1024,
    j: 1024,
  };
  const countOf = (word: string): number => counts[word];
  // c d is one doubling from a b, e f none: the order of the words does not count
  const others = [pair("c", "d"), pair("e", "f"), pair("g", "h", "noun")];
  const matches = matchPairs([pair("a", "b"), pair("i", "j")], others, countOf);
  assert.deepEqual(matches.map((two) => two.map(({ words }) => words.join(" "))), [["a b", "e f"]]); // prettier-ignore
  assert.equal(matchPairs([pair("a", "b")], [pair("c", "d")], countOf).length, 1);
  assert.equal(matchPairs([pair("a", "b")], [pair("c", "d")], countOf, 0.5).length, 0);
});

test("randomPartners draws words of the same part of speech and frequency, never a related pair or a word twice", () => {
  const parts = new Map<string, PartOfSpeech>(["a", "b", "c", "d"].map((word) => [word, "adj"]));
  parts.set("n", "noun").set("rare", "adj");
  const countOf = (word: string): number => (word === "rare" ? 1 : 100);
  const related = ["a b", "a c", "a d", "b c", "b d"].map((two) =>
    pair(...(two.split(" ") as [string, string])),
  );
  const [[own, partner]] = randomPartners([pair("a", "b")], parts, related, countOf, new Xoshiro128(1));
  assert.deepEqual(
    [own.words, partner.words],
    [
      ["a", "b"],
      ["c", "d"],
    ],
  ); // the only one that is left
  assert.deepEqual(
    randomPartners([pair("n", "rare")], parts, [pair("n", "rare")], countOf, new Xoshiro128(1)),
    [],
  );
});

const square = {
  words: ["east", "north", "west", "south", "left out"],
  vectors: fromRows([[11, 5], [10, 6], [9, 5], [10, 4], [999, 0]]), // prettier-ignore
};

test("cosines are seen from the mean of the words that count", () => {
  const of = centred(square, ["east", "north", "west", "south"]); // mean (10, 5)
  const cosines = pairCosines(of, [["east", "west"], ["east", "north"]]); // prettier-ignore
  near(cosines[0], -1);
  near(cosines[1], 0);
  assert.throws(() => centred(square, ["up"]), /centred requires words that have vectors, got "up"/);
  assert.throws(() => pairCosines(of, [["east", "left out"]]), /words that have vectors, got "left out"/);
});

test("neighbourRanks counts the words that are nearer, equally near ones as half", () => {
  const of = centred(square, ["east", "north", "west", "south"]);
  assert.deepEqual(neighbourRanks(of, [["east", "west"], ["east", "north"]]), [3, 1.5]); // prettier-ignore
  assert.equal(median([3, 1, 2]), 2);
  assert.equal(median([4, 1]), 2.5);
});

test("sentencesWithBoth compares with independent words, each sentence counted once", () => {
  const sentences = [["rich", "and", "poor", "poor"], ["rich", "or", "poor"], ["rich"], ["and"]];
  // rich in 3 of 4, poor in 2, both in 2: log2((2 + 1) / (1.5 + 1)); rich and sour: log2(1 / 1)
  const bits = sentencesWithBoth(sentences, [["rich", "poor"], ["rich", "sour"], ["poor", "rich"]]); // prettier-ignore
  bits.forEach((value, i) => near(value, [Math.log2(1.2), 0, Math.log2(1.2)][i]));
});

/** Words a0, b0, a1, b1 …, whose pairs are near each other or not, beside random words in pairs x0, y0 …. */
function planted(count: number, share: number, seed: number): KindsOfPairs & { run: typeof square } {
  const draw = standardNormal(new Xoshiro128(seed));
  const names = (letters: string): [string, string][] =>
    Array.from({ length: count }, (_, i) => [`${letters[0]}${i}`, `${letters[1]}${i}`]);
  const [own, partners] = [names("ab"), names("xy")];
  const words = [...own, ...partners].flat();
  const vectors = drawMatrix(words.length, 10, draw);
  for (let i = 0; i < count; i++)
    for (let k = 0; k < 10; k++) {
      const [a, b] = [2 * i * 10 + k, (2 * i + 1) * 10 + k];
      vectors.data[b] = share * vectors.data[a] + (1 - share) * vectors.data[b];
    }
  const matches = own.map((two, i): Match => [pair(...two), pair(...partners[i])]);
  const besideRandom = { synonyms: matches, antonyms: [], "co-hyponyms": [] };
  const counts = new Map(words.map((word) => [word, 10]));
  return { words, counts, besideRandom, besideSynonyms: matches, run: { words, vectors } };
}

test("compareKinds finds pairs that are near, with intervals over runs, and does not find what is not there", () => {
  const [nearer, random] = [planted(60, 0.5, 1), planted(60, 0, 2)];
  const runs = (of: typeof nearer): (typeof square)[] => [of.run, of.run];
  const models = [
    { name: "near", runs: runs(nearer), pairs: nearer, sentences: [] },
    { name: "random", runs: runs(random), pairs: random, sentences: [] },
  ];
  const found = compareKinds(models, 1);
  assert.deepEqual(
    found.map(({ model, kind, matches }) => [model, kind, matches]),
    ["near", "random"].flatMap((model) => ["synonyms", contrast].map((kind) => [model, kind, 60])),
  );
  const [there, , notThere] = found;
  near(there.cosine, Math.SQRT1_2, 0.1); // of a and (a + b) / 2, independent
  assert.ok(there.p < 0.01 && there.difference.mean > 0.5 && there.place < 10, JSON.stringify(there));
  near(there.difference.upper, there.difference.lower); // both runs are the same
  assert.ok(notThere.p > 0.05 && Math.abs(notThere.difference.mean) < 0.2, JSON.stringify(notThere));
  near(notThere.place, 50, 20);
});

test("kindsOfPairs refuses a text with too few opposites, and says how many there are", () => {
  const words = ["hot", "warm", "cold", "boy", "lad", "man", "woman"];
  const text = { words, counts: words.map(() => 9) };
  assert.throws(
    () => kindsOfPairs(small.wordNet, text, new Xoshiro128(1)),
    /kindsOfPairs requires a text with 10 antonyms that have matching synonyms, got 2/,
  );
});
