import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { hashOf, WordTable } from "../../../dist/fast/text/word-table";

/** Asks for a word; `hash` may be any, as long as equal words have equal ones. */
function idOf(table: WordTable, word: Uint8Array, hash = hashOf(word)): number {
  const last = Buffer.concat([Buffer.alloc(8), word]).subarray(-8);
  const source = Buffer.concat([Buffer.from("before"), word, Buffer.from("after")]);
  return table.idOf(source, 6, 6 + word.length, hash, last.readInt32BE(0), last.readInt32BE(4));
}

test("WordTable numbers words as a Map does, also those that differ in length or far from their end", () => {
  const word = fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 12, max: 2 }),
    fc.nat(1000).map((i) => Buffer.from(`${i} and eight more`)),
    fc.nat(5000).map((i) => Buffer.from(String(i))),
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 5000, size: "max" }), (words) => {
      const table = new WordTable(10_000);
      const ids = new Map<string, number>();
      for (const word of words) {
        const key = Buffer.from(word).toString("latin1");
        if (!ids.has(key)) ids.set(key, ids.size);
        assert.equal(idOf(table, word), ids.get(key));
      }
      assert.equal(table.size, ids.size);
      for (const [key, id] of ids) assert.equal(Buffer.from(table.wordOf(id)).toString("latin1"), key);
    }),
    { numRuns: 20 },
  );
});

test("WordTable keeps words apart whose hashes are all the same", () => {
  const table = new WordTable(1000);
  for (let round = 0; round < 2; round++) {
    for (let i = 0; i < 600; i++) assert.equal(idOf(table, Buffer.from(`w${i}`), 7), i);
  }
});
