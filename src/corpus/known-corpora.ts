import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import path from "node:path";
import { writeAtomic } from "../files/write-atomic";

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
  readonly citation: string;
}

/** The folder with data/corpora.json, beside the compiled code's. */
export const DATA = path.join(__dirname, "../../data");

/** What a corpus that can be fetched is called. */
export type CorpusName = "sst" | "reviews" | "brown";

/** The corpora of data/corpora.json. */
export const knownCorpora = JSON.parse(readFileSync(path.join(DATA, "corpora.json"), "utf8")) as {
  readonly sst: KnownCorpus & { readonly address: string };
  readonly reviews: KnownCorpus & { readonly package: string; readonly members: readonly string[] };
  readonly brown: KnownCorpus & { readonly package: string; readonly packageSha256: string };
};

/** Whether a file is there and is, byte for byte, that of the corpus. */
export async function isIntact(file: string, corpus: KnownCorpus): Promise<boolean> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return undefined;
    throw error;
  });
  return bytes !== undefined && sha256Of(bytes) === corpus.sha256;
}

/**
 * Puts the file of a corpus into the cache, whole or not at all.
 *
 * @param bytes what was fetched
 * @param cache the folder, which is made where it is missing
 * @returns the path of the file
 * @throws Error if the bytes are not the corpus's, by size and SHA-256
 */
export async function keepInCache(bytes: Buffer, corpus: KnownCorpus, cache: string): Promise<string> {
  if (bytes.length !== corpus.bytes || sha256Of(bytes) !== corpus.sha256) {
    const wanted = `${corpus.file} of ${corpus.bytes} bytes with SHA-256 ${corpus.sha256}`;
    throw new Error(`keepInCache requires ${wanted}, got ${bytes.length} bytes with ${sha256Of(bytes)}`);
  }
  await mkdir(cache, { recursive: true });
  const file = path.join(cache, corpus.file);
  writeAtomic(file, bytes);
  return file;
}

/** SHA-256 of bytes, in hexadecimal. */
export function sha256Of(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}
