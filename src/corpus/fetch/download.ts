import { mkdir, open, readFile, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { explainSystemError } from "../../files/explain-error";
import { timeLimit, type TimeLimit } from "./time-limit";

/** How long a download waits, and who hears of its progress. */
export interface DownloadOptions {
  /** Most attempts. What an attempt received is kept for the next one. */
  readonly attempts: number;
  /** Longest time until the server answers, in milliseconds; 10,000 by default. */
  readonly connectTimeout?: number;
  /** Longest time without any data, in milliseconds; 30,000 by default. */
  readonly idleTimeout?: number;
  /** Milliseconds before the second attempt, doubled before each further one; 1,000 by default. */
  readonly pause?: number;
  /** Most bytes of the file; 64 MB by default. */
  readonly limit?: number;
  /** Hears how many bytes are there, and how many there will be if the server says so. */
  readonly progress?: (received: number, total: number | undefined) => void;
  /** Stops the download; what was received stays. */
  readonly signal?: AbortSignal;
}

/** A failure that another attempt would repeat. */
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
 * Downloads a file. Continues an earlier download if the server still has the same file: its ETag is kept beside the
 * file, and sent back as If-Range (RFC 9110, section 13.1.5).
 *
 * @param address http or https
 * @param part    the file to write; the ETag is kept in a file of the same name with `.etag`
 * @throws Error if the server cannot be reached, refuses, or fails in every attempt
 */
export async function download(address: string, part: string, options: DownloadOptions): Promise<void> {
  await mkdir(path.dirname(part), { recursive: true });
  for (let attempt = 1; ; attempt++) {
    try {
      return await downloadOnce(address, part, options);
    } catch (error) {
      options.signal?.throwIfAborted();
      const { code, reason } = explain(error);
      if (error instanceof Final || FINAL_CODES.has(code) || attempt >= options.attempts) {
        throw new Error(`download requires ${path.basename(address)} of ${new URL(address).host}${reason}`);
      }
    }
    await wait((options.pause ?? 1000) * 2 ** (attempt - 1), undefined, { signal: options.signal });
  }
}

async function downloadOnce(address: string, part: string, options: DownloadOptions): Promise<void> {
  const limit = timeLimit(options.signal);
  try {
    const kept = await findPart(part);
    limit.restart(options.connectTimeout ?? 10_000, "no answer");
    const response = await fetch(address, { headers: kept.headers, signal: limit.signal });
    if (response.status === 416 && response.headers.get("content-range") === `bytes */${kept.size}`) return;
    if (response.status !== 200 && response.status !== 206) throw await refusal(response, part);
    await receive(response, part, response.status === 206 ? kept.size : 0, limit, options);
  } catch (error) {
    limit.signal.throwIfAborted(); // its reason explains more than the error that followed
    throw error;
  } finally {
    limit.stop();
  }
}

/** The size of what an earlier download left, and the headers that ask for the rest. */
async function findPart(part: string): Promise<{ size: number; headers: Record<string, string> }> {
  const identity = { "Accept-Encoding": "identity" }; // ranges of the file itself, not of a compressed form
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
  if (start === 0) await writeFile(`${part}.etag`, etag.startsWith("W/") ? "" : etag); // If-Range needs a strong ETag
  const length = response.headers.get("content-length");
  const total = length === null ? undefined : start + Number(length);
  let received = start;
  const file = await open(part, start > 0 ? "a" : "w");
  try {
    limit.restart(options.idleTimeout ?? 30_000, "no data");
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      limit.restart(options.idleTimeout ?? 30_000, "no data");
      received += chunk.length;
      if (received > (options.limit ?? 64_000_000))
        throw new Final(`more than ${options.limit ?? 64_000_000} bytes`);
      await file.appendFile(chunk);
      options.progress?.(received, total);
    }
  } finally {
    await file.close(); // when the download ends, the file has all that came: the next one asks for what is behind it
  }
}

/** The reason of a failure. `fetch` hides the system's error, whose message may be empty, behind its own. */
function explain(error: unknown): { code: string; reason: string } {
  const failure = ((error as Error).cause ?? error) as NodeJS.ErrnoException;
  const unreachable = explainSystemError(failure, isOfNetwork(failure.code) ? "the server" : undefined);
  const reason = unreachable
    ? `; ${unreachable}`
    : `, got ${failure.message || failure.code || String(error)}`;
  return { code: failure.code ?? "", reason };
}

const isOfNetwork = (code = ""): boolean => /^E(CONN|NOTFOUND|AI_|TIMED|HOST|NET)/.test(code);
