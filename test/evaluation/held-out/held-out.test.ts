import assert from "node:assert/strict";
import { test } from "node:test";
import { rocAuc } from "../../../dist/evaluation/held-out/auc";
import { groupBootstrap } from "../../../dist/evaluation/held-out/group-bootstrap";
import { connectedGroups, groupFolds } from "../../../dist/evaluation/held-out/group-folds";
import { heldOutKernel, heldOutScores } from "../../../dist/evaluation/held-out/held-out-kernel";
import { pairFeatures } from "../../../dist/evaluation/held-out/pair-features";
import { relabellingTest } from "../../../dist/evaluation/held-out/relabelling-test";
import { tellApart } from "../../../dist/evaluation/held-out/tell-apart";
import { centred } from "../../../dist/evaluation/kinds/nearness";
import type { Match } from "../../../dist/evaluation/kinds/match-pairs";
import type { RelatedPair } from "../../../dist/evaluation/wordnet/related-pairs";
import { drawMatrix, fromRows, type Matrix } from "../../../dist/model/matrix";
import { standardNormal } from "../../../dist/random/normal";
import { Xoshiro128 } from "../../../dist/random/xoshiro";

const near = (actual: number, expected: number, tolerance = 1e-9): void =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual}, expected ${expected}`);

test("rocAuc is the share of pairs in the right order, ties half", () => {
  // of the four pairs: 0.9 > 0.5, 0.9 > 0.1, 0.5 = 0.5, 0.5 > 0.1
  assert.equal(rocAuc([0.9, 0.5, 0.5, 0.1], [true, true, false, false]), 3.5 / 4);
  assert.equal(rocAuc([1, 2], [true, false]), 0);
  assert.equal(rocAuc([7, 7, 7], [true, false, true]), 0.5);
  assert.throws(() => rocAuc([1, 2], [true, true]), /rocAuc requires both labels, got 2 and 0 of them/);
  assert.throws(() => rocAuc([1], []), /a label for each score, got 0 for 1/);
});

test("a held-out score is that of ridge regression on the other folds", () => {
  // fold 1 has x = 1 and 3 with labels − and +: mean 2, deviation 1, so x becomes ∓1 and w = 2 / (2 + 1) = 2/3; the
  // examples 2 and 5 of fold 0 become 0 and 3
  const kernel = heldOutKernel(fromRows([[2], [1], [5], [3]]), [0, 1, 0, 1]);
  const scores = heldOutScores(kernel, [true, false, false, true]);
  near(scores[0], 0);
  near(scores[2], 2);
  // fold 0 has 2 and 5 with labels + and −: mean 3.5, deviation 1.5, w = −2/3; 1 and 3 become −5/3 and −1/3
  near(scores[1], 10 / 9);
  near(scores[3], 2 / 9);
});

test("heldOutKernel refuses one fold, and folds that are not of the rows", () => {
  const X = fromRows([[0], [1]]);
  assert.throws(() => heldOutKernel(X, [0, 0]), /of 2 examples, two folds at least, got 2 in 1/);
  assert.throws(() => heldOutKernel(X, [0]), /a fold for each of 2 examples, two folds at least, got 1 in 1/);
});

/** Matches of random examples in five folds, the two of a match in one; the first ones are moved along the first feature. */
function randomMatches(matches: number, moved: number, seed: number): { kernel: Matrix; scores: number[] } {
  const X = drawMatrix(2 * matches, 5, standardNormal(new Xoshiro128(seed)));
  for (let i = 0; i < matches; i++) X.data[5 * i] += moved;
  const kernel = heldOutKernel(X, Array.from({ length: 2 * matches }, (_, i) => (i % matches) % 5)); // prettier-ignore
  return { kernel, scores: heldOutScores(kernel, Array.from({ length: 2 * matches }, (_, i) => i < matches)) }; // prettier-ignore
}

test("where labels mean nothing, a classifier's p is below 0.05 in about one test of twenty", () => {
  const tests = 300;
  let found = 0;
  for (let seed = 0; seed < tests; seed++)
    if (relabellingTest(randomMatches(20, 0, seed).kernel, new Xoshiro128(1), 99) <= 0.05) found++;
  const fourSigma = 4 * Math.sqrt(0.05 * 0.95 * tests);
  assert.ok(Math.abs(found - 0.05 * tests) <= fourSigma, `${found} of ${tests}`);
});

test("a difference that is there has the least p that so many draws allow", () => {
  assert.equal(relabellingTest(randomMatches(40, 3, 1).kernel, new Xoshiro128(1), 99), 0.01);
  assert.throws(
    () => relabellingTest({ rows: 3, cols: 3, data: new Float64Array(9) }, new Xoshiro128(1)),
    /relabellingTest requires an even number of examples, got 3/,
  );
});

test("examples that share a word, directly or by others, are in one group and in one fold", () => {
  const groups = connectedGroups([["a", "b"], ["c"], ["b", "d"], ["e", "c"], ["d"], ["f"]]); // prettier-ignore
  assert.deepEqual(groups, [[0, 2, 4], [1, 3], [5]]); // prettier-ignore
  const fold = groupFolds(groups, 2, new Xoshiro128(1));
  assert.ok(fold[0] === fold[2] && fold[2] === fold[4] && fold[1] === fold[3], fold.join());
  assert.equal(fold.filter((f) => f === fold[0]).length, 3, "the two smaller groups are together");
  assert.throws(() => groupFolds(groups, 4, new Xoshiro128(1)), /groupFolds requires 2 to 3 folds/);
});

test("heldOutScores learns a rule that holds in other folds, and not the labels by heart", () => {
  const labels = Array.from({ length: 200 }, (_, i) => i < 100);
  // two normal distributions that are 3 apart: the best AUC is Φ(3 / √2) = 0.983
  assert.ok(rocAuc(randomMatches(100, 3, 1).scores, labels) > 0.95);
  // the AUC of unrelated scores has a deviation of √((n₊ + n₋ + 1) / (12 n₊ n₋)) = 0.041, and twice its variance here,
  // since every label is in the models of other folds
  near(rocAuc(randomMatches(100, 0, 2).scores, labels), 0.5, 4 * 0.041 * Math.SQRT2);
});

test("features of a pair do not depend on the order of its words", () => {
  const run = { words: ["a", "b"], vectors: fromRows([[3, 1], [1, -1]]) }; // prettier-ignore
  const of = centred(run, ["a", "b"]); // (1, 1) / √2 and its negative
  const { data } = pairFeatures(of, [["a", "b"], ["b", "a"]]); // prettier-ignore
  const expected = [Math.SQRT2, Math.SQRT2, -0.5, -0.5];
  [...expected, ...expected].forEach((value, i) => near(data[i], value));
  assert.throws(
    () => pairFeatures(of, [["a", "z"]]),
    /pairFeatures requires words that have vectors, got "z"/,
  );
});

test("groupBootstrap of means agrees with the standard error, and draws whole groups", () => {
  const values = Array.from({ length: 400 }, (_, i) => i % 2);
  const mean = (of: readonly number[]): number => of.reduce((sum, i) => sum + values[i], 0) / of.length;
  const single = groupBootstrap(values.map((_, i) => [i]), mean, new Xoshiro128(1)); // prettier-ignore
  near(single.mean, 0.5);
  near(single.upper - single.lower, 2 * 1.96 * (0.5 / 20), 0.02); // ±1.96 · ½ / √400
  // groups of a zero and a one always have the mean ½
  const together = groupBootstrap(Array.from({ length: 200 }, (_, g) => [2 * g, 2 * g + 1]), mean, new Xoshiro128(1)); // prettier-ignore
  assert.deepEqual(together, { mean: 0.5, lower: 0.5, upper: 0.5 });
  assert.throws(() => groupBootstrap([[1]], mean, new Xoshiro128(1)), /at least two groups, got 1/);
});

test("tellApart finds a difference that was put into the vectors, and finds no other", () => {
  const draw = standardNormal(new Xoshiro128(3));
  const count = 80;
  const named = (letters: string, i: number): RelatedPair => {
    return { words: [`${letters[0]}${i}`, `${letters[1]}${i}`], partOfSpeech: "adj" };
  };
  const matches = Array.from({ length: count }, (_, i): Match => [named("ab", i), named("xy", i)]);
  const words = matches.flatMap(([one, other]) => [...one.words, ...other.words]);
  const vectors = drawMatrix(words.length, 4, draw);
  // antonyms a b are far apart in the first number, synonyms x y are not
  for (let i = 0; i < count; i++) {
    const first = (w: number): number => (4 * i + w) * 4;
    vectors.data[first(0)] = 2;
    vectors.data[first(1)] = -2;
  }
  const counts = new Map(words.map((word) => [word, 7]));
  const pairs = { words, counts, besideRandom: { synonyms: [], antonyms: [], "co-hyponyms": [] }, besideSynonyms: matches }; // prettier-ignore
  const model = { name: "planted", runs: [{ words, vectors }], pairs, sentences: matches.map(([, synonyms]) => synonyms.words) }; // prettier-ignore
  const all = tellApart([model], 1);
  assert.deepEqual(all.map(({ p }) => p < 0.01), [false, true, true, true]); // prettier-ignore
  const found = new Map(all.map(({ by, auc }) => [by, auc]));
  const besideAnother = tellApart([model, model], 1).map(({ auc }) => auc);
  assert.deepEqual(besideAnother, [...all, ...all].map(({ auc }) => auc), "of one model, whichever others are asked"); // prettier-ignore
  assert.ok((found.get("classifier")?.lower ?? 0) > 0.8, JSON.stringify([...found]));
  assert.ok((found.get("cosine")?.upper ?? 1) < 0.5, "antonyms are farther apart");
  assert.deepEqual(found.get("frequencies"), { mean: 0.5, lower: 0.5, upper: 0.5 });
  assert.deepEqual(found.get("sentences with both"), { mean: 0, lower: 0, upper: 0 });
});
