import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import test, { after } from "node:test";
import { readReviewSnippets, snippetText } from "../../../dist/corpus/read/review-snippets";
import { readTreebankFile } from "../../../dist/corpus/read/treebank-file";
import { inCheckout } from "../../../dist/files/checkout";

const folder = mkdtempSync(path.join(tmpdir(), "review-snippets-"));
const file = path.join(folder, "snippets.txt");
after(() => rmSync(folder, { recursive: true }));

test("readReviewSnippets cuts the third column into sentences of tokens", async () => {
  writeFileSync(file, "1\t1.9\tIt's clever. But he doesn't stop.\r\n2\t-0.6\tEffective but too tepid biopic");
  const { name, sentences } = await readReviewSnippets(file);
  assert.equal(name, "reviews");
  assert.deepEqual(
    sentences.map((tokens) => tokens.join(" ")),
    ["it 's clever .", "but he does n't stop .", "effective but too tepid biopic"],
  );
});

test("readReviewSnippets names the line that has other than three columns", async () => {
  writeFileSync(file, "1\t1.9\tIt is good.\r\n2\tno rating\r\n");
  await assert.rejects(readReviewSnippets(file), /require 3 columns, got 2 in line 2 of /);
});

test("snippetText restores ampersands and the dashes that became runs of spaces", () => {
  assert.equal(snippetText("PB&amp;J    all of it   now"), "PB&J -- all of it - now");
});

const PLOTTED =
  "great cool brilliant wonderful well amazing worth sweet enjoyable boring bad dumb annoying female male queen king man woman rain snow hail coffee tea";
const snippets = inCheckout("data/cache/movieReviewSnippets_GroundTruth.txt");

test("the corpus reviews is about as large as the treebank, and has every word that is plotted", async (t) => {
  if (!existsSync(snippets)) return t.skip("data/cache does not hold the corpus reviews");
  const { sentences } = await readReviewSnippets(snippets);
  const words = new Set(sentences.flat());
  assert.ok(Math.abs(sentences.length - 12_000) < 300, `${sentences.length} sentences`);
  assert.ok(Math.abs(sentences.flat().length - 230_000) < 3_000, `${sentences.flat().length} tokens`);
  assert.ok(Math.abs(words.size - 18_200) < 300, `${words.size} words`);
  assert.deepEqual(
    PLOTTED.split(" ").filter((word) => !words.has(word)),
    [],
  );
});

test("most sentences of reviews are the treebank's word for word, nearly all with hyphens as spaces", async (t) => {
  if (!existsSync(snippets)) return t.skip("data/cache does not hold the corpus reviews");
  if (!process.env.SST_PATH) return t.skip("SST_PATH names no datasetSentences.txt");
  const treebank = await readTreebankFile(process.env.SST_PATH);
  const reviews = await readReviewSnippets(snippets);
  const shared = (text: (tokens: readonly string[]) => string): number => {
    const known = new Set(treebank.sentences.map(text));
    return reviews.sentences.filter((tokens) => known.has(text(tokens))).length / reviews.sentences.length;
  };
  assert.ok(shared((tokens) => tokens.join(" ")) > 0.75);
  assert.ok(shared(withoutHyphens) > 0.975); // accented letters alone part 1 in 100
});

/** The sentence as one string, its hyphens within words as spaces. */
function withoutHyphens(tokens: readonly string[]): string {
  return tokens
    .map((token) => (/^-.*-$/.test(token) ? token : token.replace(/(?<=.)-(?=.)/g, " ")))
    .join(" ");
}
