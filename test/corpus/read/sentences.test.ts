import assert from "node:assert/strict";
import test from "node:test";
import { splitSentences } from "../../../dist/corpus/read/sentences";

/** Texts with `|` where a sentence ends. */
const texts = [
  "It's so clever you want to hate it.|But he somehow pulls it off.",
  "Is it art?|yes!|and more.", // ? and ! end a sentence whatever follows
  'He said "no."|(She agreed.)|Then it ended.',
  "Mr. Bean meets J. R. R. Tolkien vs. Dr. No in the U.S. Army.|The end.",
  "See No. 9 or the Sept. 11 film.|No.|Yes.",
  "A film ... that ends... Well.|So it does.", // an ellipsis ends none
  "about 3 p.m. in the afternoon",
  "Costs 2.50 dollars.|12 saw it.",
  "no full stop at the end",
];

for (const text of texts) {
  test(`splitSentences: ${text}`, () =>
    assert.deepEqual(splitSentences(text.replaceAll("|", " ")), text.split("|")));
}

test("splitSentences finds no sentence in an empty text", () => {
  assert.deepEqual(splitSentences("  "), []);
});
