import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, mkdtemp, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { hostname } from "node:os";
import path from "node:path";
import { textBytes } from "../../corpus/text-bytes";
import { utf8Lines } from "../../corpus/utf8-lines";
import { writeAtomic } from "../../files/write-atomic";
import { writeWhole } from "../../files/write-whole";
import type { EncodedText } from "./encoded-text";

/*
 * The cache is a folder of entries, one folder each, named for what it was made from:
 *
 *     ids.int32        the ids
 *     vocabulary.txt   a word, a space, its count a line; line w is word w
 *     entry.json       the figures of the text, the SHA-256 of the two files, and of all these
 *
 * and `seen/`, which remembers the entry of files that have not changed since they were read.
 */
export const idsName = "ids.int32";
const vocabularyName = "vocabulary.txt";
const entryName = "entry.json";

/** What entry.json holds; all of it is checked by its hash. */
interface Entry extends Pick<EncodedText, "tokens" | "rawTokens" | "sentences" | "sha256"> {
  readonly idsSha256: string;
  readonly vocabularySha256: string;
}

/** A folder in the cache for one writer. What writers that ended without a word have left is removed. */
export async function folderToFill(cache: string): Promise<string> {
  await mkdir(cache, { recursive: true });
  const writers = `writing~${hostname()}~`;
  for (const name of await readdir(cache)) {
    const pid = name.startsWith(writers) ? Number(name.slice(writers.length).split("~")[0]) : process.pid;
    if (!isRunning(pid)) await rm(path.join(cache, name), { recursive: true, force: true });
  }
  return mkdtemp(path.join(cache, `${writers}${process.pid}~`));
}

/** Completes a folder that holds the ids already. */
export async function fillFolder(
  folder: string,
  text: Omit<EncodedText, "idsFile">,
  idsSha256: string,
): Promise<void> {
  const { words, counts, ...figures } = text;
  const hash = createHash("sha256");
  const file = await open(path.join(folder, vocabularyName), "w");
  try {
    const some = 10_000; // words at a time
    for (let w = 0, position = 0; w < words.length; w += some) {
      const lines = words.slice(w, w + some).map((word, i) => `${word} ${counts[w + i]}\n`);
      const bytes = Buffer.from(lines.join(""));
      hash.update(bytes);
      await writeWhole(file, bytes, position);
      position += bytes.length;
    }
    await file.sync();
  } finally {
    await file.close();
  }
  const entry = { ...figures, idsSha256, vocabularySha256: hash.digest("hex") };
  writeAtomic(
    path.join(folder, entryName),
    JSON.stringify({ entry, sha256: sha256Of(JSON.stringify(entry)) }),
  );
}

/**
 * Makes a filled folder the entry of a key. Where another process was first, its entry is as good and stays.
 *
 * @returns the file of the ids
 */
export async function publish(folder: string, cache: string, key: string): Promise<string> {
  const place = path.join(cache, key);
  for (let attempt = 0; ; attempt++) {
    const failure = await rename(folder, place).then(() => undefined, (error: Error) => error); // prettier-ignore
    if (failure === undefined || (await readEntry(cache, key))) return path.join(place, idsName);
    if (attempt > 0) throw failure;
    await rm(place, { recursive: true, force: true }); // a damaged one is in the way
  }
}

/** The entry of a key; undefined where there is none, or one that is damaged, of which every byte is checked. */
export async function readEntry(cache: string, key: string): Promise<EncodedText | undefined> {
  const folder = path.join(cache, key);
  const inside = (name: string): string => path.join(folder, name);
  try {
    const written = JSON.parse(await readFile(inside(entryName), "utf8")) as { entry: Entry; sha256: string };
    if (sha256Of(JSON.stringify(written.entry)) !== written.sha256) return undefined;
    const { idsSha256, vocabularySha256, ...figures } = written.entry;
    if ((await sha256OfFile(inside(idsName))) !== idsSha256) return undefined;
    if ((await sha256OfFile(inside(vocabularyName))) !== vocabularySha256) return undefined;
    return { ...(await readVocabulary(inside(vocabularyName))), ...figures, idsFile: inside(idsName) };
  } catch {
    return undefined;
  }
}

async function readVocabulary(file: string): Promise<{ words: string[]; counts: Float64Array }> {
  const words: string[] = [];
  const counts: number[] = [];
  for await (const lines of utf8Lines(textBytes(file), file)) {
    for (const line of lines) {
      const end = line.lastIndexOf(" ");
      words.push(line.slice(0, end));
      counts.push(Number(line.slice(end + 1)));
    }
  }
  return { words, counts: Float64Array.from(counts) };
}

/** The key that was remembered for a name, if any. */
export async function recall(cache: string, name: string): Promise<string | undefined> {
  return readFile(path.join(cache, "seen", name), "utf8").catch(() => undefined);
}

/** Remembers a key under a name. */
export async function remember(cache: string, name: string, key: string): Promise<void> {
  await mkdir(path.join(cache, "seen"), { recursive: true });
  writeAtomic(path.join(cache, "seen", name), key);
}

export function sha256Of(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

async function sha256OfFile(file: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const bytes of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(bytes as Buffer);
  return hash.digest("hex");
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM"; // there, but another user's
  }
}
