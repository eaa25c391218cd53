import assert from "node:assert/strict";
import test from "node:test";
import { buildVocabulary, encode } from "../../dist/corpus/vocabulary";
import { emptyWindow, windowSampler } from "../../dist/corpus/windows";
import { Xoshiro128 } from "../../dist/random/xoshiro";

const words = (text: string): string[][] => text.split("/").map((sentence) => sentence.trim().split(" "));

test("a window holds up to the radius on each side, in order, without the centre word, within its sentence", () => {
  const text = words("a b a c d e f / g h");
  const vocabulary = buildVocabulary(text);
  const draw = windowSampler(encode(text, vocabulary), new Xoshiro128(5));
  const window = emptyWindow(2);
  const seen = new Set<string>();
  for (let i = 0; i < 2000; i++) {
    draw(2, window);
    const outside = [...window.outside.subarray(0, window.size)].map((w) => vocabulary.words[w]);
    seen.add(`${vocabulary.words[window.centre]}: ${outside.join(" ")}`);
  }
  const expected = [
    "a: b",
    "b: a a c",
    "a: b c d",
    "c: b a d e",
    "d: a c e f",
    "e: c d f",
    "f: d e",
    "g: h",
    "h: g",
  ];
  assert.deepEqual([...seen].sort(), expected.sort());
});

test("windowSampler refuses a text in which no window has a word to predict", () => {
  const text = words("a a / b b");
  assert.throws(
    () => windowSampler(encode(text, buildVocabulary(text)), new Xoshiro128(1)),
    /requires a sentence with two different words after subsampling, got 2 sentences without one; raise subsample/,
  );
});
