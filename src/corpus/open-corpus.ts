import { statSync } from "node:fs";
import { access } from "node:fs/promises";
import path from "node:path";
import type { Corpus } from "./corpus";
import { fetchBrown } from "./fetch/fetch-brown";
import { fetchReviews } from "./fetch/fetch-reviews";
import { fetchSst } from "./fetch/fetch-sst";
import { DATA, isIntact, knownCorpora, type CorpusName } from "./known-corpora";
import { readReviewSnippets } from "./read/review-snippets";
import { readTextFile } from "./read/text-file";
import { listFolder, standardInput } from "./read/text-files";
import { readTreebankFile } from "./read/treebank-file";

/** Where corpora are kept, and who is told which one is used. */
export interface CorpusOptions {
  /** Is told which corpus is used by default, why, and how to get the other one. */
  readonly say: (line: string) => void;
  /** Folder that keeps fetched corpora; `data/cache` of this project by default. */
  readonly cache?: string;
  /** A `datasetSentences.txt` that the user has, or the folder that holds it, used for `sst`. */
  readonly sstPath?: string;
  /** Functions that fetch a missing corpus into the cache, and return its file. */
  readonly fetch?: Record<CorpusName, (cache: string) => Promise<string>>;
}

/** A corpus that can be read: its name, or the path that was given, and its file. */
export interface FoundCorpus {
  readonly name: string;
  readonly file: string;
}

const CACHE = path.join(DATA, "cache");
const FETCH = {
  sst: (cache: string) => fetchSst(cache, { attempts: 1 }), // the default corpus does not wait for a network
  reviews: (cache: string) => fetchReviews(cache),
  brown: (cache: string) => fetchBrown(cache),
};

const GET_SST = "to get sst: npm run data -- sst, or npm run data -- sst --from PATH if you have the file";
const GET_REVIEWS = "to use the other corpus, set corpus to reviews";

/**
 * Opens a corpus. Fetches it first if it is not in the cache.
 *
 *     const corpus = await openCorpus("sst", { say: console.log });
 *
 * @param name `sst`, `reviews`, `brown`, the path of a text with one sentence on each line, or `default`: `sst` if it
 *             is there or can be fetched, else `reviews`. No other name stands for another corpus.
 */
export async function openCorpus(name: string, options: CorpusOptions): Promise<Corpus> {
  const found = await findCorpus(name, options);
  if (found.name === "sst") return readTreebankFile(found.file);
  if (found.name === "reviews") return readReviewSnippets(found.file);
  return { ...(await readTextFile(found.file)), name: found.name };
}

/** Finds a corpus as `openCorpus` does, without reading it. Fetches it if it is missing. */
export async function findCorpus(name: string, options: CorpusOptions): Promise<FoundCorpus> {
  if (name === "default") return defaultCorpus(options);
  if (isKnown(name)) {
    const { cache = CACHE, fetch = FETCH } = options;
    const local = await findLocally(name, options);
    if (local) return { name, file: local };
    const file = await fetch[name](cache).catch((error: Error) => {
      throw name === "sst" ? new Error(`${error.message} (${GET_SST})`) : error;
    });
    return { name, file };
  }
  if (name === standardInput) return { name, file: name };
  await access(name).catch(() => {
    throw new Error(
      `the corpus requires ${Object.keys(knownCorpora).join(", ")} or the path of a text, got "${name}", which is no file`,
    );
  });
  if (isFolder(name)) await sayLeftOut(name, options);
  return { name, file: name };
}

/** Says what of a folder is not read, if there is anything. */
async function sayLeftOut(folder: string, { say }: CorpusOptions): Promise<void> {
  const { read, leftOut } = await listFolder(folder);
  if (leftOut.length === 0) return;
  const some = leftOut.slice(0, 5).join(", ") + (leftOut.length > 5 ? ` and ${leftOut.length - 5} more` : "");
  say(`Corpus: the ${read.length} files in ${folder}; folders in it and hidden files are left out: ${some}`);
}

function isKnown(name: string): name is CorpusName {
  return Object.hasOwn(knownCorpora, name);
}

async function defaultCorpus(options: CorpusOptions): Promise<FoundCorpus> {
  for (const name of ["sst", "reviews"] as const) {
    const file = await findLocally(name, options);
    if (!file) continue;
    const why = name === "sst" ? `it is there (${GET_REVIEWS})` : `sst has not been fetched (${GET_SST})`;
    options.say(`Corpus: ${name}, since ${why}`);
    return { name, file };
  }
  const { say, cache = CACHE, fetch = FETCH } = options;
  try {
    const file = await fetch.sst(cache);
    say(`Corpus: sst, fetched now (${GET_REVIEWS})`);
    return { name: "sst", file };
  } catch (error) {
    say(`Corpus: reviews, since sst cannot be fetched: ${(error as Error).message} (${GET_SST})`);
    return { name: "reviews", file: await fetch.reviews(cache) };
  }
}

function isFolder(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** The file of a known corpus, if it is there and intact. */
async function findLocally(name: CorpusName, options: CorpusOptions): Promise<string | undefined> {
  const corpus = knownCorpora[name];
  const { cache = CACHE, sstPath } = options;
  if (name === "sst" && sstPath) {
    const file = isFolder(sstPath) ? path.join(sstPath, corpus.file) : sstPath;
    if (await isIntact(file, corpus)) return file;
    throw new Error(
      `sst requires SST_PATH to be ${corpus.file} with SHA-256 ${corpus.sha256} or a folder that holds it, got ${sstPath}`,
    );
  }
  const file = path.join(cache, corpus.file);
  return (await isIntact(file, corpus)) ? file : undefined;
}
