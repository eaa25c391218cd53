import { createWriteStream } from "node:fs";
import { mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { setTimeout as wait } from "node:timers/promises";
import { timeLimit, type TimeLimit } from "./time-limit";

/** How patient a download is, and who hears how far it is. */
export interface DownloadOptions {
  /** How often it is tried, at most. What was received before is kept. */
  readonly attempts: number;
  /** Milliseconds until the server has answered; 10,000 by default. */
  readonly connectTimeout?: number;
  /** Milliseconds without any data; 30,000 by default. */
  readonly idleTimeout?: number;
  /** Milliseconds before the second attempt, doubled before each further one; 1,000 by default. */
  readonly pause?: number;
  /** Most bytes that are taken; 64 MB by default. */
  readonly limit?: number;
  /** Hears the bytes that are there, and their number in the end where the server tells it. */
  readonly progress?: (received: number, total: number | undefined) => void;
  /** Ends the download; what was received stays. */
  readonly signal?: AbortSignal;
}

/** A failure that another attempt would meet again. */
class Final extends Error {}

const FINAL_CODES = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOSPC",
]);

/**
 * Downloads a file, and goes on where an earlier download ended if the server still has the same one: its ETag
 * is kept beside the file, and sent back as If-Range (RFC 9110, section 13.1.5).
 *
 * @param address http or https
 * @param part    the file that grows; the ETag is kept in a file of the same name with `.etag`
 * @throws Error if the server cannot be reached, refuses, or fails in every attempt
 */
export async function download(address: string, part: string, options: DownloadOptions): Promise<void> {
  await mkdir(path.dirname(part), { recursive: true });
  for (let attempt = 1; ; attempt++) {
    try {
      return await downloadOnce(address, part, options);
    } catch (error) {
      options.signal?.throwIfAborted();
      const { code, reason } = explained(error);
      if (error instanceof Final || FINAL_CODES.has(code) || attempt >= options.attempts) {
        throw new Error(
          `download requires ${path.basename(address)} of ${new URL(address).host}, got ${reason}`,
        );
      }
    }
    await wait((options.pause ?? 1000) * 2 ** (attempt - 1), undefined, { signal: options.signal });
  }
}

async function downloadOnce(address: string, part: string, options: DownloadOptions): Promise<void> {
  const limit = timeLimit(options.signal);
  try {
    const kept = await keptPart(part);
    limit.restart(options.connectTimeout ?? 10_000, "no answer");
    const response = await fetch(address, { headers: kept.headers, signal: limit.signal });
    if (response.status === 416 && response.headers.get("content-range") === `bytes */${kept.size}`) return;
    if (response.status !== 200 && response.status !== 206) throw await refusal(response, part);
    await receive(response, part, response.status === 206 ? kept.size : 0, limit, options);
  } catch (error) {
    limit.signal.throwIfAborted(); // its reason says more than the error that followed from it
    throw error;
  } finally {
    limit.stop();
  }
}

/** What an earlier download left, and the headers that ask for the rest of it. */
async function keptPart(part: string): Promise<{ size: number; headers: Record<string, string> }> {
  const identity = { "Accept-Encoding": "identity" }; // ranges of the file, not of a packing of it
  const etag = await readFile(`${part}.etag`, "utf8").catch(() => "");
  const size = await stat(part).then(({ size }) => size, () => 0); // prettier-ignore
  if (!etag || size === 0) return { size: 0, headers: identity };
  return { size, headers: { ...identity, Range: `bytes=${size}-`, "If-Range": etag } };
}

async function refusal(response: Response, part: string): Promise<Error> {
  await response.body?.cancel();
  if (response.status === 416) await rm(`${part}.etag`, { force: true }); // the next attempt begins anew
  const again = response.status >= 500 || [408, 416, 429].includes(response.status);
  return new (again ? Error : Final)(`status ${response.status} ${response.statusText}`.trim());
}

/** Writes the body of the answer to `part`, from byte `start` on. */
async function receive(
  response: Response,
  part: string,
  start: number,
  limit: TimeLimit,
  options: DownloadOptions,
): Promise<void> {
  const etag = response.headers.get("etag") ?? "";
  if (start === 0) await writeFile(`${part}.etag`, etag.startsWith("W/") ? "" : etag); // If-Range wants a strong one
  const length = response.headers.get("content-length");
  const total = length === null ? undefined : start + Number(length);
  let received = start;
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      limit.restart(options.idleTimeout ?? 30_000, "no data");
      received += chunk.length;
      if (received > (options.limit ?? 64_000_000))
        throw new Final(`more than ${options.limit ?? 64_000_000} bytes`);
      yield chunk;
      options.progress?.(received, total);
    }
  }
  limit.restart(options.idleTimeout ?? 30_000, "no data");
  await pipeline(chunks, createWriteStream(part, { flags: start > 0 ? "a" : "w" }));
}

/** Why it failed: fetch hides the system's error, whose message may be empty, behind its own. */
function explained(error: unknown): { code: string; reason: string } {
  const failure = ((error as Error).cause ?? error) as NodeJS.ErrnoException;
  return { code: failure.code ?? "", reason: failure.message || failure.code || String(error) };
}
