import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";

import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import fc from "fast-check";
import { evaluateAnalogies, parseAnalogies } from "../../dist/evaluation/analogies";
import { inCheckout } from "../../dist/files/checkout";
import { ranks, spearman } from "../../dist/evaluation/spearman";
import { openTestSets, readTestSets } from "../../dist/evaluation/test-sets";
import { evaluatePairs, parsePairs } from "../../dist/evaluation/word-pairs";
import { fromRows } from "../../dist/model/matrix";

const folder = mkdtempSync(path.join(tmpdir(), "evaluation-"));
after(() => rmSync(folder, { recursive: true }));
const file = (name: string): string => path.join(folder, name);

test("ranks of equal values are the mean of the places they take", () => {
  assert.deepEqual([...ranks([3, 1, 3, 2, 3])], [4, 1, 4, 2, 4]);
  assert.deepEqual([...ranks([])], []);
});

test("Spearman's correlation is 1 − 6 Σd² / (n³ − n) where no values are equal, and only order counts", () => {
  const x = [10, 20, 30, 40, 50];
  const y = [1, 3, 2, 5, 4]; // four ranks differ by 1
  assert.ok(Math.abs(spearman(x, y) - (1 - (6 * 4) / 120)) < 1e-15);
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: -20, max: 20 }), { minLength: 3 }), (values) => {
      const other = values.map((value) => Math.exp(value / 5));
      const falling = other.map((value) => -value);
      assert.ok(Math.abs(spearman(values, other) - 1) < 1e-12);
      assert.ok(Math.abs(spearman(values, falling) + 1) < 1e-12);
    }),
  );
});

const words = ["king", "x", "queen", "man", "woman", "tea"];
const rows = [[1, 0, 1], [9, 9, -9], [0, 1, 1], [1, 0, 0], [0, 1, 0], [1, 1, -3]]; // prettier-ignore
const few = { words, vectors: fromRows(rows) };

test("pairs are read without comments and titles, and pairs of words not known are not counted", () => {
  const text = "# comment\none\ttwo\trating\nKing\tMAN\t7.5\r\n\nqueen\ttea\t1\nking\tcoffee\t3\n";
  const pairs = parsePairs(text);
  const ratings = pairs.map(({ rating }) => rating);
  assert.deepEqual(ratings, [7.5, 1, 3]);
  const { spearman, covered, pairs: all, missing } = evaluatePairs(few, pairs);
  assert.ok(spearman !== undefined && Math.abs(spearman - 1) < 1e-15); // cosines 0.71 and −0.43, in the order of the ratings
  assert.deepEqual([covered, all, missing], [2, 3, ["coffee"]]);
  const none = evaluatePairs(few, pairs.slice(1)); // one pair is known
  assert.deepEqual([none.spearman, none.pearson, none.covered, none.pairs], [undefined, undefined, 1, 2]);
  assert.throws(() => evaluatePairs(few, pairs, { restrictVocabulary: 0 }), /integer from 1, got 0/);
});

test("of words that differ in case only the first stands for all, unless case matters", () => {
  const both = { ...few, words: ["king", "Queen", "queen", "man", "woman", "tea"] };
  const pairs = parsePairs("queen\ttea\t2\nking\ttea\t1\n"); // "Queen" (9, 9, −9) is near tea, "queen" is not
  assert.ok(Math.abs((evaluatePairs(both, pairs).spearman ?? 0) - 1) < 1e-15);
  const exact = parsePairs("Queen\ttea\t2\nqueen\ttea\t1\nking\tman\t0\n");
  const spearman = (caseInsensitive: boolean): number =>
    evaluatePairs(both, exact, { caseInsensitive }).spearman ?? 0;
  assert.ok(Math.abs(spearman(false) - 0.5) < 1e-12); // cosines 0.87, −0.43, 0.71: ranks 3 1 2 beside 3 2 1
  assert.ok(Math.abs(spearman(true) - Math.sqrt(3) / 2) < 1e-12); // cosines 0.87 twice and 0.71: 2.5 2.5 1
});

test("an analogy is right if the word nearest to b − a + c, of other words than these, is the answer", () => {
  const text =
    ": family\nman king woman queen\nman woman king queen\nMan King Woman Tea\n: none\na b c d\n\n";
  const sections = parseAnalogies(text);
  const sizes = sections.map(({ section, questions }) => [section, questions.length]);
  assert.deepEqual(sizes, [["family", 3], ["none", 1]]); // prettier-ignore
  const all = evaluateAnalogies(few, sections);
  assert.deepEqual([all.right, all.covered, all.questions, all.accuracy], [2, 3, 4, 2 / 3]);
  const none = { section: "none", right: 0, covered: 0, questions: 1, accuracy: undefined };
  assert.deepEqual(all.sections[1], none);
  assert.deepEqual(all.missing, ["a", "b", "c", "d"]);
  assert.equal(evaluateAnalogies(few, sections, { restrictVocabulary: 4 }).covered, 0);
  const refused: [string, RegExp][] = [
    [
      "a b c d\n",
      /^RangeError: q.txt requires ": " and the name of a section before the questions, got "a b c d" in line 1$/,
    ],
    [": s\na b c d\nodd line\n", /requires four words, .*, got "odd line" in line 3$/],
    [": s\na b c d e\n", /got "a b c d e" in line 2$/],
    [": s\n", /requires lines of four words, got none$/],
  ];
  for (const [text, message] of refused) assert.throws(() => parseAnalogies(text, "q.txt"), message);
});

