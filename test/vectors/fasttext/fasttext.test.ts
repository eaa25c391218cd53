import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { gzipSync } from "node:zlib";
import { inCheckout } from "../../../dist/files/checkout";
import { openRows } from "../../../dist/vectors/open-rows";
import { similaritiesIn } from "../../../dist/vectors/queries/file-queries";
import { KeyedVectors } from "../../../dist/vectors/queries/keyed-vectors";
import { readVectors } from "../../../dist/vectors/read-vectors";
import { gensim, gensimEnv } from "../gensim/gensim";

/** Models that the real fastText wrote, committed, and what it says of words. */
const committed = inCheckout("test/vectors/fasttext");
const model = path.join(committed, "model.bin");
const values = JSON.parse(readFileSync(path.join(committed, "values.json"), "utf8")) as Record<
  string,
  { words: string[]; vectors: Record<string, number[]> }
>;

const folder = mkdtempSync(path.join(tmpdir(), "fasttext-"));
after(() => rmSync(folder, { recursive: true }));

test("models of the real fastText are read bit for bit, words that it has never seen among them", async () => {
  for (const [name, { words, vectors }] of Object.entries(values)) {
    const plain = path.join(committed, name);
    const packed = path.join(folder, `${name}.gz`);
    writeFileSync(packed, gzipSync(readFileSync(plain)));
    for (const file of [plain, packed]) {
      const read = await readVectors(file);
      assert.deepEqual(read.words, words);
      assert.deepEqual([...read.vectors.data], words.flatMap((word) => vectors[word])); // prettier-ignore
      const found = (await openRows(file)).find(Object.keys(vectors));
      const keyed = await KeyedVectors.load(file);
      for (const [word, vector] of Object.entries(vectors)) {
        if (vector.every((value) => value === 0)) assert.equal(found.get(word), undefined, word);
        else {
          assert.deepEqual([...(found.get(word) ?? [])], vector, `${word} of ${name}`);
          assert.deepEqual([...keyed.getVector(word)], vector, `${word} of ${name}`);
        }
      }
    }
  }
});

test("questions take words that the model has never seen, and refuse those without parts", async () => {
  const source = await openRows(model);
  const [{ cosine }] = similaritiesIn(source, ["waters", "water"]);
  const keyed = await KeyedVectors.load(model);
  assert.ok(Math.abs(cosine - keyed.similarity("waters", "water")) < 1e-12 && cosine < 1);
  assert.equal(keyed.mostSimilar({ positive: ["waters"], topn: 20 }).length, keyed.length);
  const plain = await openRows(path.join(committed, "plain.bin"));
  assert.throws(() => similaritiesIn(plain, ["waters", "water"]), /requires words that .*, got "waters"/);
});

test("a model that is cut, damaged or of another kind is refused by name", async () => {
  const whole = readFileSync(model);
  const reading = async (bytes: Buffer): Promise<unknown> => {
    const file = path.join(folder, "damaged.bin");
    writeFileSync(file, bytes);
    return readVectors(file);
  };
  const outputAt = whole.length - 13 * 40 - 17; // 13 rows of 10 floats, their shape, and a switch
  for (const length of [4, 8, 60, 80, 90, 200, 400, outputAt - 1])
    await assert.rejects(
      reading(whole.subarray(0, length)),
      /vectors require .*damaged\.bin, got /,
      `${length}`,
    );
  await reading(whole.subarray(0, outputAt)); // what only training needs is not read
  const changed = (at: number, value: number): Buffer => {
    const bytes = Buffer.from(whole);
    bytes.writeInt32LE(value, at);
    return bytes;
  };
  const refused: [Buffer, RegExp][] = [
    [changed(4, 13), /of version 11 or 12 in .*, got version 13/],
    [changed(8, 0), /1 to 65536 dimensions in .*, got 0/],
    [changed(8, 65_000), /73 rows of 65000 numbers in .*, got 73 of 10/],
    [changed(40, -1), /buckets from 0 in .*, got -1/],
    [changed(40, 2 ** 31 - 1), /2147483660 rows of 10 numbers in .*, got 73 of 10/],
    [changed(64, 2 ** 30), /without labels in .*, got 1073741811 entries that are no words/],
    [changed(72, 1), /without labels in .*, got 1 entries that are no words/],
    [changed(88, 0), /not quantized in .*, got a quantized one/],
  ];
  for (const [bytes, message] of refused) await assert.rejects(reading(bytes), message);
  const promising = changed(40, 2 ** 31 - 1); // a matrix of 86 GB
  promising.writeBigInt64LE(BigInt(2 ** 31 + 12), outputAt - 16 - 73 * 40);
  await assert.rejects(
    reading(promising),
    /2147483660 rows of 10 numbers in .*, got \d+ bytes before the end/,
  );
});

test("the real gensim reads the same vectors from the same model", async (t) => {
  const python = gensim(t);
  if (!python) return;
  const program = path.join(committed, "gensim_fasttext.py");
  const { vectors } = values["model.bin"];
  const words = Object.keys(vectors).filter((word) => word !== "");
  const options = { input: JSON.stringify(words), encoding: "utf8", env: gensimEnv } as const;
  const theirs = JSON.parse(execFileSync(python, [program, model], options)) as number[][];
  const found = (await openRows(model)).find(words);
  const tolerance = 12 * 2 ** -24 * 4; // sums of at most a dozen floats, each below 4
  words.forEach((word, w) => {
    const own = found.get(word) ?? new Float32Array(10);
    if (word === "</s>") return; // has no parts for fastText, and has for gensim
    for (const [i, value] of theirs[w].entries())
      assert.ok(Math.abs(value - own[i]) <= tolerance, `${word}, number ${i}: ${own[i]}, gensim's ${value}`);
  });
});
