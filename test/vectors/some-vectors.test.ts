import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { readSomeVectors } from "../../dist/vectors/some-vectors";
import { writeVectors } from "../../dist/vectors/write-vectors";
import { normalSampler } from "./normal-matrix";

test("readSomeVectors gives the rows of the file for the first words and for those named", (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), "some-vectors-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = path.join(folder, "vectors.txt");
  const words = Array.from({ length: 3000 }, (_, w) => `wörd${w}😀`);
  const vectors = normalSampler(1)(3000, 12); // 700 KB, more than is read at a time
  writeVectors(file, { words, vectors });
  const rowsOf = (ids: number[]): number[] =>
    ids.flatMap((id) => [...vectors.data.subarray(12 * id, 12 * id + 12)]);
  const some = readSomeVectors(file, 2, [words[2999], "none", words[1500], words[0]]);
  assert.deepEqual(some.words, [0, 1, 1500, 2999].map((id) => words[id])); // prettier-ignore
  assert.deepEqual([...some.vectors.data], rowsOf([0, 1, 1500, 2999]));
  const all = readSomeVectors(file, 9999);
  assert.deepEqual([...all.vectors.data], [...vectors.data]);
});

test("readSomeVectors refuses a file that is cut or no file of vectors", (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), "some-vectors-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = path.join(folder, "vectors.txt");
  const bad: [string, RegExp][] = [
    ["2 1\na 1\n", /one of 2 words in line 3 of .*, got the end of the file/],
    ["2 1\na 1\nb 2", /one of 2 words in line 3 of .*, got the end of the file/],
    ["2 2\na 1 2\nb 2\n", /2 numbers in line 3 of .*, got 1/],
    ["hello\n", /two numbers, of words and of dimensions in line 1 of .*, got "hello"/],
    ["", /line 1/],
  ];
  for (const [text, message] of bad) {
    writeFileSync(file, text);
    assert.throws(() => readSomeVectors(file, 5), message);
  }
});