test("test sets that are missing or changed are refused", async () => {
  await assert.rejects(readTestSets(folder), { code: "ENOENT" });
  writeFileSync(file("wordsim353.tsv"), "love\tsex\t6.77\n");
  await assert.rejects(readTestSets(folder), /wordsim353.tsv of 7186 bytes with SHA-256 .*, got 14 bytes/);
});

test("without a network it is said what to do, and nothing is left behind", async (t) => {
  const { PIP_INDEX_URL: before } = process.env;
  process.env.PIP_INDEX_URL = "http://127.0.0.1:9/simple"; // nobody listens there
  t.after(() =>
    before === undefined ? delete process.env.PIP_INDEX_URL : (process.env.PIP_INDEX_URL = before),
  );
  const cache = mkdtempSync(file("cache-"));
  const said: string[] = [];
  await assert.rejects(
    openTestSets(cache, (line) => said.push(line)),
    /requires pip to download gensim's package, got "ERROR: .*" \(without a network: --from FOLDER, with .* in it\)/,
  );
  assert.match(said.join(), /^fetching WordSim-353, SimLex-999 and the Google analogies/);
  assert.deepEqual(readdirSync(cache), []);
});

test("pairs are read with tabs, semicolons, commas or spaces between their fields, and other lines are refused", () => {
  const expected = [{ words: ["new york", "b"], rating: 1.5 }];
  for (const line of ["new york\tb\t1.5", "new york;b;1.5", "new york, b, 1.5"])
    assert.deepEqual(parsePairs(line), expected, line);
  assert.deepEqual(parsePairs("word1 word2 score\r\na  b 2\r\n"), [{ words: ["a", "b"], rating: 2 }]);
  const refused: [string, RegExp][] = [
    ["", /p.txt requires lines of two words and a rating, got none$/],
    ["a\tb\t1\nno number\n", /two words and a rating with tabs between them, got "no number" in line 2$/],
    ["a\tb\t1\na\tb\tx\n", /in line 2$/],
    ["a\tb\t1e999\n", /in line 1$/],
    ["a\tb\t1\na\tb\tNOUN\t1\t2\n", /in line 2$/],
    ["a\tb\tnan\na\tb\t1\n", /in line 1$/],
    ["a;b;0,5\n", /in line 1$/],
  ];
  for (const [text, message] of refused) assert.throws(() => parsePairs(text, "p.txt"), message, text);
});

test("evaluate ends with status 1 and the reason where a statistic does not exist, and reads what people have", () => {
  writeFileSync(file("v.txt"), "king 1 0\nqueen 1 0.5\ntea 0 1\nzero 0 0\n");
  writeFileSync(file("large.txt"), "3 2\na 1 2\nb 1e39 1\nc 3 4\n");
  const evaluate = (
    vectors: string,
    pairs: string,
  ): { status: number | null; stdout: string; stderr: string } => {
    writeFileSync(file("p"), pairs);
    const args = [inCheckout("dist/cli/evaluate.js"), file(vectors), "--pairs", file("p")];
    return spawnSync(process.execPath, args, { encoding: "utf8", timeout: 60_000 });
  };
  const cases: [string, string, RegExp][] = [
    ["v.txt", "x y 1\nz tea 2\n", /p has no correlation, since none of its 2 pairs is known$/],
    ["v.txt", "king queen 1\nz tea 2\n", /since only one of its 2 pairs is known$/],
    ["v.txt", "king queen 1\nking tea 1\n", /since all ratings of its 2 known pairs are equal$/],
    ["v.txt", "zero queen 1\nzero tea 2\n", /since all cosines of its 2 known pairs are equal$/],
    ["v.txt", "\n", /p requires lines of two words and a rating, got none$/],
    [
      "large.txt",
      "a b 1\nb c 2\n",
      /finite numbers of 32 bits, below 3.5e38, in line 3, column 3 of .*large.txt, got "1e39"$/,
    ],
  ];
  for (const [vectors, pairs, message] of cases) {
    const { status, stderr, stdout } = evaluate(vectors, pairs);
    assert.equal(status, 1, pairs);
    assert.match(stderr.trim(), message);
    assert.doesNotMatch(stdout, /NaN/);
  }
  const { status, stdout } = evaluate("v.txt", "king queen 2\nking tea 1\n");
  assert.deepEqual([status, /Spearman 1.0000.*2 of 2/.test(stdout)], [0, true], stdout);
});
