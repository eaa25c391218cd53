import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import test, { after } from "node:test";
import { gzipSync } from "node:zlib";
import { readTextFile } from "../../../dist/corpus/read/text-file";

const folder = mkdtempSync(path.join(tmpdir(), "text-file-"));
after(() => rmSync(folder, { recursive: true }));

function writeText(bytes: string | Buffer): string {
  const file = path.join(folder, "text.txt");
  writeFileSync(file, bytes);
  return file;
}

test("readTextFile takes a sentence a line, lower case, and is named and hashed as its file", async () => {
  const text = "The CAT sat .\r\n\r\n  \tÉtude 😀 x\u00a0y\nlast";
  const file = writeText(text);
  assert.deepEqual(await readTextFile(file), {
    name: file,
    sha256: createHash("sha256").update(text).digest("hex"),
    sentences: [["the", "cat", "sat", "."], ["étude", "😀", "x", "y"], ["last"]],
  });
});

test("readTextFile reads gzip by its first bytes and hashes the file as it is on the disk", async () => {
  const packed = gzipSync("a b\nc d\n");
  const corpus = await readTextFile(writeText(packed));
  assert.deepEqual(corpus.sentences, [["a", "b"], ["c", "d"]]); // prettier-ignore
  assert.equal(corpus.sha256, createHash("sha256").update(packed).digest("hex"));
});

test("readTextFile refuses a gzip file that is cut short, and says so", async () => {
  const packed = gzipSync("a b\n".repeat(100));
  await assert.rejects(readTextFile(writeText(packed.subarray(0, packed.length - 9))), {
    message: /^a corpus that is packed requires a whole gzip file, got "unexpected end of file" in /,
  });
});

test("readTextFile keeps a word of 65,536 letters and markup as plain text", async () => {
  const word = "x".repeat(65_536);
  const { sentences } = await readTextFile(writeText(`${word} <img src=x onerror=alert(1)>`));
  assert.deepEqual(sentences, [[word, "<img", "src=x", "onerror=alert(1)>"]]);
});

test("readTextFile refuses a file without a sentence of two words", async () => {
  for (const text of ["", "\n\n", "one\ntwo\n"]) {
    await assert.rejects(
      readTextFile(writeText(text)),
      /requires a line of at least two words, got none .*; put a sentence on each line/,
    );
  }
});

test("readTextFile passes on that a file is missing or is not UTF-8", async () => {
  await assert.rejects(readTextFile(path.join(folder, "none.txt")), /none.txt is not there/);
  await assert.rejects(
    readTextFile(writeText(Buffer.from("caf\xe9 noir\n", "latin1"))),
    /byte 0xe9 at offset 3 of /,
  );
});
