import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { fromRows } from "../../dist/model/matrix";
import { readVectors } from "../../dist/vectors/read-vectors";
import type { NamedVectors } from "../../dist/model/word-vectors";
import { writeVectors } from "../../dist/vectors/write-vectors";

const folder = mkdtempSync(path.join(tmpdir(), "vectors-"));
after(() => rmSync(folder, { recursive: true }));
const file = (name: string): string => path.join(folder, name);

/** Reads a file of these bytes. */
function reading(bytes: string | Uint8Array, name = "damaged"): Promise<NamedVectors> {
  writeFileSync(file(name), bytes);
  return readVectors(file(name));
}

test("a damaged text file is refused with its line", async () => {
  const cases: [string, RegExp][] = [
    ["", /vectors in .*, got an empty file$/],
    [
      "word\n",
      /the numbers of words and of dimensions, or a word and its numbers .* in line 1 of .*, got "word"/,
    ],
    ["the,0.1,0.2\n", /with spaces between them, in line 1 of .*, got "the,0.1,0.2"/],
    ["2 3\na n/a 0.3 0.1\nb 0.2 0.4 0.9\n", /finite numbers in line 2, column 3 of .*, got "n\/a"$/],
    ["a n/a 0.3 0.1\nb 0.2 0.4 0.9\n", /finite numbers in line 1, column 3 of .*, got "n\/a"$/],
    ["é 0.3 0,1\n", /finite numbers in line 1, column 7 of .*, got "0,1", which has a decimal comma/],
    ["2 2\n漢 1 2\nb 0.5 1.\x00\n", /finite numbers in line 3, column 7 of .*, got "1.\\u0000"/],
    ["a 1 2\n\nb 1 2\n", /a word and 2 numbers in line 2 of .*, got ""/],
    ["a 1 2\nNew York 5 1 2\n", /2 numbers in line 2 of .*, got 3/],
    ["9999999999 1\n", /at most 16777216 words in line 1 of .*, got 9999999999$/],
    ["1000000000000 300\na 1", /at most 16777216 words in line 1 of .*, got 1000000000000$/],
    ["9999999 9999999999\n", /1 to 65536 dimensions in line 1/],
    ["16000000 60000\na 1 2\n", /long enough for 16000000 words of 60000 dimensions/],
    ["1 0\na\n", /1 to 65536 dimensions in line 1 of .*, got 0/],
    ["2 1\na 1\n    \n", /2 words in line 3 of .*, got the end of the file after 1/],
    ["2 1\na 1\n  1\n", /a word in line 3 of .*, got none/],
    ["2 1\na 1\nab", /a word and 1 numbers in line 3 of .*, got "ab"/],
    ["2 1\nabcdef 1\n", /2 words in line 3 of .*, got the end of the file/],
    ["2 1\na 1\na 2\n", /every word once in line 3 of .*, got "a"/],
    ["1 2\nabc 1\n", /2 numbers in line 2 of .*, got 1/],
    ["1 1\na 1 2\n", /1 numbers in line 2 of .*, got 2/],
    ["1 2\na  1\n", /finite numbers in line 2, column \d+ of .*, got ""/],
    ["1 1\na nan\n", /finite numbers in line 2, column \d+ of .*, got "nan"/],
    ["1 1\na -inf\n", /finite numbers in line 2, column \d/],
    ["1 1\na 1e999\n", /finite numbers in line 2, column \d/],
    ["the 0x10 1\n", /finite numbers in line 1, column \d/],
    ["1 1\nab 1e\n", /finite numbers in line 2, column \d/],
    ["1 1\na 1\nb 2\n", /the end after 1 words in line 3 of .*, got more/],
    ["the 1 2\na 1\n", /2 numbers in line 2 of .*, got 1/],
    ["the" + " 1".repeat(70_000) + "\n", /at most 65536 dimensions in line 1 of .*, got 70001 columns$/],
    ["New York 1 2\n", /finite numbers in line 1, column \d+ of .*, got "York"/],
  ];
  for (const [text, message] of cases) await assert.rejects(reading(text), message, JSON.stringify(text));
  const notUtf8 = Uint8Array.of(0x31, 0x20, 0x31, 0x0a, 0xff, 0x20, 0x31, 0x0a);
  await assert.rejects(reading(notUtf8), /UTF-8 in line 2 of .*, got "ÿ"/);
});

