import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { fromRows } from "../../dist/model/matrix";
import { parseTextVectors, readTextVectors, writeTextVectors } from "../../dist/vectors/text-file";

const parse = (text: string): ReturnType<typeof parseTextVectors> => parseTextVectors(Buffer.from(text));

test("vectors written to a text file are read back bit by bit, whatever the words", async (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), "vectors-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = path.join(folder, "vectors.txt");
  const words = ["the", "😀", "clichã©", "<b>", "\ufeffa", "a\u00a0b", "\t"];
  const number = fc.double({ noNaN: true, noDefaultInfinity: true });
  const vector = fc.array(number, { minLength: 3, maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(fc.array(vector, { minLength: words.length, maxLength: words.length }), async (rows) => {
      const vectors = fromRows(rows.map((r) => r.map((value) => value + 0))); // −0 is written 0
      writeTextVectors(file, { words, vectors });
      const read = await readTextVectors(file);
      assert.deepEqual(read.words, words);
      assert.deepEqual(read.vectors, vectors);
    }),
    { numRuns: 25 },
  );
  assert.deepEqual(readdirSync(folder), ["vectors.txt"]);
  assert.match(readFileSync(file, "utf8"), /^7 3\nthe /);
});

test("a text file as word2vec.c writes it, with spaces at the ends of lines, is read", () => {
  const { words, vectors } = parse("2 2\n</s> 0.25 -1e-3 \nthe 1 2 \n");
  assert.deepEqual(words, ["</s>", "the"]);
  assert.deepEqual([...vectors.data], [0.25, -0.001, 1, 2]);
});

test("a damaged text file is refused with its line", () => {
  const cases: [string, RegExp][] = [
    ["", /two numbers.* in line 1, got ""$/],
    ["word 1\n", /two numbers.* in line 1/],
    ["9999999999 9999999999\n", /room for 9999999999 words/],
    ["1 0\na\n", /room for 1 words of 0 dimensions/],
    ["2 1\na 1\n    \n", /a word in line 3/],
    ["2 1\na 1\nab 1", /an end of the line in line 3, got the end of the file/],
    ["2 1\nabcdef 1\n", /one of 2 words in line 3, got the end of the file/],
    ["2 1\na 1\na 2\n", /every word once in line 3, got "a"/],
    ["1 2\nabc 1\n", /2 numbers in line 2, got 1/],
    ["1 1\na 1 2\n", /1 numbers in line 2, got 2/],
    ["1 1\na nan\n", /finite numbers in line 2, got "nan"/],
    ["1 1\na 1e999\n", /finite numbers in line 2/],
    ["1 1\na 0x10\n", /finite numbers in line 2/],
    ["1 1\na 1\nb 2\n", /the end of the file after 1 words in line 3, got more/],
  ];
  for (const [text, message] of cases) assert.throws(() => parse(text), message, JSON.stringify(text));
  assert.throws(
    () => parseTextVectors(Uint8Array.of(0x31, 0x20, 0x31, 0x0a, 0xff, 0x20, 0x31, 0x0a)),
    /UTF-8 in line 2/,
  );
});

test("a text file cut anywhere is refused, and any other damage is refused or read as what it says", () => {
  const whole = Buffer.from("3 2\nthe 0.5 -1\n😀 1e-7 2\n<b> 3 4\n");
  for (let length = 0; length < whole.length; length++) {
    assert.throws(
      () => parseTextVectors(whole.subarray(0, length)),
      /^RangeError: parseTextVectors requires/,
    );
  }
  fc.assert(
    fc.property(fc.nat(whole.length - 1), fc.nat(255), (at, byte) => {
      const damaged = Uint8Array.from(whole);
      damaged[at] = byte;
      try {
        const { words, vectors } = parseTextVectors(damaged);
        assert.equal(words.length, vectors.rows);
        assert.ok(vectors.data.every(Number.isFinite));
      } catch (error) {
        assert.match(String(error), /^RangeError: parseTextVectors requires/);
      }
    }),
    { numRuns: 2000 },
  );
});

test("words that the format cannot hold are not written", async () => {
  const vectors = fromRows([[1]]);
  assert.throws(
    () => writeTextVectors("unused", { words: ["a b"], vectors }),
    /words without spaces, got "a b"/,
  );
  assert.throws(() => writeTextVectors("unused", { words: [""], vectors }), /words without spaces/);
  assert.throws(() => writeTextVectors("unused", { words: [], vectors }), /a row for each of 0 words, got 1/);
  assert.throws(
    () => writeTextVectors("unused", { words: ["a"], vectors: fromRows([[NaN]]) }),
    /finite numbers/,
  );
});
