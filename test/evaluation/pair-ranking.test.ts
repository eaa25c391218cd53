import assert from "node:assert/strict";
import test from "node:test";
import { Xoshiro128 } from "../../dist/random/xoshiro";
import { pairRankingAuc, wordPairs, type WordPair } from "../../dist/evaluation/pair-ranking";

const rows = (data: number[][]): { rows: number; cols: number; data: Float64Array } => ({
  rows: data.length,
  cols: data[0].length,
  data: Float64Array.from(data.flat()),
});

const words = ["a", "b", "x", "y"];

test("wordPairs gives both orders of words within the radius, without words that are left out", () => {
  const keep = new Map([["a", 1], ["b", 1], ["c", 1], ["never", 0]]); // prettier-ignore
  const sentences = [["a", "unknown", "b", "never", "c"], ["a", "a"], []]; // prettier-ignore
  assert.deepEqual(wordPairs(sentences, 1, keep, new Xoshiro128(1)), [
    ["a", "b"],
    ["b", "a"],
    ["b", "c"],
    ["c", "b"],
  ]);
});

test("wordPairs keeps a word as often as it is told", () => {
  const n = 20_000;
  const sentences = Array.from({ length: n }, () => ["a", "b"]);
  const keep = new Map([["a", 0.3], ["b", 1]]); // prettier-ignore
  const share = wordPairs(sentences, 5, keep, new Xoshiro128(2)).length / 2 / n;
  assert.ok(Math.abs(share - 0.3) < 4 * Math.sqrt((0.3 * 0.7) / n), `kept ${share}`);
});

test("pairRankingAuc is as the draw of another pair has it where the vectors know all", () => {
  // a stands with x, b with y, as often: half of the draws are the pair's own word again, and count half
  const pairs = Array.from({ length: 20_000 }, (_, i): WordPair => (i % 2 ? ["a", "x"] : ["b", "y"]));
  const V = rows([[1, 0], [0, 1], [0, 0], [0, 0]]); // prettier-ignore
  const U = rows([[0, 0], [0, 0], [1, -1], [-1, 1]]); // prettier-ignore
  const sigma = Math.sqrt(1 / 16 / pairs.length); // of values 1 and ½, equally often
  const known = pairRankingAuc(pairs, { words, V, U }, new Xoshiro128(3));
  assert.ok(Math.abs(known - 0.75) < 4 * sigma, `${known}`);
  const wrong = pairRankingAuc(pairs, { words, V, U: rows([[0, 0], [0, 0], [-1, 1], [1, -1]]) }, new Xoshiro128(3)); // prettier-ignore
  assert.ok(Math.abs(wrong - 0.25) < 4 * sigma, `${wrong}`);
});

test("pairRankingAuc is at chance for vectors that know frequencies only", () => {
  const pairs = Array.from({ length: 20_000 }, (_, i): WordPair => ["a", i % 10 ? "x" : "y"]);
  const V = rows([[1], [1], [1], [1]]);
  const U = rows([[0], [0], [9], [1]]); // x is nine times as frequent as y
  const share = pairRankingAuc(pairs, { words, V, U }, new Xoshiro128(4));
  assert.ok(Math.abs(share - 0.5) < 4 * Math.sqrt(0.25 / pairs.length), `${share}`);
});

test("pairRankingAuc refuses words without vectors, and fewer than two pairs", () => {
  const model = { words, V: rows([[1], [1], [1], [1]]), U: rows([[1], [1], [1], [1]]) };
  const pair: WordPair = ["a", "z"];
  assert.throws(
    () => pairRankingAuc([pair, pair], model, new Xoshiro128(1)),
    /requires pairs of known words, got "z"/,
  );
  assert.throws(() => pairRankingAuc([pair], model, new Xoshiro128(1)), /requires at least two pairs, got 1/);
});
