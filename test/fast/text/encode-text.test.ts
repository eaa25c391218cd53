import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import test, { after } from "node:test";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { readTextFile } from "../../../dist/corpus/text-file";
import { encodeText, type EncodeOptions } from "../../../dist/fast/text/encode-text";
import type { EncodedText } from "../../../dist/fast/text/encoded-text";
import { decoded, encodedBySplit } from "./obvious";
import { oddText } from "./odd-text";

const folder = mkdtempSync(path.join(tmpdir(), "encode-text-"));
after(() => rmSync(folder, { recursive: true }));

let written = 0;

/** A new file with these bytes. */
function fileOf(bytes: string | Buffer): string {
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
        const files = bytes.map((text) => fileOf(packed ? gzipSync(text) : text));
        assert.deepEqual(decoded(await encode(files, { minimumCount })), expected);
      },
    ),
  );
});

test("encodeText agrees with readTextFile on a text of two sentences", async () => {
  const file = fileOf("\uFEFFThe CAT sat .\r\n\r\n  \tÉtude 😀 x\u00a0y THE\nlast");
  const { sentences } = await readTextFile(file);
  const text = await encode([file]);
  assert.deepEqual(decoded(text).sentences, sentences);
  assert.deepEqual([text.words[0], text.counts[0], text.words[1]], ["the", 2, "cat"]);
});

test("encodeText hashes the text, unpacked, files end to end", async () => {
  const texts = ["a b\n", "c d"];
  const files = [fileOf(texts[0]), fileOf(Buffer.concat([gzipSync("c "), gzipSync("d")]))]; // a file of two members
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

test("encodeText finds the same words wherever its chunks end, and in words longer than a chunk", async () => {
  const long = "Long".repeat(250_000); // 1 MB, four chunks
  const words = Array.from({ length: 40_000 }, (_, i) => `w${(i * i) % 9973}${i % 7 ? "" : "é"}`);
  const text = Buffer.from(
    `${long} ${words.slice(0, 25_000).join(" ")} ${long}x\n${long}\n${words.join("\n")}`,
  );
  for (const shift of [0, 1, 3]) {
    const bytes = Buffer.concat([Buffer.from("é".repeat(shift) + "x".repeat(shift)), text]);
    const found = decoded(await encode([fileOf(bytes)], { minimumCount: 2 }));
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
    const files = [fileOf("one two\n"), fileOf(bytes)];
    const message = `encodeText requires UTF-8, got byte ${value} at offset ${offset} of ${files[1]}`;
    await assert.rejects(encode(files), { message });
  }
});

test("encodeText refuses what it cannot work with in one clause", async () => {
  const missing = path.join(folder, "missing");
  const [cut, empty] = [fileOf(gzipSync("a b ".repeat(99)).subarray(0, -9)), path.join(folder, "empty")];
  mkdirSync(empty, { recursive: true });
  const file = fileOf("a b b c");
  const long = fileOf("x".repeat(17_000_000));
  const refused: [files: string[], options: Partial<EncodeOptions>, message: string][] = [
    [[missing], {}, `encodeText requires texts that can be read, got ENOENT for ${missing}`],
    [[empty], {}, `encodeText requires a file or more, got none in ${empty}`],
    [[], {}, "encodeText requires a file or more, got none in an empty list"],
    [[cut], {}, `textBytes requires a whole gzip file, got "unexpected end of file" in ${cut}`],
    [[file], { minimumCount: 2 }, "encodeText requires two words that occur at least 2 times, got 1"],
    [[file], { minimumCount: 0 }, "encodeText requires minimumCount to be a whole number from 1, got 0"],
    [[file], { mostWords: 2 }, "encodeText requires a text of at most 2 different words, got more"],
    [
      [long],
      {},
      `encodeText requires words of at most 16777216 bytes, got a longer one at offset 0 of ${long}`,
    ],
  ];
  for (const [files, options, message] of refused) await assert.rejects(encode(files, options), { message });
});

test("encodeText tells how far it is, and ends when it is told to, leaving nothing", async () => {
  const file = fileOf("some words of a text\n".repeat(50_000));
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
