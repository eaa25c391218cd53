import assert from "node:assert/strict";
import { test } from "node:test";
import { pairPlaces } from "../../../dist/comparison/places/pair-places";
import type { Match } from "../../../dist/evaluation/kinds/match-pairs";
import { fromRows } from "../../../dist/model/matrix";

test("the most frequent matches are placed, antonyms and synonyms, with the cosines of the whole vectors", () => {
  const words = ["hot", "cold", "big", "large", "rare", "odd", "few", "some"];
  const vectors = fromRows([[4, 0, 1], [-4, 0, 1], [0, 2, 1], [0, 2, 1], [1, 1, 1], [0, 1, 1], [-1, -1, 1], [0, -5, 1]]); // prettier-ignore
  const match = (a: string, b: string, c: string, d: string): Match => [
    { words: [a, b], partOfSpeech: "adj" },
    { words: [c, d], partOfSpeech: "adj" },
  ];
  const counts = new Map(words.map((word) => [word, word === "rare" ? 5 : 50]));
  const besideSynonyms = [match("rare", "few", "odd", "some"), match("cold", "hot", "big", "large")];
  const besideRandom = { synonyms: [], antonyms: [], "co-hyponyms": [] };
  const { pairs, shares } = pairPlaces(
    { words, vectors },
    { words, counts, besideRandom, besideSynonyms },
    1,
  );
  assert.deepEqual(pairs.map(({ kind, ends }) => [kind, ...ends.map(({ word }) => word)]), [["antonyms", "cold", "hot"], ["synonyms", "big", "large"]]); // prettier-ignore
  const [antonyms, synonyms] = pairs;
  // the mean of all words is (0, 0, 1): cold and hot are opposite, big and large the same
  assert.ok(Math.abs(antonyms.cosine + 1) < 1e-12 && Math.abs(synonyms.cosine - 1) < 1e-12);
  assert.ok(Math.abs(Math.abs(antonyms.ends[0].x - antonyms.ends[1].x) - 8) < 1e-12); // the first axis is theirs
  // of the four words' variance 8 + 8 is along the first axis, 1 along the second
  assert.ok(Math.abs(shares[0] - 8 / 9) < 1e-12, `${shares}`);
});
