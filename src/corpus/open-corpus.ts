import { access } from "node:fs/promises";
import path from "node:path";
import type { Corpus } from "./corpus";
import { fetchBrown } from "./fetch-brown";
import { fetchReviews } from "./fetch-reviews";
import { fetchSst } from "./fetch-sst";
import { DATA, isIntact, knownCorpora, type CorpusName } from "./known-corpora";
import { readReviewSnippets } from "./review-snippets";
import { readTextFile } from "./text-file";
import { readTreebankFile } from "./treebank-file";

/** Where corpora are kept, and who hears which one was taken. */
export interface CorpusOptions {
  /** Is told which corpus was taken by default, why, and how to get the other. */
  readonly say: (line: string) => void;
  /** Folder that keeps what was fetched; `data/cache` of this project by default. */
  readonly cache?: string;
  /** A `datasetSentences.txt` that the user has, to be taken for `sst`. */
  readonly sstPath?: string;
  /** How a corpus that is not there is put into the cache, which returns its file. */
  readonly fetch?: Record<CorpusName, (cache: string) => Promise<string>>;
}

/** A corpus that is there to be read: its name, or the path that was given, and its file. */
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

const GET_SST = "for sst: npm run data -- sst, or npm run data -- sst --from PATH with a file that you have";
const GET_REVIEWS = "for the other, set corpus to reviews";

/**
 * Opens a corpus: from the cache if it is there, else fetched first.
 *
 *     const corpus = await openCorpus("sst", { say: console.log });
 *
 * @param name `sst`, `reviews`, `brown`, the path of a text with one sentence a line, or `default`: `sst` where it
 *             can be had, else `reviews`. No other name ever stands for another corpus.
 */
export async function openCorpus(name: string, options: CorpusOptions): Promise<Corpus> {
  const found = await findCorpus(name, options);
  if (found.name === "sst") return readTreebankFile(found.file);
  if (found.name === "reviews") return readReviewSnippets(found.file);
  return { ...(await readTextFile(found.file)), name: found.name };
}

/** Finds a corpus as `openCorpus` does, and fetches it if need be, without reading it. */
export async function findCorpus(name: string, options: CorpusOptions): Promise<FoundCorpus> {
  if (name === "default") return defaultCorpus(options);
  if (isKnown(name)) {
    const { cache = CACHE, fetch = FETCH } = options;
    const there = await fileAtHand(name, options);
    if (there) return { name, file: there };
    const file = await fetch[name](cache).catch((error: Error) => {
      throw name === "sst" ? new Error(`${error.message} (${GET_SST})`) : error;
    });
    return { name, file };
  }
  await access(name).catch(() => {
    throw new Error(
      `openCorpus requires ${Object.keys(knownCorpora).join(", ")} or the path of a text, got "${name}", which is no file`,
    );
  });
  return { name, file: name };
}

function isKnown(name: string): name is CorpusName {
  return Object.hasOwn(knownCorpora, name);
}

async function defaultCorpus(options: CorpusOptions): Promise<FoundCorpus> {
  for (const name of ["sst", "reviews"] as const) {
    const file = await fileAtHand(name, options);
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
    say(`Corpus: reviews, since sst cannot be had: ${(error as Error).message} (${GET_SST})`);
    return { name: "reviews", file: await fetch.reviews(cache) };
  }
}

/** The file of a known corpus if it is there and whole. */
async function fileAtHand(name: CorpusName, options: CorpusOptions): Promise<string | undefined> {
  const corpus = knownCorpora[name];
  const { cache = CACHE, sstPath } = options;
  if (name === "sst" && sstPath) {
    if (await isIntact(sstPath, corpus)) return sstPath;
    throw new Error(
      `openCorpus requires SST_PATH to be ${corpus.file} with SHA-256 ${corpus.sha256}, got ${sstPath}`,
    );
  }
  const file = path.join(cache, corpus.file);
  return (await isIntact(file, corpus)) ? file : undefined;
}
