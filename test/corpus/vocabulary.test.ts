import assert from "node:assert/strict";
import test from "node:test";
import { buildVocabulary, encode } from "../../dist/corpus/vocabulary";

const words = (text: string): string[][] => text.split("/").map((sentence) => sentence.trim().split(" "));

test("buildVocabulary numbers words by first appearance, counts them, and ends with UNK", () => {
  const vocabulary = buildVocabulary(words("to be or not to be / be"));
  assert.deepEqual(vocabulary.words, ["to", "be", "or", "not", "UNK"]);
  assert.deepEqual([...vocabulary.counts], [2, 3, 1, 1, 1]);
  assert.equal(vocabulary.total, 8);
});

test("buildVocabulary counts a word of the text that is called UNK, and takes words as odd as they come", () => {
  const vocabulary = buildVocabulary([
    ["UNK", "__proto__"],
    ["🙂", "constructor"],
  ]);
  assert.deepEqual(vocabulary.words, ["UNK", "__proto__", "🙂", "constructor"]);
  assert.deepEqual([...vocabulary.counts], [2, 1, 1, 1]);
});

test("encode turns words into ids, and unknown ones into UNK", () => {
  const vocabulary = buildVocabulary(words("a b / c"));
  const { ids, starts } = encode(words("c z / a"), vocabulary);
  assert.deepEqual([...ids], [2, 3, 0]);
  assert.deepEqual([...starts], [0, 2, 3]);
});
