import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { requireEqual, settings, timeGensim, timeOurs } from "../../dist/bench/training/fast";
import { testFolder } from "../training/fast/small-text";
import { gensim } from "../vectors/gensim/gensim";

test("a benchmark beside gensim trains on the same words, in a text with capitals, too", (t) => {
  const python = gensim(t);
  if (!python) return;
  const folder = testFolder("beside-gensim");
  const text = path.join(folder, "text");
  writeFileSync(text, "The cat saw the dog\nthe Dog saw The cat\n".repeat(30));
  const given = { ...settings, dimensions: 4, seed: 1 };
  mkdirSync(path.join(folder, "ours"));
  const [ours, theirs] = [
    timeOurs(path.join(folder, "ours"), text, path.join(folder, "ours.bin"), given),
    timeGensim(python, text, path.join(folder, "theirs.bin"), given),
  ];
  requireEqual(ours, theirs);
  assert.deepEqual([ours.words, ours.tokens], [6, 300]); // The, the, cat, saw, dog, Dog; five in each of 60 lines
});
