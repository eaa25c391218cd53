import assert from "node:assert/strict";
import test from "node:test";
import { negativeSampler, unigramTable } from "../../dist/random/unigram-table";
import { Xoshiro128 } from "../../dist/random/xoshiro";

test("unigramTable gives each word its share of count^power, and a word with no count at most one entry", () => {
  const table = unigramTable([81, 16, 0, 1], 0.75); // weights 27, 8, 0, 1
  const shares = [27 / 36, 8 / 36, 0, 1 / 36];
  const entries = [0, 0, 0, 0];
  table.forEach((w) => entries[w]++);
  shares.forEach((share, w) =>
    assert.ok(Math.abs(entries[w] - share * 1e6) <= 1.5, `word ${w}: ${entries[w]}`),
  );
});

test("negative samples come in proportion to the table, never the observed word", () => {
  const draw = negativeSampler(unigramTable([81, 16, 1], 0.75), new Xoshiro128(7));
  const seen = [0, 0, 0];
  const drawn = new Int32Array(10);
  const draws = 10_000;
  for (let i = 0; i < draws; i++) {
    draw(1, drawn);
    drawn.forEach((w) => seen[w]++);
  }
  assert.equal(seen[1], 0);
  const p = 27 / 28;
  const fourSigma = 4 * Math.sqrt((p * (1 - p)) / (10 * draws));
  assert.ok(Math.abs(seen[0] / (10 * draws) - p) <= fourSigma, `word 0: ${seen[0]}`);
});

test("a table that would never end or has no weight is refused", () => {
  const random = new Xoshiro128(1);
  assert.throws(
    () => negativeSampler(unigramTable([5], 0.75), random),
    /requires a table of two words or more/,
  );
  assert.throws(() => unigramTable([0, 0], 0.75), /requires a positive finite total weight, got 0/);
  assert.throws(() => unigramTable([], 0.75), /got 0/);
});
