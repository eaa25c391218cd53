import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import test, { after } from "node:test";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { readTextFile } from "../../../dist/corpus/read/text-file";
import { encodeText, type EncodeOptions } from "../../../dist/corpus/encoded/encode-text";
import type { EncodedText } from "../../../dist/corpus/encoded/encoded-text";
import { decoded, encodedBySplit } from "./obvious";
import { oddText } from "./odd-text";

const folder = mkdtempSync(path.join(tmpdir(), "encode-text-"));
after(() => rmSync(folder, { recursive: true }));

let written = 0;

/** A new file with these bytes. */
function writeText(bytes: string | Buffer): string {
  const file = path.join(folder, `text-${written++}`);
  writeFileSync(file, bytes);
  return file;
}

function encode(files: string[], options: Partial<EncodeOptions> = {}): Promise<EncodedText> {
  return encodeText(files, { minimumCount: 1, cache: path.join(folder, "cache"), ...options });
}

test("encodeText finds the words that splitting a string finds, whatever the bytes", async () => {
  const texts = fc.array(oddText.map((text) => Buffer.from(text)), { minLength: 1, maxLength: 3 }); // prettier-ignore
  await fc.assert(
    fc.asyncProperty(
      texts,
      fc.integer({ min: 1, max: 3 }),
      fc.boolean(),
      async (bytes, minimumCount, packed) => {
        const expected = encodedBySplit(bytes, minimumCount);
        fc.pre(expected.words.length > 1);
        const files = bytes.map((text) => writeText(packed ? gzipSync(text) : text));
        assert.deepEqual(decoded(await encode(files, { minimumCount })), expected);
      },
    ),
  );
});

test("encodeText agrees with readTextFile on a text of two sentences", async () => {
  const file = writeText("\uFEFFThe CAT sat .\r\n\r\n  \tÉtude 😀 x\u00a0y THE\nlast");
  const { sentences } = await readTextFile(file);
  const text = await encode([file]);
  assert.deepEqual(decoded(text).sentences, sentences);
  assert.deepEqual([text.words[0], text.counts[0], text.words[1]], ["the", 2, "cat"]);
});

test("encodeText hashes the text, unpacked, files end to end", async () => {
  const texts = ["a b\n", "c d"];
  const files = [writeText(texts[0]), writeText(Buffer.concat([gzipSync("c "), gzipSync("d")]))]; // a file of two members
  const { sha256, words } = await encode(files);
  assert.equal(sha256, createHash("sha256").update("a b\nc d").digest("hex"));
  assert.deepEqual(words, ["a", "b", "c", "d"]);
});

test("encodeText takes the files of a folder by name, and leaves out folders and hidden files", async () => {
  const texts = path.join(folder, "texts");
  mkdirSync(path.join(texts, "inside"), { recursive: true });
  const contents = { b: "b b", "a.gz": gzipSync("a"), ".hidden": "h", "é": "e", "inside/x": "x" }; // prettier-ignore
  for (const [name, content] of Object.entries(contents)) writeFileSync(path.join(texts, name), content);
  symlinkSync(path.join(texts, "b"), path.join(texts, "c"));
  const { sentences } = decoded(await encode([texts, path.join(texts, "inside/x")]));
  assert.deepEqual(sentences, [["a"], ["b", "b"], ["b", "b"], ["e"], ["x"]]);
});

test("encodeText finds the same words wherever its chunks end, and in long words", async () => {
  const long = "Long".repeat(16_000); // nearly the longest word
  const words = Array.from({ length: 40_000 }, (_, i) => `w${(i * i) % 9973}${i % 7 ? "" : "é"}`);
  const text = Buffer.from(
    `${long} ${words.slice(0, 25_000).join(" ")} ${long}x\n${long}\n${words.join("\n")}`,
  );
  for (const shift of [0, 1, 3]) {
    const bytes = Buffer.concat([Buffer.from("é".repeat(shift) + "x".repeat(shift)), text]);
    const found = decoded(await encode([writeText(bytes)], { minimumCount: 2 }));
    assert.ok(JSON.stringify(found) === JSON.stringify(encodedBySplit([bytes], 2)), `shifted by ${shift}`);
  }
});

