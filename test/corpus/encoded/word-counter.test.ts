import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { openWordCounter } from "../../../dist/corpus/encoded/open-word-counter";
import { PlainWordCounter } from "../../../dist/corpus/encoded/plain-word-counter";
import { WebAssemblyWordCounter } from "../../../dist/corpus/encoded/webassembly-word-counter";
import type { WordCounter } from "../../../dist/corpus/encoded/word-counter";
import { oddText } from "./odd-text";

/** What a counter makes of parts of a text: words and ends of sentences, and each word's count. */
function counted(counter: WordCounter, parts: string[]): unknown {
  const words: (string | -1)[] = [];
  for (const part of parts) {
    for (const id of counter.count(Buffer.from(part))) words.push(id === -1 ? -1 : counter.word(id));
  }
  const counts: Record<string, number> = {};
  counter.counts.forEach((count, id) => {
    if (count > 0) counts[counter.word(id)] = count;
  });
  return { words, counts, rawTokens: counter.rawTokens };
}

const kinds = [WebAssemblyWordCounter, PlainWordCounter];

test("the counter in WebAssembly finds what the plain one finds, whatever the text and its parts", () => {
  const spaces = fc.constantFrom(" ", "\n", "\r\n", "\t \n");
  const part = fc.tuple(oddText, spaces).map(([text, space]) => text + space);
  fc.assert(
    fc.property(fc.array(fc.oneof(part, fc.constant(""))), fc.boolean(), (parts, keepCase) => {
      const [fast, plain] = kinds.map((Kind) => counted(new Kind(1000, keepCase), parts));
      assert.deepEqual(fast, plain);
    }),
    { numRuns: 500 },
  );
});

test("the counters agree on fifty thousand different words, and on a sentence that is too long", () => {
  const words = Array.from({ length: 50_000 }, (_, i) => `${i}${i % 3 ? "-with-a-tail" : ""}`);
  const parts = [words.join(" ") + "\n", words.join("\n") + "\n", words.slice(0, 9).join(" ") + "\n"];
  const [fast, plain] = kinds.map((Kind) => JSON.stringify(counted(new Kind(50_000), parts)));
  assert.ok(fast === plain);
});

test("the counters keep words apart that differ in their last, first or middle byte, or in length", () => {
  const words = Array.from({ length: 40 }, (_, length) =>
    [0, length >> 1, length - 1].map((at) => "x".repeat(Math.max(at, 0)) + "y" + "x".repeat(length)),
  ).flat();
  const [fast, plain] = kinds.map((Kind) => counted(new Kind(1000), [words.join(" ") + "\n"]));
  assert.deepEqual(fast, plain);
});

test("the counters take as many different words as they are told, and not one more", () => {
  for (const Kind of kinds) {
    assert.equal(new Kind(3).count(Buffer.from("a b b c\n")).length, 5);
    const refused = /^RangeError: the text requires at most 2 different words, got more$/;
    assert.throws(() => new Kind(2).count(Buffer.from("a b b c\n")), refused);
  }
});

test("the counter in WebAssembly is taken where it can be", () => {
  assert.ok(openWordCounter(10) instanceof WebAssemblyWordCounter);
});