test("a damaged binary file is refused with its word", async () => {
  const floats = (...numbers: number[]): Buffer => Buffer.from(Float32Array.from(numbers).buffer);
  const cases: [(string | Buffer)[], RegExp][] = [
    [["2 2\na ", floats(1, 2), "b ", floats(1).subarray(1)], /8 bytes of its vector in word 2 of .*, got 3/],
    [["2 2\na ", floats(1, 2)], /2 words in word 2 of .*, got the end of the file/],
    [["1 2\na ", floats(1, NaN)], /finite numbers in word 1 \("a"\), number 2 of .*, got NaN/],
    [["1 2\na ", floats(-Infinity, 0)], /finite numbers in word 1 \("a"\), number 1 of .*, got -Infinity/],
    [["2 1\na ", floats(1), "a ", floats(2)], /every word once in word 2 of .*, got "a"/],
    [["1 1\na ", floats(1), "b ", floats(2)], /the end after 1 words in word 2 of .*, got more/],
    [["1000000 300\na ", floats(1)], /long enough for 1000000 words/],
    [["1 1\n\xff ", floats(1)], /UTF-8 in word 1/],
    [["2 1\na ", floats(1), "b".repeat(70_000), " ", floats(1)], /" " within 65536 bytes in .*, got none/],
  ];
  for (const [parts, message] of cases) {
    const bytes = Buffer.concat(
      parts.map((part) => (typeof part === "string" ? Buffer.from(part, "latin1") : part)),
    );
    await assert.rejects(reading(bytes), message, String(message));
  }
});

/** A safetensors file of a header and data, whose prefix may lie. */
function safetensors(header: unknown, data: Uint8Array, length?: bigint): Buffer {
  const text = Buffer.from(typeof header === "string" ? header : JSON.stringify(header));
  const prefix = Buffer.alloc(8);
  prefix.writeBigUInt64LE(length ?? BigInt(text.length));
  return Buffer.concat([prefix, text, data]);
}

test("a damaged or malicious safetensors file is refused with what is wrong in its header", async () => {
  const vectors = { dtype: "F32", shape: [2, 1], data_offsets: [0, 8] };
  const meta = { words: '["a","b"]' };
  const data = new Uint8Array(8);
  const good = { __metadata__: meta, vectors };
  assert.deepEqual((await reading(safetensors(good, data))).words, ["a", "b"]);
  const text = JSON.stringify(good);
  const cases: [unknown, RegExp, bigint?][] = [
    [good, /at most \d+ bytes in the header of .*, got 1152921504606846976$/, 2n ** 60n],
    [good, /at most \d+ bytes in the header/, 2n ** 63n + 5n],
    [good, /JSON in UTF-8/, 20n],
    ["{}", /tensors of 8 bytes, as many as follow it.*, got 0/],
    [text.replace("{", '{"vectors":{},'), /every key once.*, got "vectors"/],
    [text.replace('"dtype"', '"d\\u0074ype":"F64","dtype"'), /every key once.*, got "dtype"/],
    [
      { ...good, vectors: { ...vectors, shape: [1e9, 1e9] } },
      /hold 1000000000 x 1000000000 F32.*, got 8 bytes/,
    ],
    [{ ...good, vectors: { ...vectors, shape: [-2, -1] } }, /whole numbers as shape/],
    [{ ...good, vectors: { ...vectors, shape: [2, 1.5] } }, /whole numbers as shape/],
    [{ ...good, vectors: { ...vectors, data_offsets: [8, 0] } }, /two rising whole numbers/],
    [{ ...good, vectors: { ...vectors, data_offsets: [0, 2 ** 60] } }, /two rising whole numbers/],
    [{ ...good, vectors: { ...vectors, data_offsets: [8, 16] } }, /"vectors" to begin at byte 0.*, got 8/],
    [{ ...good, other: { dtype: "U8", shape: [4], data_offsets: [4, 8] } }, /to begin at byte \d/],
    [
      { ...good, vectors: { ...vectors, dtype: "I16", shape: [2, 2] } },
      /vectors of F64, F32, F16, BF16 .*, got I16/,
    ],
    [{ ...good, vectors: { ...vectors, shape: [2] } }, /hold 2 F32|words and dimensions/],
    [{ ...good, vectors: { ...vectors, shape: [2, 0] } }, /hold 2 x 0 F32/],
    [{ vectors }, /"words" in __metadata__/],
    [{ ...good, __metadata__: { words: ["a", "b"] } }, /a text as "words".*, got object/],
    [{ ...good, __metadata__: { words: "a b" } }, /"words" to be a JSON array/],
    [{ ...good, __metadata__: { words: '["a"]' } }, /a word for each of 2 vectors.*, got 1/],
    [{ ...good, __metadata__: { words: '["a","a"]' } }, /every word once.*, got "a"/],
    [{ ...good, __metadata__: { words: '["a",""]' } }, /texts that are not empty/],
    [Object.fromEntries(Array.from({ length: 10_001 }, (_, i) => [i, vectors])), /at most 10000 tensors/],
    [`{"a":${"[".repeat(5000)}${"]".repeat(5000)}}`, /an object as tensor "a"/],
  ];
  for (const [header, message, length] of cases)
    await assert.rejects(reading(safetensors(header, data, length)), message, String(message));
  await assert.rejects(
    reading(safetensors(good, Buffer.from(Float32Array.of(1, NaN).buffer))),
    /finite numbers/,
  );
  await assert.rejects(reading(gzipSync(safetensors(good, data))), /a safetensors file as it is/);
});

