import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import fc from "fast-check";
import { evaluateAnalogies, parseAnalogies } from "../../dist/evaluation/analogies";
import { ranks, spearman } from "../../dist/evaluation/spearman";
import { openTestSets, textsIn } from "../../dist/evaluation/test-sets";
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

test("pairs are read with comments and odd lines left out, and pairs of words not known are not counted", () => {
  const text = "# comment\nKing\tMAN\t7.5\r\nno number\n\nking\ttea\tx\nqueen\ttea\t1\nking\tcoffee\t3\n";
  const pairs = parsePairs(text);
  const ratings = pairs.map(({ rating }) => rating);
  assert.deepEqual(ratings, [7.5, 1, 3]);
  const { spearman, covered, pairs: all, missing } = evaluatePairs(few, pairs);
  assert.ok(spearman !== undefined && Math.abs(spearman - 1) < 1e-15); // cosines 0.71 and −0.43, in the order of the ratings
  assert.deepEqual([covered, all, missing], [2, 3, ["coffee"]]);
  const none = evaluatePairs(few, pairs.slice(1)); // one pair is known
  assert.deepEqual([none.spearman, none.pearson, none.covered, none.pairs], [undefined, undefined, 1, 2]);
  assert.throws(() => evaluatePairs(few, pairs, { restrictVocabulary: 0 }), /1 or more, got 0/);
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
    ": family\nman king woman queen\nman woman king queen\nMan King Woman Tea\n: none\na b c d\nodd line\n";
  const sections = parseAnalogies(text);
  const sizes = sections.map(({ section, questions }) => [section, questions.length]);
  assert.deepEqual(sizes, [["family", 3], ["none", 1]]); // prettier-ignore
  const all = evaluateAnalogies(few, sections);
  assert.deepEqual([all.right, all.covered, all.questions, all.accuracy], [2, 3, 4, 2 / 3]);
  const none = { section: "none", right: 0, covered: 0, questions: 1, accuracy: undefined };
  assert.deepEqual(all.sections[1], none);
  assert.deepEqual(all.missing, ["a", "b", "c", "d"]);
  assert.equal(evaluateAnalogies(few, sections, { restrictVocabulary: 4 }).covered, 0);
  assert.throws(() => parseAnalogies("a b c d\n"), /a section, ": name", before its questions/);
});

test("test sets that are missing or changed are refused", async () => {
  await assert.rejects(textsIn(folder), { code: "ENOENT" });
  writeFileSync(file("wordsim353.tsv"), "love\tsex\t6.77\n");
  await assert.rejects(textsIn(folder), /wordsim353.tsv of 7186 bytes with SHA-256 .*, got 14 bytes/);
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
    /requires pip to download gensim's package, got "ERROR: .*" \(no network\? .* --from FOLDER\)/,
  );
  assert.match(said.join(), /^fetching WordSim-353, SimLex-999 and the Google analogies/);
  assert.deepEqual(readdirSync(cache), []);
});
