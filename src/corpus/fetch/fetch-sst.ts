import { createReadStream } from "node:fs";
import { readFile, rm, stat } from "node:fs/promises";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { openPromise } from "yauzl";
import { explainSystemError } from "../../files/explain-error";
import { download, type DownloadOptions } from "./download";
import { keepInCache, knownCorpora } from "../known-corpora";

/** How the archive is fetched; `address` is the official one by default. */
export interface FetchSstOptions extends DownloadOptions {
  readonly address?: string;
}

/**
 * Fetches the Stanford Sentiment Treebank: downloads the official archive, or the rest of it, and keeps its
 * `datasetSentences.txt` if size and SHA-256 are right.
 *
 * @param cache the folder that keeps the corpus
 * @returns the path of the file in the cache
 */
export async function fetchSst(cache: string, options: FetchSstOptions): Promise<string> {
  const address = options.address ?? knownCorpora.sst.address;
  const part = path.join(cache, `${path.posix.basename(new URL(address).pathname)}.part`);
  await download(address, part, options);
  try {
    return await keepInCache(await sentencesInZip(part), knownCorpora.sst, cache);
  } finally {
    await Promise.all([rm(part, { force: true }), rm(`${part}.etag`, { force: true })]);
  }
}

/**
 * Keeps the Stanford Sentiment Treebank that the user already has.
 *
 * @param from  `datasetSentences.txt`, a folder that holds it, or the official archive
 * @param cache the folder that keeps the corpus
 * @returns the path of the file in the cache
 */
export async function takeSst(from: string, cache: string): Promise<string> {
  const { sst } = knownCorpora;
  const found = await stat(from).catch(() => undefined);
  if (!found) throw new Error(`--from requires a file or folder, got nothing at ${from}`);
  const file = found.isDirectory() ? await fileInFolder(from) : from;
  const bytes = (await isZip(file)) ? await sentencesInZip(file) : await readFile(file);
  return keepInCache(bytes, sst, cache);
}

async function fileInFolder(folder: string): Promise<string> {
  const { sst } = knownCorpora;
  const unpacked = path.posix.basename(sst.address, ".zip");
  for (const place of [sst.file, `${unpacked}/${sst.file}`, `${unpacked}.zip`]) {
    const file = path.join(folder, place);
    if (await stat(file).catch(() => undefined)) return file;
  }
  throw new Error(`--from requires ${sst.file} or ${unpacked}.zip in ${folder}, got neither`);
}

async function isZip(file: string): Promise<boolean> {
  const first = await buffer(createReadStream(file, { end: 3 }));
  return first.toString("latin1") === "PK\x03\x04";
}

/** `datasetSentences.txt` of the archive. Only this file is unpacked, into memory, and only if its size is right. */
async function sentencesInZip(file: string): Promise<Buffer> {
  const { sst } = knownCorpora;
  const archive = await openPromise(file).catch((error: Error) => {
    const unreadable = explainSystemError(error);
    throw new Error(
      unreadable ?? "the treebank requires a whole zip archive, got a damaged one; fetch it again",
    );
  });
  try {
    for await (const entry of archive.eachEntry()) {
      if (path.posix.basename(entry.fileName) !== sst.file || entry.uncompressedSize !== sst.bytes) continue;
      return await buffer(await archive.openReadStreamPromise(entry));
    }
  } finally {
    archive.close();
  }
  throw new Error(`the treebank requires ${sst.file} of ${sst.bytes} bytes in the archive, got none`);
}
