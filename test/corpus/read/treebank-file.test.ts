import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import test from "node:test";
import { readTreebankFile } from "../../../dist/corpus/read/treebank-file";
import { inCheckout } from "../../../dist/files/checkout";

const fixture = inCheckout("test/corpus/read/treebank-excerpt.txt");
const reference = JSON.parse(readFileSync(inCheckout("test/reference/sst_dataset.json"), "utf8")) as Record<
  string,
  unknown
>;

test("readTreebankFile drops header and numbers, parts at a no-break space and keeps twice encoded letters", async () => {
  const { name, sentences } = await readTreebankFile(fixture);
  assert.equal(name, "sst");
  assert.deepEqual(sentences, [
    ["``", "it", "does", "n't", "''", ",", "-lrb-", "he", "-rrb-", "said", "."],
    ["two", "clichã©s", "and", "mollã", ",", "writer\\/director", "..."],
  ]);
});

test("readTreebankFile refuses a file with another first line", async () => {
  await assert.rejects(
    readTreebankFile(inCheckout("test/README.md")),
    /the treebank requires the first line "sentence_index\\tsentence" in .*, got "# Tests/,
  );
});

test("readTreebankFile reads the whole treebank as the published run does", async (t) => {
  const file = process.env.SST_PATH;
  if (!file) return t.skip("SST_PATH names no datasetSentences.txt");
  const { sha256, sentences } = await readTreebankFile(file);
  const text = sentences.map((tokens) => tokens.join(" ")).join("\n");
  assert.equal(sha256, (reference["datasetSentences.txt"] as { sha256: string }).sha256);
  assert.equal(sentences.length, reference.numSentences);
  assert.equal(
    sentences.reduce((sum, tokens) => sum + tokens.length, 0),
    reference.sum_sentence_lengths,
  );
  assert.equal(
    createHash("sha256").update(text).digest("hex"),
    reference.sha256_of_sentences_space_joined_newline_joined_utf8,
  );
});