test("a pair of TSV files that do not fit together is refused", async () => {
  const cases: [string, string | undefined, RegExp][] = [
    ["1\t2\n", undefined, /its words in .*x_metadata.tsv in .*, got no such file/],
    ["1\t2\n", "a\nb\n", /a line for each of the 2 words of .*, got 1 lines/],
    ["1\t2\n3\t4\n", "a\n", /a word for each of the 2 lines of .*, got 1 words/],
    ["1\t2\n3\n", "a\nb\n", /2 numbers in line 2 of .*, got 1/],
    ["1\t2\n3\tx\n", "a\nb\n", /finite numbers in line 2, column \d+ of .*, got "x"/],
    ["1\t2\n3\t4\n", "a\na\n", /every word once in line 2 of .*metadata.tsv, got "a"/],
    ["1\t2\n\n3\t4\n", "a\nb\nc\n", /finite numbers in line 2, column \d/],
  ];
  for (const [vectors, metadata, message] of cases) {
    if (metadata !== undefined) writeFileSync(file("x_metadata.tsv"), metadata);
    await assert.rejects(reading(vectors, "x_tensor.tsv"), message, String(message));
  }
});

test("what is often mistaken for vectors is named", async () => {
  await assert.rejects(reading(Buffer.of(0x80, 4, 0x95, 0, 0)), /got a pickle, such as gensim's own save/);
  await assert.rejects(reading("PK\x03\x04..."), /got a zip archive \(to convert it: unzip .*\)$/);
  await assert.rejects(readVectors(folder), /require a file, got .*, which is a folder/);
  await assert.rejects(readVectors(file("nowhere")), { code: "ENOENT" });
  await assert.rejects(
    reading(gzipSync("1 1\na 1\n").subarray(0, -4)),
    /whole gzip data in .*, got damaged or cut data/,
  );
  const endless = gzipSync(Buffer.alloc(30_000_000, "1 ")); // 29 KB
  await assert.rejects(reading(endless), /at most 65536 dimensions in line 1 of .*, got 15000000 columns/);
  const bomb = gzipSync("16000000 65536\na " + "0 ".repeat(500_000)); // promises what it does not hold
  await assert.rejects(reading(bomb), /finite numbers in line 2|65536 numbers in line 2/);
});

test("a file cut anywhere is refused, and any other damage is refused or read as what it says", async () => {
  const vectors = fromRows([[0.5, -1], [1e-7, 2], [3, 4]]); // prettier-ignore
  for (const name of ["a.txt", "a.bin", "a.safetensors", "vectors.tsv", "a.txt.gz"]) {
    writeVectors(file(name), { words: ["the", "😀", "<b>"], vectors });
    const whole = readFileSync(file(name));
    const least = name.endsWith("s") || name.endsWith("z") ? whole.length : whole.length - 1; // a last line end is not needed
    for (let length = 0; length < least; length++)
      await assert.rejects(reading(whole.subarray(0, length), name), /require/, `${name}, ${length} bytes`);
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(255), async (at, byte) => {
        const damaged = Uint8Array.from(whole);
        damaged[at] = byte;
        try {
          const { words, vectors } = await reading(damaged, name);
          assert.equal(words.length, vectors.rows);
          assert.equal(vectors.data.length, vectors.rows * vectors.cols);
          assert.ok(vectors.data.every(Number.isFinite));
        } catch (error) {
          assert.match(String(error), /^RangeError: vectors require/);
        }
      }),
      { numRuns: 300 },
    );
  }
});

test("bytes of no known format are named so", async () => {
  const bytes = Buffer.from(Array.from({ length: 3000 }, (_, i) => (i * i * 37) % 256));
  await assert.rejects(
    reading(bytes),
    /a format of word vectors in .*, got bytes of no format that is known here/,
  );
});
