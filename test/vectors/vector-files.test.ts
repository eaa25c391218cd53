import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { gunzipSync } from "node:zlib";
import fc from "fast-check";
import { fromRows } from "../../dist/model/matrix";
import { standardNormal } from "../../dist/random/normal";
import { Xoshiro128 } from "../../dist/random/xoshiro";
import type { Format } from "../../dist/vectors/formats";
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

const words = ["the", "😀", "clichã©", "<b>", "\ufeffa", "a\u00a0b", "\t", "0", "{"];
const held: Record<Format, string[]> = {
  text: words,
  binary: words,
  safetensors: [...words, "New York", "two\nlines", '"quoted\\"', " "],
  tsv: [...words.filter((word) => word !== "\t"), "New York", " "],
};
const names: Record<string, Format> = {
  "a.txt": "text",
  "a.vec.gz": "text",
  "a.bin": "binary",
  "a.bin.gz": "binary",
  "a.safetensors": "safetensors",
  "vectors.tsv": "tsv",
  "a_tensor.tsv": "tsv",
  "b.tsv": "tsv",
};

for (const [name, format] of Object.entries(names)) {
  test(`vectors written as ${format} to ${name} are recognised and read back number by number`, async () => {
    const own = held[format];
    for (const type of ["float32", "float64"] as const) {
      const number =
        type === "float32" || format === "binary"
          ? fc.float({ noNaN: true, noDefaultInfinity: true })
          : fc.double({ noNaN: true, noDefaultInfinity: true });
      const rows = fc.array(number, { minLength: 3 * own.length, maxLength: 3 * own.length });
      await fc.assert(
        fc.asyncProperty(rows, async (numbers) => {
          const data = type === "float32" ? Float32Array.from(numbers) : Float64Array.from(numbers);
          const written = { words: own, vectors: { rows: own.length, cols: 3, data } };
          const files = writeVectors(file(name), written);
          assert.equal(files.length, format === "tsv" ? 2 : 1);
          assert.deepEqual(await readVectors(file(name), type), written);
        }),
        { numRuns: 20 },
      );
    }
  });
}

test("a float is written in nine digits or fewer, a double in as many as it needs", () => {
  const write = (data: Float32Array | Float64Array): string => {
    writeVectors(file("a.txt"), { words: ["a"], vectors: { rows: 1, cols: 3, data } });
    return readFileSync(file("a.txt"), "utf8");
  };
  assert.equal(write(Float32Array.of(0.1, -1.5, 1e-7)), "1 3\na 0.100000001 -1.5 1.00000001e-7\n");
  assert.equal(write(Float64Array.of(0.1, 1 / 3, -1e300)), "1 3\na 0.1 0.3333333333333333 -1e+300\n");
});

test("numbers of any size are written as JavaScript writes nine digits of a float, and all of a double", () => {
  const read = (data: Float32Array | Float64Array): string[] => {
    writeVectors(file("a.txt"), { words: ["é"], vectors: { rows: 1, cols: data.length, data } });
    return readFileSync(file("a.txt"), "utf8").split("\n")[1].split(" ").slice(1);
  };
  const normal = standardNormal(new Xoshiro128(3));
  const some = Float64Array.from({ length: 20_000 }, (_, i) => normal() * 10 ** ((i % 30) - 15));
  const floats = Float32Array.from([...some, 999999999, 9.9999999e-7, 1e-45, 3.4028235e38, 1, 10, 0.1]);
  assert.deepEqual(
    read(floats),
    Array.from(floats, (value) => String(Number(value.toPrecision(9)))),
  );
  const longest = new Float64Array(50).fill(-0.0000012345678901234567);
  assert.deepEqual([...new Set(read(longest))], ["-0.0000012345678901234567"]);
  assert.deepEqual(read(some), Array.from(some, String));
});

test("the type of the numbers is the file's, float64 where they are written out, or what is asked for", async () => {
  const vectors = { rows: 1, cols: 2, data: Float32Array.of(1, 0.1) };
  const types: Record<string, [string, string]> = {
    "t.txt": ["Float64Array", "0.100000001"],
    "t.bin": ["Float32Array", String(Math.fround(0.1))],
    "t.safetensors": ["Float32Array", String(Math.fround(0.1))],
  };
  for (const [name, [type, second]] of Object.entries(types)) {
    writeVectors(file(name), { words: ["a"], vectors });
    const { data } = (await readVectors(file(name))).vectors;
    assert.deepEqual([data.constructor.name, String(data[1])], [type, second]);
    for (const asked of ["float32", "float64"] as const) {
      const { vectors } = await readVectors(file(name), asked);
      assert.equal(vectors.data.constructor.name.toLowerCase(), `${asked}array`);
      assert.equal(vectors.data[0], 1);
    }
  }
});

