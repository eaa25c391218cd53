import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { gzipSync } from "node:zlib";
import { readVectors } from "../../dist/vectors/read-vectors";
import type { NamedVectors } from "../../dist/model/word-vectors";
import { writeVectors } from "../../dist/vectors/write-vectors";

const folder = mkdtempSync(path.join(tmpdir(), "common-files-"));
after(() => rmSync(folder, { recursive: true }));
const file = (name: string): string => path.join(folder, name);

/** Reads a file of these bytes, plain and packed. */
async function reading(bytes: string | Uint8Array, name = "vectors"): Promise<NamedVectors> {
  writeFileSync(file(name), bytes);
  writeFileSync(file("packed"), gzipSync(bytes));
  const plain = await readVectors(file(name));
  if (name === "vectors") assert.deepEqual(await readVectors(file("packed")), plain);
  return plain;
}

const pair = [1, 0.5, 2, -3];

test("text files are read as people have them", async () => {
  const cases: [what: string, text: string, words: string[]][] = [
    ["a header", "2 2\na 1 0.5\nb 2 -3\n", ["a", "b"]],
    ["no header", "a 1 0.5\nb 2 -3\n", ["a", "b"]],
    ["no last newline", "2 2\na 1 0.5\nb 2 -3", ["a", "b"]],
    ["no header, no last newline", "a 1 0.5\nb 2 -3", ["a", "b"]],
    ["blank lines at the end", "2 2\na 1 0.5\nb 2 -3\n\n \r\n\t\n", ["a", "b"]],
    ["no header, blank lines at the end", "a 1 0.5\nb 2 -3\n\n\n", ["a", "b"]],
    ["a byte order mark", "\ufeff2 2\na 1 0.5\nb 2 -3\n", ["a", "b"]],
    ["a byte order mark before GloVe", "\ufeffthe 1 0.5\nb 2 -3\n", ["the", "b"]],
    ["tabs", "2 2\na\t1\t0.5\nb\t2\t-3\n", ["a", "b"]],
    ["tabs, also in the header", "2\t2\na\t1\t0.5\nb\t2\t-3\n", ["a", "b"]],
    ["tabs, no header", "a\t1\t0.5\nb\t2\t-3\n", ["a", "b"]],
    ["a tab behind the word", "2 2\na\t1 0.5\nb\t2 -3\n", ["a", "b"]],
    ["Windows", "2 2\r\na 1 0.5\r\nb 2 -3\r\n", ["a", "b"]],
    ["spaces at the ends of lines", "2 2 \na 1 0.5 \nb 2 -3 \n", ["a", "b"]],
    ["words with spaces", "2 2\n. . . 1 0.5\nat name@domain.com 2 -3\n", [". . .", "at name@domain.com"]],
    ["words with spaces, no header", "the 1 0.5\n. . . 2 -3\n", ["the", ". . ."]],
    ["words with spaces first, no header", ". . . 1 0.5\nthe 2 -3\n", [". . .", "the"]],
    ["numbers as words", "2 2\n2010 1 0.5\n0.5 2 -3\n", ["2010", "0.5"]],
    ["numbers as words, no header", "2010 1 0.5\n-1e3 2 -3\n", ["2010", "-1e3"]],
    ["upper case", "2 2\nThe 1E0 +.5E0\nTHE 2. -3\n", ["The", "THE"]],
    ["control characters in a word", "2 2\na\x00b 1 0.5\n\x7f 2 -3\n", ["a\x00b", "\x7f"]],
    ["white space of Unicode in a word", "2 2\na\u00a0b 1 0.5\n\u3000 2 -3\n", ["a\u00a0b", "\u3000"]],
  ];
  for (const [what, text, words] of cases) {
    const { words: found, vectors } = await reading(text);
    assert.deepEqual([found, [...vectors.data]], [words, pair], what);
  }
  assert.deepEqual((await reading("a 1\nb 2\n")).vectors.cols, 1);
});

