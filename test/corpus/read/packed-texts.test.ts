import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import zlib from "node:zlib";
import { decoded } from "../encoded/obvious";
import { encodeText } from "../../../dist/corpus/encoded/encode-text";
import { textBytes } from "../../../dist/corpus/read/text-bytes";
import { readTextFile } from "../../../dist/corpus/read/text-file";
import { openRows } from "../../../dist/vectors/open-rows";
import { readVectors } from "../../../dist/vectors/read-vectors";
import { testFolder } from "../../training/fast/small-text";

const folder = testFolder("packed-texts");

const text = "One two\nthree TWO é\n";
const sentences = [
  ["one", "two"],
  ["three", "two", "é"],
];

/** The text as `xz` packs it, whose check or dictionary differs, and a million zeros. */
const xz = {
  crc64:
    "/Td6WFoAAATm1rRGAgAhARwAAAAQz1jMAQAUT25lIHR3bwp0aHJlZSBUV08gw6kKAAAAANX7sSsq3EH9AAEtFS8LcW0ftvN9AQAAAAAEWVo=",
  crc32:
    "/Td6WFoAAAFpIt42AgAhAQwAAACPmEGcAQAUT25lIHR3bwp0aHJlZSBUV08gw6kKAAAAABgwhqwAASkVK84dCZBCmQ0BAAAAAAFZWg==",
  sha256:
    "/Td6WFoAAArh+wyhAgAhAQwAAACPmEGcAQAUT25lIHR3bwp0aHJlZSBUV08gw6kKAAAAAHniAjAsnlAKCWWO7pIxj0SU2wdoUpoa287JfGFvqJCxAAFFFYDqVcAYm0uaAQAAAAAKWVo=",
  largeDictionary:
    "/Td6WFoAAATm1rRGAgAhASAAAAAJiKV2AQAUT25lIHR3bwp0aHJlZSBUV08gw6kKAAAAANX7sSsq3EH9AAEtFS8LcW0ftvN9AQAAAAAEWVo=",
  zeros:
    "/Td6WFoAAATm1rRGAgAhARwAAAAQz1jM70I/ANFdAABv/f//o7f/Rz5IFXI5YVG4kijmo4YH+e7kHoLTL8U6PAFLsX7JiopNL6MN2X+m44wjEVPgWRjFdYrid/i2lH8MasDedElk4ulcU7IE2PdEDKtfDW1G6eXDdoi3llestk3haR1v+0uIEGxCy4g/XACP0E6vJiiUcR89jyThcJ6nI1/sKMuF0ZWYin4qkfIndfcZwAaYTZj92K/VkA/EJVP49ZE2MQWlsO5vwXBNRwzRkRGqrWAdus6xJxhcWYbpZlJYvul2rFnk5VsFCPmTwz82AAAAADKzVZfu0uHjAAHtAcCEPQDV4HauscRn+wIAAAAABFla",
};
/** Two words with their vectors, as `xz` packs them. */
const packedVectors =
  "/Td6WFoAAATm1rRGAgAhARwAAAAQz1jMAQAPMiAyCmEgMSAyCmIgMyA0CgD9HrRp7fjD2wABKBDlC2xgH7bzfQEAAAAABFla";
const zstd = Buffer.from("KLUv/SQVqQAAT25lIHR3bwp0aHJlZSBUV08gw6kKqz5VZg==", "base64"); // as `zstd` packs the text
const hasZstd = "createZstdDecompress" in zlib;

const unpack = (name: keyof typeof xz): Buffer => Buffer.from(xz[name], "base64");

function write(bytes: Buffer): string {
  const file = path.join(folder, "text.txt");
  writeFileSync(file, bytes);
  return file;
}

const encode = (file: string): ReturnType<typeof encodeText> =>
  encodeText([file], { minimumCount: 1, cache: path.join(folder, "cache") });

test("both trainers read xz, one file or several end to end, and Zstandard where Node has it", async () => {
  const files: [Buffer, number][] = [
    [unpack("crc64"), 1],
    [Buffer.concat([unpack("crc32"), unpack("crc64")]), 2],
    ...(hasZstd ? ([[zstd, 1]] as [Buffer, number][]) : []),
  ];
  for (const [bytes, times] of files) {
    const file = write(bytes);
    const expected = Array.from({ length: times }, () => sentences).flat();
    assert.deepEqual((await readTextFile(file)).sentences, expected);
    assert.deepEqual(decoded(await encode(file)).sentences, expected);
  }
});

test("a packed text is told by its bytes, however few of them come at a time", async () => {
  const parts: Buffer[] = [];
  for await (const part of textBytes(write(unpack("crc64")), { chunk: 1 })) parts.push(part);
  assert.equal(Buffer.concat(parts).toString(), text);
  for (const short of ["", "a", "a b c"]) {
    const found: Buffer[] = [];
    for await (const part of textBytes(write(Buffer.from(short)), { chunk: 1 })) found.push(part);
    assert.equal(Buffer.concat(found).toString(), short);
  }
});

test("a packed text that is cut, damaged or not readable here is refused by name, and nothing is kept", async () => {
  const whole = unpack("crc64");
  const damaged = Buffer.from(whole);
  damaged[30] ^= 1; // a letter
  const refused: [Buffer, RegExp][] = [
    [whole.subarray(0, 40), /whole xz file, got "unexpected end of file" in .*text\.txt/],
    [damaged, /whole xz file, got "damaged data"/],
    [unpack("sha256"), /got "a check or a filter that is not read, such as SHA-256"/],
    [unpack("largeDictionary"), /got "a dictionary of more than 64 MiB"/],
    ...(hasZstd
      ? ([
          [zstd.subarray(0, 20), /whole Zstandard file/],
          [
            Buffer.concat([zstd.subarray(0, 12), Buffer.from("x"), zstd.subarray(13)]),
            /whole Zstandard file/,
          ],
        ] as [Buffer, RegExp][])
      : ([[zstd, /Zstandard data \(to convert it: zstd -dc/]] as [Buffer, RegExp][])),
    [Buffer.from("BZh91AY&SY"), /bzip2 data \(to convert it: bzip2 -dc/],
  ];
  for (const [bytes, message] of refused) {
    const file = write(bytes);
    await assert.rejects(readTextFile(file), message);
    await assert.rejects(encode(file), message);
  }
});

test("vectors that are packed by xz are read, and refused where they are cut", async () => {
  const whole = Buffer.from(packedVectors, "base64");
  const { words, vectors } = await readVectors(write(whole));
  assert.deepEqual([words, [...vectors.data]], [["a", "b"], [1, 2, 3, 4]]); // prettier-ignore
  const rows = await openRows(write(whole));
  assert.deepEqual([...(rows.find(["b"]).get("b") ?? [])], [3, 4]);
  await assert.rejects(
    readVectors(write(whole.subarray(0, -30))),
    /vectors that are packed require a whole xz file, got "unexpected end of file" in .*text\.txt/,
  );
});

test("what is packed a thousand times smaller is refused by its words, not by the memory that it takes", async () => {
  const file = write(Buffer.concat(Array<Buffer>(500).fill(unpack("zeros")))); // half a gigabyte
  const before = process.resourceUsage().maxRSS;
  for (const read of [readTextFile, encode]) await assert.rejects(read(file), /words of at most 65536 bytes/);
  assert.ok(process.resourceUsage().maxRSS - before < 100 * 1024, `${process.resourceUsage().maxRSS} KB`);
});
