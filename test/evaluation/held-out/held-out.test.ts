import assert from "node:assert/strict";
import { test } from "node:test";
import { rocAuc } from "../../../dist/evaluation/held-out/auc";
import { groupBootstrap } from "../../../dist/evaluation/held-out/group-bootstrap";
import { connectedGroups, groupFolds } from "../../../dist/evaluation/held-out/group-folds";
import { heldOutScores } from "../../../dist/evaluation/held-out/held-out-scores";
import { logisticRegression, logOdds } from "../../../dist/evaluation/held-out/logistic-regression";
import { pairFeatures } from "../../../dist/evaluation/held-out/pair-features";
import { tellApart } from "../../../dist/evaluation/held-out/tell-apart";
import { centred } from "../../../dist/evaluation/kinds/nearness";
import type { Match } from "../../../dist/evaluation/kinds/match-pairs";
import type { RelatedPair } from "../../../dist/evaluation/wordnet/related-pairs";
import { drawMatrix, fromRows } from "../../../dist/model/matrix";
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

test("logistic regression finds the log odds of a table of counts", () => {
  // x = 0: 1 of 4 has the label, x = 1: 6 of 8; with next to no penalty b = log 1/3 and w = log 3 − log 1/3 = log 9
  const x = [0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1];
  const labels = x.map((value, i) => (value === 0 ? i === 0 : i < 10));
  const { w, b } = logisticRegression(fromRows(x.map((value) => [value])), labels, 1e-9);
  near(b, Math.log(1 / 3), 1e-6);
  near(w[0], Math.log(9), 1e-6);
});

test("at the minimum the gradient is zero, also where a plane parts the labels", () => {
  const draw = standardNormal(new Xoshiro128(1));
  const X = drawMatrix(40, 3, draw);
  const labels = Array.from({ length: 40 }, (_, r) => X.data[3 * r] > 0);
  const penalty = 0.01;
  const model = logisticRegression(X, labels, penalty);
  const errors = logOdds(X, model).map((z, r) => 1 / (1 + Math.exp(-z)) - (labels[r] ? 1 : 0));
  for (let i = 0; i < 3; i++)
    near(errors.reduce((sum, error, r) => sum + error * X.data[3 * r + i], penalty * model.w[i]), 0, 1e-6); // prettier-ignore
  near(errors.reduce((sum, error) => sum + error, 0), 0, 1e-6); // prettier-ignore
});

test("logistic regression refuses one label, no penalty, and labels that are not of the rows", () => {
  const X = fromRows([[0], [1]]);
  assert.throws(() => logisticRegression(X, [true, true], 1), /requires both labels, got one/);
  assert.throws(() => logisticRegression(X, [true, false], 0), /requires a penalty above 0, got 0/);
  assert.throws(() => logisticRegression(X, [true], 1), /a label for each of one or more rows, got 1 for 2/);
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
  const draw = standardNormal(new Xoshiro128(2));
  const X = drawMatrix(200, 5, draw);
  const fold = Array.from({ length: 200 }, (_, i) => i % 5);
  const byRule = fold.map((_, r) => X.data[5 * r] + X.data[5 * r + 1] > 0);
  assert.ok(rocAuc(heldOutScores(X, byRule, fold), byRule) > 0.95);
  const byChance = fold.map((_, r) => r % 2 === 0);
  // the AUC of unrelated scores has a deviation of √((n₊ + n₋ + 1) / (12 n₊ n₋)) = 0.041
  near(rocAuc(heldOutScores(X, byChance, fold), byChance), 0.5, 4 * 0.041);
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
  const all = tellApart([model], new Xoshiro128(1));
  assert.deepEqual(all.map(({ p }) => p < 0.01), [false, true, true, true]); // prettier-ignore
  const found = new Map(all.map(({ by, auc }) => [by, auc]));
  assert.ok((found.get("classifier")?.lower ?? 0) > 0.8, JSON.stringify([...found]));
  assert.ok((found.get("cosine")?.upper ?? 1) < 0.5, "antonyms are farther apart");
  assert.deepEqual(found.get("frequencies"), { mean: 0.5, lower: 0.5, upper: 0.5 });
  assert.deepEqual(found.get("sentences with both"), { mean: 0, lower: 0, upper: 0 });
});
