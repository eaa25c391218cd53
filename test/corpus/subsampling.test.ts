import assert from "node:assert/strict";
import test from "node:test";
import { rejectProbabilities, subsample } from "../../dist/corpus/subsampling";
import { buildVocabulary, encode, type Sentences } from "../../dist/corpus/vocabulary";
import { Xoshiro128 } from "../../dist/random/xoshiro";
import { assertClose } from "../reference";

const words = (text: string): string[][] => text.split("/").map((sentence) => sentence.trim().split(" "));

test("rejectProbabilities is 1 - sqrt(t total / count), and 0 for rare words", () => {
  const vocabulary = buildVocabulary([Array<string>(99).fill("a")]); // a 99 times, UNK once
  assertClose(rejectProbabilities(vocabulary, 0.11), [1 - Math.sqrt(11 / 99), 0], 1e-15);
  assert.deepEqual([...rejectProbabilities(vocabulary, 1)], [0, 0]);
});

test("subsample keeps each word in proportion to its probability, over every pass", () => {
  const sentences: Sentences = {
    ids: Int32Array.from({ length: 40_000 }, (_, i) => i % 2),
    starts: Int32Array.of(0, 20_000, 40_000),
  };
  const kept = subsample(sentences, Float64Array.of(0.75, 0), new Xoshiro128(3), 5);
  const zeros = kept.ids.reduce((count, w) => count + (w === 0 ? 1 : 0), 0);
  const fourSigma = 4 * Math.sqrt(100_000 * 0.25 * 0.75);
  assert.ok(Math.abs(zeros - 25_000) <= fourSigma, `${zeros} zeros`);
  assert.equal(kept.ids.length - zeros, 100_000);
  assert.equal(kept.starts.length, 11);
});

test("subsample drops what has fewer than two words left", () => {
  const { sentences } = { sentences: encode(words("a / a b / b"), buildVocabulary(words("a b"))) };
  const kept = subsample(sentences, new Float64Array(3), new Xoshiro128(1), 2);
  assert.deepEqual([...kept.ids], [0, 1, 0, 1]);
  assert.deepEqual([...kept.starts], [0, 2, 4]);
});