test("a pair of TSV files is read with titles of its columns or without, and as other systems end lines", async () => {
  const cases: [what: string, vectors: string, metadata: string][] = [
    ["one column", "1\t0.5\n2\t-3\n", "a\nb\n"],
    ["titles", "1\t0.5\n2\t-3\n", "word\tcount\na\t7\nb\t5\n"],
    ["more columns without titles", "1\t0.5\n2\t-3\n", "a\t7\nb\t5\n"],
    ["no last newline", "1\t0.5\n2\t-3", "a\nb"],
    ["Windows, blank lines at the end", "1\t0.5\r\n2\t-3\r\n\r\n", "a\r\nb\r\n\r\n"],
    ["byte order marks", "\ufeff1\t0.5\n2\t-3\n", "\ufeffa\nb\n"],
  ];
  for (const [what, vectors, metadata] of cases) {
    writeFileSync(file("metadata.tsv"), metadata);
    const read = await reading(vectors, "vectors.tsv");
    assert.deepEqual([read.words, [...read.vectors.data]], [["a", "b"], pair], what);
  }
  writeFileSync(file("METADATA.TSV"), "a\nb\n");
  assert.deepEqual((await reading("1\t0.5\n2\t-3\n", "VECTORS.TSV")).words, ["a", "b"]);
});

test("binary files are told from text whatever their floats are", async () => {
  const shapes: [string, (i: number) => number][] = [
    ["ones", () => 1],
    ["twos, whose bytes have the pattern of UTF-32", () => 2],
    ["zeros", () => 0],
    ["sines", Math.sin],
    ["floats of printable bytes, 0x41414141", (i) => (i % 9 ? 12.078431 : 0.5)],
  ];
  for (const [what, value] of shapes) {
    for (const cols of [1, 3, 50]) {
      const words = Array.from({ length: 400 }, (_, w) => `w${w}`);
      const data = Float32Array.from({ length: 400 * cols }, (_, i) => value(i));
      writeVectors(file("a.bin"), { words, vectors: { rows: 400, cols, data } });
      const read = await readVectors(file("a.bin"));
      assert.deepEqual([read.words[399], read.vectors.data], ["w399", data], `${what}, ${cols} dimensions`);
    }
  }
});

test("a safetensors file is told from gzip and pickle, whose first bytes may be the length of its header", async () => {
  for (const length of [0x0280, 0x088b1f]) {
    const words = ["a".repeat(length - 112 - 4)];
    for (let pad = 0; pad < 16; pad++) {
      writeVectors(file("a.safetensors"), { words: [words[0] + "b".repeat(pad)], vectors: { rows: 1, cols: 1, data: Float32Array.of(1) } }); // prettier-ignore
      assert.equal((await readVectors(file("a.safetensors"))).words[0].length, words[0].length + pad);
    }
  }
});

test("numbers that are not finite in 32 bits are refused with their place, where 32 bits are asked for", async () => {
  writeFileSync(file("a.txt"), "3 2\na 1 2\nb 1e39 1\nc 3 4\n");
  await assert.rejects(readVectors(file("a.txt"), "float32"), /finite numbers of 32 bits, below 3.5e38, in line 3, column 3 of .*, got "1e39"$/); // prettier-ignore
  assert.equal((await readVectors(file("a.txt"), "float64")).vectors.data[2], 1e39);
  writeFileSync(file("metadata.tsv"), "a\nb\n");
  writeFileSync(file("vectors.tsv"), "1\t2\n1\t-1e39\n");
  await assert.rejects(readVectors(file("vectors.tsv"), "float32"), /of 32 bits, .* in line 2, column 3 of/);
  const vectors = { rows: 2, cols: 2, data: Float64Array.of(1, 2, 3, -1e39) };
  writeVectors(file("a.safetensors"), { words: ["a", "b"], vectors });
  await assert.rejects(readVectors(file("a.safetensors"), "float32"), /of 32 bits, .* in word 2 \("b"\), number 2 of .*, got -1e\+39/); // prettier-ignore
  for (const tiny of [1e-45, -1e-39, 1e-320, 0]) {
    writeFileSync(file("a.txt"), `1 1\na ${tiny}\n`);
    assert.equal((await readVectors(file("a.txt"), "float32")).vectors.data[0], Math.fround(tiny));
  }
});
