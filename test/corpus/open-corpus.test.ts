import assert from "node:assert/strict";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import test, { after } from "node:test";
import type { CorpusName } from "../../dist/corpus/known-corpora";
import { findCorpus, openCorpus, type CorpusOptions } from "../../dist/corpus/open-corpus";
import { checkout } from "../../dist/files/checkout";

const folder = mkdtempSync(path.join(tmpdir(), "open-corpus-"));
after(() => rmSync(folder, { recursive: true }));

const excerpt = path.join(checkout, "test/corpus/read/treebank-excerpt.txt");
const sst = process.env.SST_PATH;
const reviews = path.join(checkout, "data/cache/movieReviewSnippets_GroundTruth.txt");

/** Options with an empty cache, fetchers that answer as told, and what was fetched and said. */
function options(answers: Partial<Record<CorpusName, string>>): CorpusOptions & { log: string[] } {
  const log: string[] = [];
  const fetcher = (name: CorpusName) => async (): Promise<string> => {
    log.push(`fetch ${name}`);
    const file = answers[name];
    if (!file) throw new Error(`no ${name} today`);
    return file;
  };
  const cache = mkdtempSync(path.join(folder, "cache-"));
  return {
    log,
    cache,
    say: (line) => log.push(line),
    fetch: { sst: fetcher("sst"), reviews: fetcher("reviews"), brown: fetcher("brown") },
  };
}

test("without a name, sst is fetched if it can be, and said", async () => {
  const asked = options({ sst: excerpt });
  assert.deepEqual(await findCorpus("default", asked), { name: "sst", file: excerpt });
  assert.equal(asked.log.length, 2);
  assert.match(asked.log[1], /^Corpus: sst, fetched now \(to use the other corpus, set corpus to reviews\)$/);
});

test("without a name, reviews stands in for an sst that cannot be fetched, with the reason and the way to sst", async () => {
  const asked = options({ reviews: "snippets" });
  assert.deepEqual(await findCorpus("default", asked), { name: "reviews", file: "snippets" });
  const [first, said, second] = asked.log;
  assert.deepEqual([first, second], ["fetch sst", "fetch reviews"]);
  assert.match(
    said,
    /^Corpus: reviews, since sst cannot be fetched: no sst today \(to get sst: npm run data -- sst, or /,
  );
});

test("a named corpus is fetched or refused, never replaced by another", async () => {
  const asked = options({ reviews: "snippets" });
  await assert.rejects(
    findCorpus("sst", asked),
    /^Error: no sst today \(to get sst: npm run data -- sst, or /,
  );
  assert.deepEqual(await findCorpus("reviews", asked), { name: "reviews", file: "snippets" });
  assert.deepEqual(asked.log, ["fetch sst", "fetch reviews"]);
});

test("a name that is no corpus and no file is refused", async () => {
  await assert.rejects(openCorpus("ssst", options({})), {
    message: 'the corpus requires sst, reviews, brown or the path of a text, got "ssst", which is no file',
  });
});

test("a path is read as a text of one's own", async () => {
  const text = path.join(folder, "text.txt");
  writeFileSync(text, "A b\n");
  const asked = options({});
  const { name, sentences } = await openCorpus(text, asked);
  assert.deepEqual({ name, sentences, log: asked.log }, { name: text, sentences: [["a", "b"]], log: [] });
});

test("a damaged file in the cache counts as none", async () => {
  const asked = options({ sst: excerpt });
  mkdirSync(asked.cache!, { recursive: true });
  copyFileSync(excerpt, path.join(asked.cache!, "datasetSentences.txt"));
  await findCorpus("sst", asked);
  assert.deepEqual(asked.log, ["fetch sst"]);
});

test("a wrong or missing SST_PATH, or a folder without the treebank, is refused rather than passed over", async () => {
  for (const sstPath of [excerpt, path.join(folder, "missing"), folder]) {
    await assert.rejects(
      findCorpus("default", { ...options({ sst: excerpt }), sstPath }),
      /requires SST_PATH to be/,
    );
  }
});

test("sst is taken from SST_PATH or the cache without fetching", async (t) => {
  if (!sst) return t.skip("SST_PATH names no datasetSentences.txt");
  const cached = options({});
  copyFileSync(sst, path.join(cached.cache!, "datasetSentences.txt"));
  assert.equal((await openCorpus("sst", cached)).sentences.length, 11_855);
  assert.deepEqual(cached.log, []);
  const named = { ...options({}), sstPath: sst };
  assert.deepEqual(await findCorpus("default", named), { name: "sst", file: sst });
  const inFolder = { ...options({}), sstPath: cached.cache! };
  const file = path.join(cached.cache!, "datasetSentences.txt");
  assert.deepEqual(await findCorpus("default", inFolder), { name: "sst", file });
  assert.match(named.log[0], /^Corpus: sst, since it is there/);
});

test("reviews is taken from the cache before sst is tried, and the way to sst is said", async (t) => {
  if (!existsSync(reviews)) return t.skip("data/cache does not hold the corpus reviews");
  const asked = options({});
  copyFileSync(reviews, path.join(asked.cache!, path.basename(reviews)));
  assert.equal((await openCorpus("default", asked)).name, "reviews");
  assert.match(asked.log[0], /^Corpus: reviews, since sst has not been fetched \(to get sst: npm run data/);
});
