import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { decoded } from "../encoded/obvious";
import { encodeText } from "../../../dist/corpus/encoded/encode-text";
import { findEncoding, toUtf8 } from "../../../dist/corpus/read/encoding";
import { testFolder } from "../../training/fast/small-text";

const folder = testFolder("encoding");

/** A text of this encoding as UTF-8, its bytes cut every so many. */
async function recode(bytes: Buffer, encoding: string, size: number): Promise<string> {
  async function* cut(): AsyncGenerator<Buffer> {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  const parts: Buffer[] = [];
  for await (const part of toUtf8(cut(), encoding, "t")) parts.push(part);
  return Buffer.concat(parts).toString();
}

const utf16be = (text: string): Buffer => Buffer.from(text, "utf16le").swap16();

/** Texts whose bytes are known from the tables of their encodings. */
const known: [name: string, bytes: Buffer, text: string][] = [
  ["latin1", Buffer.from("caf\xe9 \xdf\n", "latin1"), "café ß\n"],
  ["windows-1252", Buffer.from("\x80 \x93a\x94 \x9f\n", "latin1"), "€ “a” Ÿ\n"],
  ["iso-8859-15", Buffer.from("\xa4 \xbd", "latin1"), "€ œ"],
  ["koi8-r", Buffer.from("d0d2c9d7c5d4", "hex"), "привет"],
  ["shift_jis", Buffer.from("93fa967b 5c0a 835c".replaceAll(" ", ""), "hex"), "日本\\\nソ"], // a second byte is a backslash's
  ["gb18030", Buffer.from("c4e3bac3 0a 8130813020".replaceAll(" ", ""), "hex"), "你好\n\x80 "],
  ["euc-kr", Buffer.from("c7d1b1b9", "hex"), "한국"],
  ["iso-2022-jp", Buffer.from("\x1b$B9a\x1b(B a\n\x1b$B9a\x1b(B"), "香 a\n香"],
];

test("a text of another encoding is read as its table says, however it is cut", async () => {
  for (const [name, bytes, text] of known)
    for (const size of [1, 2, 3, 100])
      assert.equal(await recode(bytes, findEncoding(name), size), text, `${name} by ${size}`);
});

test("UTF-16 of either order gives the text back, however it is cut", async () => {
  const unit = fc.constantFrom("a", " ", "\n", "é", "Ċ", "ഊ", "　", "😀", "\u0a20", "\u2020", "\ufeff");
  await fc.assert(
    fc.asyncProperty(fc.array(unit), fc.integer({ min: 1, max: 9 }), async (units, size) => {
      const text = units.join("");
      assert.equal(await recode(Buffer.from(text, "utf16le"), "utf-16le", size), text);
      assert.equal(await recode(utf16be(text), "utf-16be", size), text);
    }),
  );
});

test("a byte that is not of the encoding is refused with its offset, and a name that there is not with others", async () => {
  const many = Buffer.from("日 ".repeat(30_000), "utf16le");
  const wrong: [encoding: string, bytes: Buffer, got: RegExp][] = [
    [
      "shift_jis",
      Buffer.from("a \x93\xfa b\n\xa0\xff", "latin1"),
      /shift_jis, got byte 0xa0 at offset 7 of t/,
    ],
    ["euc-kr", Buffer.from("a\n b \xc7", "latin1"), /euc-kr, got the end of the text at offset 6 of t/],
    [
      "utf-16le",
      Buffer.concat([many, Buffer.from("00dc6100", "hex"), many]),
      /utf-16le, got byte 0xdc at offset 120001 of t/,
    ],
    ["utf-16le", many.subarray(0, -1), /got the end of the text at offset 119999 of t/],
  ];
  for (const [encoding, bytes, message] of wrong)
    for (const size of [7, 1 << 16]) await assert.rejects(recode(bytes, encoding, size), message);
  await assert.rejects(recode(Buffer.alloc(1 << 21), "utf-16le", 1 << 16), /words of at most 1048576 bytes/);
  assert.throws(() => findEncoding("utf-17"), /encoding to be utf-8, latin1, .*got "utf-17"/);
});

test("a text of another encoding is encoded as it is in UTF-8, packed or not", async () => {
  const text = "Ein Café für “zwei”\nÜber das Café\n";
  const windows1252 = Buffer.from(text.replace("“", "\x93").replace("”", "\x94"), "latin1");
  const sentences = text.trimEnd().split("\n").map((line) => line.toLowerCase().split(" ")); // prettier-ignore
  const cache = path.join(folder, "cache");
  for (const bytes of [windows1252, gzipSync(windows1252)]) {
    const file = path.join(folder, "text");
    writeFileSync(file, bytes);
    const encoding = findEncoding("latin1");
    const encoded = await encodeText([file], { minimumCount: 1, cache, encoding });
    assert.deepEqual(decoded(encoded).sentences, sentences);
    await assert.rejects(encodeText([file], { minimumCount: 1, cache }), /requires UTF-8, got byte 0xe9/);
  }
});