test("files as other programs write them are read", async () => {
  const cases: [string, string[], number[]][] = [
    ["2 2\n</s> 0.25 -1e-3 \nthe 1 2 \n", ["</s>", "the"], [0.25, -0.001, 1, 2]], // word2vec.c
    ["2 2\r\na +1 .5\r\nb 1. 2E1\r\n", ["a", "b"], [1, 0.5, 1, 20]],
    ["the 0.5 1\na 2 3\n", ["the", "a"], [0.5, 1, 2, 3]], // GloVe
    ["0 3\n", [], []],
  ];
  for (const [text, words, numbers] of cases) {
    const read = await reading(text);
    assert.deepEqual([read.words, [...read.vectors.data]], [words, numbers], JSON.stringify(text));
  }
  writeFileSync(file("metadata.tsv"), "word\tcount\nthe\t7\na\t5\n");
  const pair = await reading("1\t2\n3\t4\n", "vectors.tsv");
  assert.deepEqual([pair.words, pair.vectors.cols], [["the", "a"], 2]);
});

test("words and numbers that a format cannot hold are refused before anything is written", () => {
  const one = (word: string, number = 1): NamedVectors => ({ words: [word], vectors: fromRows([[number]]) });
  const before = readdirSync(folder);
  const cases: [string, NamedVectors, RegExp][] = [
    ["n.txt", one("a b"), /words that the format text can hold \(safetensors holds every word\), got "a b"/],
    ["n.txt", one(""), /words that the format text can hold \(safetensors holds every word\), got ""/],
    [
      "n.bin",
      one("a\nb"),
      /words that the format binary can hold \(safetensors holds every word\), got "a\\nb"/,
    ],
    ["n.tsv", one("\ufeffa"), /a first word without byte order mark is required for tsv/],
    [
      "n.tsv",
      one("a\tb"),
      /words that the format tsv can hold \(safetensors holds every word\), got "a\\tb"/,
    ],
    [
      "n.safetensors",
      one(""),
      /words that the format safetensors can hold \(safetensors holds every word\), got ""/,
    ],
    ["n.safetensors", one("\ud800"), /words that UTF-8 can hold/],
    ["n.txt", one("a", NaN), /finite numbers, got NaN for "a"/],
    ["n.bin", one("a", 1e39), /finite numbers of 32 bits, got 1e\+39 for "a"/],
    ["n.txt", { words: [], vectors: fromRows([[1]]) }, /a row for each of 0 words, got 1/],
    ["n.txt", { words: ["a", "a"], vectors: fromRows([[1], [2]]) }, /every word once, got "a"/],
    ["n.txt", one("é".repeat(40_000)), /words of at most 65536 bytes, got "éé/],
    ["n.tsv", { words: [], vectors: { ...fromRows([[1]]), rows: 0, data: new Float64Array() } }, /at least one word for tsv/], // prettier-ignore
    ["n.safetensors.gz", one("a"), /a name without .gz/],
    [
      "n.kv",
      one("a"),
      /a name that ends in .txt, .vec, .bin, .safetensors, .tsv, or its format after --to, got/,
    ],
  ];
  for (const [name, named, message] of cases) assert.throws(() => writeVectors(file(name), named), message);
  assert.deepEqual(readdirSync(folder), before);
});

test("a packed file is what gzip unpacks to the plain one, however many parts it was packed in", () => {
  const vectors = { rows: 3000, cols: 60, data: new Float64Array(180_000).map((_, i) => i / 7) }; // 3 MB
  const named = { words: Array.from({ length: 3000 }, (_, w) => `w${w}`), vectors };
  writeVectors(file("l.txt"), named);
  writeVectors(file("l.txt.gz"), named);
  assert.ok(gunzipSync(readFileSync(file("l.txt.gz"))).equals(readFileSync(file("l.txt"))));
});
