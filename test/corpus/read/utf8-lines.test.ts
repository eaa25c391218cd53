import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { utf8Lines } from "../../../dist/corpus/read/utf8-lines";

async function* cutInto(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function decodeLines(bytes: Buffer, size = bytes.length): Promise<string[]> {
  const lines: string[] = [];
  for await (const some of utf8Lines(cutInto(bytes, size), "the text")) lines.push(...some);
  return lines;
}

test("utf8Lines gives the same lines wherever the chunks are cut", async () => {
  const line = fc.string({ unit: "binary" }).map((text) => text.replace(/[\r\n\uFEFF]/g, " "));
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { minLength: 1 }),
      fc.integer({ min: 1, max: 9 }),
      async (lines, size) => {
        const expected = lines.at(-1) === "" ? lines.slice(0, -1) : lines;
        assert.deepEqual(await decodeLines(Buffer.from(lines.join("\n")), size), expected);
      },
    ),
  );
});

test("utf8Lines takes CRLF for an end of line and skips a byte order mark", async () => {
  assert.deepEqual(await decodeLines(Buffer.from("\uFEFFone two\r\nthree 😀\r\n"), 3), [
    "one two",
    "three 😀",
  ]);
});

test("utf8Lines names the offset in the text of the first byte that is not UTF-8", async () => {
  const wrong: [bytes: number[], value: string, offset: number][] = [
    [[0x61, 0x0a, 0x62, 0xe9, 0x0a], "0xe9", 3], // é of Latin-1 after "a\nb"
    [[0x61, 0x0a, 0xc3, 0xa9, 0xff, 0x0a], "0xff", 4], // é of UTF-8 takes offsets 2 and 3
    [[0x61, 0x0a, 0xf0, 0x9f, 0x98], "0xf0", 2], // an emoji cut short at the end
    [[0xed, 0xa0, 0x80], "0xed", 0], // half of a surrogate pair
    [[0x61, 0x80], "0x80", 1], // a continuation that continues nothing
  ];
  for (const [bytes, value, offset] of wrong) {
    for (const size of [1, 2, bytes.length]) {
      await assert.rejects(decodeLines(Buffer.from(bytes), size), {
        message: `the text requires UTF-8, got byte ${value} at offset ${offset} of the text`,
      });
    }
  }
});
