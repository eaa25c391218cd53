import assert from "node:assert/strict";
import { test } from "node:test";
import {
  contrastSentences,
  nearnessSentences,
  tellingSentences,
} from "../../../dist/comparison/places/kind-sentences";
import { contrast } from "../../../dist/evaluation/kinds/compare-kinds";
import type { Telling } from "../../../dist/evaluation/held-out/tell-apart";

const nearness = (model: string, kind: string, mean: number, p: number) => {
  const difference = { mean, lower: mean - 1, upper: mean + 1 };
  return { model, kind, matches: 20, cosine: 0.5, difference, p, place: 9, partnersPlace: 50 };
};

test("a kind is nearer, farther, or not shown to differ: by its p-value and its sign", () => {
  const found = [
    nearness("Brown", "synonyms", 0.2, 0.001),
    nearness("Brown", "antonyms", 0.3, 0.05),
    nearness("Brown", "co-hyponyms", -0.1, 0.01),
    nearness("Brown", contrast, 0.1, 0.02),
    nearness("short", "synonyms", 0.2, 0.06),
    nearness("short", contrast, 0.1, 0.5),
  ];
  assert.deepEqual(nearnessSentences(found), [
    "Brown: synonyms and antonyms are nearer to each other than random pairs; co-hyponyms are farther apart than random pairs.",
    "short: synonyms are not shown to differ from random pairs.",
  ]);
  assert.deepEqual(contrastSentences(found), [
    "Brown: antonyms are nearer than synonyms, by 0.10 in the cosine.",
    "short: antonyms are not shown to be nearer or farther than synonyms.",
  ]);
  assert.match(
    contrastSentences([nearness("a", contrast, -0.25, 0.01)])[0],
    /farther than synonyms, by 0\.25/,
  );
});

test("what tells antonyms from synonyms is what has a p-value of at most 0.05", () => {
  const telling = (model: string, by: Telling["by"], mean: number, p: number): Telling => {
    return { model, by, auc: { mean, lower: mean - 0.1, upper: mean + 0.1 }, p };
  };
  const found = [
    telling("Brown", "frequencies", 0.5, 0.9),
    telling("Brown", "sentences with both", 0.67, 0.001),
    telling("Brown", "cosine", 0.4, 0.05),
    telling("short", "classifier", 0.65, 0.06),
  ];
  assert.deepEqual(tellingSentences(found), [
    "Brown: antonyms are told from synonyms by sentences with both (67 %) and cosine (40 %); at chance it would be 50 %.",
    "short: nothing that was tried is shown to tell antonyms from synonyms.",
  ]);
});
