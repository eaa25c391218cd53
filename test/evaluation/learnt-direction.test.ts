import assert from "node:assert/strict";
import { test } from "node:test";
import { learntDirection } from "../../dist/evaluation/learnt-direction";
import { pairScores, pairsBetween, pairsWithin } from "../../dist/evaluation/pairs";
import { fromRows, row, type Matrix } from "../../dist/model/matrix";
import { normalSampler } from "../vectors/normal-matrix";

const n = 400;
const words = Array.from({ length: n }, (_, w) => `w${w}`);
const counts = words.map((_, w) => 1 + (w % 50));
const asked = words.slice(0, 20);
const noise = normalSampler(3)(n, 6);

/** The noise with a length added to each word along one direction, as long as the logarithm of its count. */
function withFrequencies(): Matrix {
  const direction = [0, 0, 0.6, 0, 0, 0.8];
  return fromRows(
    words.map((_, w) => [...row(noise, w)].map((x, i) => x + 10 * Math.log(counts[w]) * direction[i])),
  );
}

test("where training adds a direction of frequency, that is the one found, and the rest is the noise", () => {
  const found = learntDirection({ words, counts, vectors: withFrequencies() }, noise, asked);
  assert.equal(found.grown, 1);
  assert.ok(found.withFrequency > 0.99, `${found.withFrequency}`);
  assert.ok(found.restWithInitial > 0.95, `${found.restWithInitial}`);
});

test("vectors that are new in all directions have all of them grown, and nothing left of the noise", () => {
  const other = normalSampler(4)(n, 6);
  const vectors = { ...other, data: other.data.map((value) => 5 * value) };
  const found = learntDirection({ words, counts, vectors }, noise, asked);
  assert.equal(found.grown, 6);
  assert.ok(Math.abs(found.restWithInitial) < 0.3, `${found.restWithInitial}`); // 190 distances of 20 words
});

test("vectors as they began have no direction grown, and a word without a vector is refused", () => {
  assert.equal(learntDirection({ words, counts, vectors: noise }, noise, asked).grown, 0);
  assert.throws(
    () => learntDirection({ words, counts, vectors: noise }, noise, ["w0", "tea", "w1"]),
    /learntDirection requires words that have vectors, got "tea"/,
  );
});

test("pairs within some words are each two once, between two lists each with each", () => {
  assert.deepEqual(pairsWithin(["a", "b", "c"]), [["a", "b"], ["a", "c"], ["b", "c"]]); // prettier-ignore
  assert.deepEqual(pairsBetween(["a", "b"], ["c"]), [["a", "c"], ["b", "c"]]); // prettier-ignore
});

test("a score a run: far above chance for pairs that were made alike, and near it for the same pairs of noise", () => {
  const pairs = [0, 2, 4, 6, 8].map((w): [string, string] => [words[w], words[w + 1]]);
  const alike = fromRows(words.map((_, w) => [...row(noise, w < 10 ? w - (w % 2) : w)]));
  const [made, chance] = pairScores(
    [alike, noise].map((vectors) => ({ vectors: { words, counts, vectors } })),
    pairs,
  );
  assert.ok(made > 4, `${made}`);
  assert.ok(Math.abs(chance) < 4, `${chance}`);
  assert.throws(
    () => pairScores([{ vectors: { words, counts, vectors: noise } }], [["w0", "tea"]]),
    /pairScores requires words of the vocabulary, got "tea"/,
  );
});