test("encodeText refuses bytes that are not UTF-8 with their offset in the text", async () => {
  const first = "é ".repeat(200_000); // 600,000 bytes, more than a chunk
  const wrong: [bytes: Buffer, value: string, offset: number][] = [
    [Buffer.from([0x61, 0x20, 0xe9, 0x20]), "0xe9", 2],
    [Buffer.concat([Buffer.from(first), Buffer.from([0x61, 0xff])]), "0xff", 600_001],
    [Buffer.from([0x61, 0x0a, 0xf0, 0x9f, 0x98]), "0xf0", 2], // cut short at the end
    [Buffer.from([0xed, 0xa0, 0x80, 0x0a]), "0xed", 0], // half of a surrogate pair
  ];
  for (const [bytes, value, offset] of wrong) {
    const files = [writeText("one two\n"), writeText(bytes)];
    const message = `the text requires UTF-8, got byte ${value} at offset ${offset} of ${files[1]}; encoding names another, such as windows-1252`;
    await assert.rejects(encode(files), { message });
  }
});

test("encodeText refuses what it cannot work with in one clause", async () => {
  const missing = path.join(folder, "missing");
  const [cut, empty] = [writeText(gzipSync("a b ".repeat(99)).subarray(0, -9)), path.join(folder, "empty")];
  mkdirSync(empty, { recursive: true });
  const file = writeText("a b b c");
  const long = writeText("x".repeat(17_000_000));
  const refused: [files: string[], options: Partial<EncodeOptions>, message: string][] = [
    [[missing], {}, `${missing} is not there; check the name`],
    [
      [empty],
      {},
      `a corpus requires at least one file, got none in ${empty}; folders inside a folder are not read`,
    ],
    [
      [],
      {},
      "a corpus requires at least one file, got none in an empty list; folders inside a folder are not read",
    ],
    [[cut], {}, `a corpus that is packed requires a whole gzip file, got "unexpected end of file" in ${cut}`],
    [
      [file],
      { minimumCount: 2 },
      "a corpus requires two words that occur at least 2 times, got 1; lower minimumCount, or put spaces between the words",
    ],
    [[file], { minimumCount: 0 }, "encodeText requires minimumCount to be a whole number from 1, got 0"],
    [[file], { mostWords: 2 }, "the text requires at most 2 different words, got more"],
    [
      [long],
      {},
      `a corpus is required to have words of at most 65536 bytes, got a longer one in line 1 of ${long}, ` +
        `which begins with "${"x".repeat(30)}"; remove it, or put white space between its words`,
    ],
  ];
  for (const [files, options, message] of refused) await assert.rejects(encode(files, options), { message });
});

test("encodeText tells how far it is, and ends when it is told to, leaving nothing", async () => {
  const file = writeText("some words of a text\n".repeat(50_000));
  const cache = path.join(folder, "stopped");
  const seen: string[] = [];
  for (const phase of ["count", "encode"]) {
    const controller = new AbortController();
    const reason = new Error(`stopped in ${phase}`);
    const onProgress: EncodeOptions["onProgress"] = (progress) => {
      seen.push(progress.phase);
      assert.ok(progress.bytes > 0 && progress.bytes <= progress.totalBytes, JSON.stringify(progress));
      if (progress.phase === phase) controller.abort(reason);
    };
    await assert.rejects(encode([file], { cache, signal: controller.signal, onProgress }), reason);
    assert.deepEqual(readdirSync(cache), []);
  }
  assert.ok(seen.includes("encode"));
});

test("encodeText keeps capitals, leaves stop words out, and takes the most frequent words, as it is told", async () => {
  const file = writeText("The the É é b\nthe b c B c\n");
  const words = async (options: Partial<EncodeOptions>): Promise<[string, number][]> => {
    const text = await encode([file], options);
    assert.equal(text.tokens, text.counts.reduce((sum, count) => sum + count, 0)); // prettier-ignore
    return text.words.map((word, w) => [word, text.counts[w]]);
  };
  assert.deepEqual(await words({}), [["the", 3], ["b", 3], ["é", 2], ["c", 2]]); // prettier-ignore
  assert.deepEqual(await words({ keepCase: true }), [["the", 2], ["b", 2], ["c", 2], ["The", 1], ["É", 1], ["é", 1], ["B", 1]]); // prettier-ignore
  assert.deepEqual(await words({ maximumVocabulary: 3 }), [
    ["the", 3],
    ["b", 3],
    ["é", 2],
  ]);
  assert.deepEqual(await words({ stopWords: ["é", "the", "x"] }), [
    ["b", 3],
    ["c", 2],
  ]);
  assert.deepEqual(await words({}), [["the", 3], ["b", 3], ["é", 2], ["c", 2]]); // prettier-ignore
  const hashes = [(await encode([file])).sha256, (await encode([file], { stopWords: ["é"] })).sha256];
  assert.notEqual(hashes[0], hashes[1]);
});
