import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import test, { after } from "node:test";
import { readReviewSnippets, snippetText } from "../../dist/corpus/review-snippets";

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
  await assert.rejects(readReviewSnippets(file), /requires 3 columns, got 2 in line 2 of /);
});

test("snippetText restores ampersands and the dashes that became runs of spaces", () => {
  assert.equal(snippetText("PB&amp;J    all of it   now"), "PB&J -- all of it - now");
});
