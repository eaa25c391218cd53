import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { fromRows } from "../../dist/model/matrix";
import { readSomeVectors } from "../../dist/vectors/some-vectors";
import { writeVectors } from "../../dist/vectors/write-vectors";
import { normalSampler } from "./normal-matrix";

for (const name of ["vectors.txt", "vectors.bin", "vectors.safetensors", "vectors.tsv"]) {
  test(`readSomeVectors gives the rows of ${name} for the first words and for those named`, (t) => {
    const folder = mkdtempSync(path.join(tmpdir(), "some-vectors-"));
    t.after(() => rmSync(folder, { recursive: true }));
    const file = path.join(folder, name);
    const words = Array.from({ length: 3000 }, (_, w) => `wörd${w}😀`);
    const normal = normalSampler(1)(3000, 40); // more than is read at a time
    const vectors = { ...normal, data: normal.data.map(Math.fround) }; // as a binary file has them
    writeVectors(file, { words, vectors });
    const pickRows = (ids: number[]): number[] =>
      ids.flatMap((id) => [...vectors.data.subarray(40 * id, 40 * id + 40)]);
    const some = readSomeVectors(file, 2, [words[2999], "none", words[1500], words[0]]);
    assert.deepEqual(some.words, [0, 1, 1500, 2999].map((id) => words[id])); // prettier-ignore
    assert.deepEqual([...some.vectors.data], pickRows([0, 1, 1500, 2999]));
    const all = readSomeVectors(file, 9999);
    assert.deepEqual([...all.vectors.data], [...vectors.data]);
  });

  test(`readSomeVectors reads no more of ${name} than it has to, and refuses it cut anywhere else`, (t) => {
    const folder = mkdtempSync(path.join(tmpdir(), "some-vectors-"));
    t.after(() => rmSync(folder, { recursive: true }));
    const file = path.join(folder, name);
    writeVectors(file, { words: ["the", "😀", "<b>"], vectors: fromRows([[0.5, -1], [1, 2], [3, 4]]) }); // prettier-ignore
    const whole = readFileSync(file);
    const least = name === "vectors.bin" ? whole.length - 1 : whole.length; // its last line end is not needed
    for (let length = 0; length < least; length++) {
      writeFileSync(file, whole.subarray(0, length));
      assert.throws(() => readSomeVectors(file, 3), /^RangeError: vectors require/, `${length} bytes`);
    }
    if (name === "vectors.safetensors") return; // its header says how long it is
    writeFileSync(file, whole.subarray(0, least - 1));
    assert.deepEqual([...readSomeVectors(file, 1).vectors.data], [0.5, -1]);
  });
}

test("readSomeVectors refuses a file that is cut or no file of vectors", (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), "some-vectors-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = path.join(folder, "vectors.txt");
  const bad: [string, RegExp][] = [
    ["2 1\na 1\n", /2 words in line 3 of .*, got the end of the file/],
    ["2 1\na 1\nb 2", /2 words in line 3 of .*, got the end of the file/],
    ["2 2\na 1 2\nb 2\n", /2 numbers in line 3 of .*, got 1/],
    ["hello\n", /the numbers of words and of dimensions in line 1 of .*, got "hello"/],
    ["", /line 1/],
  ];
  for (const [text, message] of bad) {
    writeFileSync(file, text);
    assert.throws(() => readSomeVectors(file, 5), message);
  }
});
