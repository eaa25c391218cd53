import assert from "node:assert/strict";
import { test } from "node:test";
import { isNamedVectors, namedVectorsBundle } from "../../../dist/kernel/display/named-vectors";

test("words with their vectors are a table with a word a row, its text escaped", () => {
  const vectors = { rows: 2, cols: 2, data: Float32Array.of(0.5, -1, 2, 0.25) };
  const { "text/html": html, "text/plain": plain } = namedVectorsBundle({ words: ["<b>", "film"], vectors });
  assert.equal(
    plain,
    [
      "2 words with vectors of 2 dimensions",
      "word      1       2",
      "<b>   0.500  -1.000",
      "film  2.000   0.250",
    ].join("\n"),
  );
  assert.match(String(html), /<th scope="row">&lt;b&gt;<\/th><td[^>]*>0\.500<\/td><td[^>]*>-1\.000<\/td>/);
});

test("of many words and dimensions the first are shown, and how many there are", () => {
  const words = Array.from({ length: 1200 }, (_, w) => `word${w}`);
  const vectors = { rows: 1200, cols: 100, data: new Float64Array(120_000) };
  const { "text/html": html, "text/plain": plain } = namedVectorsBundle({ words, vectors });
  const lines = String(plain).split("\n");
  assert.equal(
    lines[0],
    "1,200 words with vectors of 100 dimensions, the first 20 words, components 1 to 10",
  );
  assert.equal(lines.length, 2 + 20);
  assert.equal(String(html).match(/<td/g)?.length, 20 * 10);
});

test("what has not a vector for each word is no table", () => {
  const words = ["film"];
  assert.ok(isNamedVectors({ words, vectors: { rows: 1, cols: 2, data: new Float64Array(2) }, counts: [3] }));
  for (const vectors of [null, "text", [], { rows: 1, cols: 2, data: [1, 2] }])
    assert.ok(!isNamedVectors({ words, vectors }));
  for (const data of [new Float64Array(3), new Float32Array(1)])
    assert.ok(!isNamedVectors({ words, vectors: { rows: 1, cols: 2, data } }));
});
