import assert from "node:assert/strict";
import { test } from "node:test";
import { plottedWords, similarPairs, turningPairs } from "../../../dist/comparison/places/plotted-words";
import { wordPlaces } from "../../../dist/comparison/places/word-places";
import { fromRows } from "../../../dist/model/matrix";

const words = ["man", "woman", "rain"];
const vectors = fromRows([[3, 0, 0], [-3, 0, 0], [0, 1, 0]]); // prettier-ignore

test("words stand along the two directions in which they differ most, with count, group and nearest words", () => {
  const { points, shares } = wordPlaces({ words, counts: [5, 4, 2], vectors }, words);
  // mean (0, 1/3): 18 of variance along the first axis, 2/3 along the second
  assert.ok(Math.abs(shares[0] - 18 / (18 + 2 / 3)) < 1e-12, `${shares}`);
  assert.deepEqual(points.map(({ x }) => Math.round(Math.abs(x))), [3, 3, 0]); // prettier-ignore
  assert.deepEqual(points[0].nearest, ["rain", "woman"]); // cosines 0 and −1
  assert.deepEqual([points[0].count, points[0].group, points[2].group], [5, "people", "weather and drinks"]);
});

test("a word without a vector is refused by its name", () => {
  assert.throws(
    () => wordPlaces({ words, counts: [5, 4, 2], vectors }, ["man", "tea"]),
    /wordPlaces requires words that have vectors, got "tea"/,
  );
});

test("the pairs of the claim are of plotted words, 46 similar and 39 that turn the meaning round", () => {
  assert.equal(similarPairs.length, 36 + 6 + 3 + 1); // two of nine, two of four, two of three, two of two
  assert.equal(turningPairs.length, 9 * 4 + 3);
  for (const word of [...similarPairs, ...turningPairs].flat()) assert.ok(plottedWords.includes(word), word);
});
