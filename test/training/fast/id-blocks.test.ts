import assert from "node:assert/strict";
import { closeSync, openSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { IdBlocks, pieces } from "../../../dist/training/fast/id-blocks";
import { testFolder } from "./small-text";

const folder = testFolder("id-blocks");

const sentences = fc.array(fc.array(fc.nat(9), { minLength: 1, maxLength: 12 }), {
  minLength: 1,
  maxLength: 20,
});
const joinIds = (text: number[][]): Int32Array =>
  Int32Array.from(text.flatMap((sentence) => [...sentence, -1]));

test("the blocks of a file are its sentences, each once and in order, however large a block is", () => {
  const file = path.join(folder, "ids");
  fc.assert(
    fc.property(sentences, fc.integer({ min: 1, max: 40 }), (text, share) => {
      const ids = joinIds(text);
      writeFileSync(file, ids);
      const descriptor = openSync(file, "r");
      try {
        const blocks = new IdBlocks(descriptor, ids.length, share);
        const read = Array.from({ length: blocks.blocks }, (_, block) => [...blocks.read(block)]);
        assert.deepEqual(read.flat(), [...ids]);
      } finally {
        closeSync(descriptor);
      }
    }),
  );
});

test("pieces are whole sentences, and only one that is longer than a piece is cut", () => {
  fc.assert(
    fc.property(sentences, fc.integer({ min: 1, max: 20 }), (text, least) => {
      const ids = joinIds(text);
      assert.deepEqual([...pieces(ids, least)].map((piece) => [...piece]).flat(), [...ids]);
      const most = least + 5;
      const cut = [...pieces(ids, least, most)].map((piece) => [...piece]);
      assert.deepEqual(
        cut.flat().filter((id) => id >= 0),
        text.flat(),
      );
      for (const piece of cut) {
        assert.equal(piece[piece.length - 1], -1);
        assert.ok(piece.length <= most + 1, `a piece of ${piece.length} ids`);
      }
    }),
  );
});
