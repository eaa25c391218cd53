import { createHash } from "node:crypto";
import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import path from "node:path";
import { textBytes } from "../read/text-bytes";
import { utf8Lines } from "../read/utf8-lines";
import { hashBytes, hashFile } from "../../files/sha256";
import { makeTemporaryFolder } from "../../files/temporary-names";
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
 * and `seen/`, which maps unchanged files to their entries.
 */
export const idsName = "ids.int32";
const vocabularyName = "vocabulary.txt";
const entryName = "entry.json";

/** What entry.json holds; all of it is checked by its hash. */
interface Entry extends Pick<EncodedText, "tokens" | "rawTokens" | "sentences" | "sha256"> {
  readonly idsSha256: string;
  readonly vocabularySha256: string;
}

/** Makes a folder in the cache for this writer, and removes the folders of writers whose processes have ended. */
export function folderToFill(cache: string): string {
  return makeTemporaryFolder("writing", cache);
}

/** Adds the vocabulary and the figures to a folder that has the ids. */
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
    JSON.stringify({ entry, sha256: hashBytes(JSON.stringify(entry)) }),
  );
}

/**
 * Makes a filled folder the entry of a key. If another process was first, its entry stays: it is the same.
 *
 * @returns the file of the ids
 */
export async function publish(folder: string, cache: string, key: string): Promise<string> {
  const place = path.join(cache, key);
  for (let attempt = 0; ; attempt++) {
    const failure = await rename(folder, place).then(() => undefined, (error: Error) => error); // prettier-ignore
    if (failure === undefined || (await readEntry(cache, key))) return path.join(place, idsName);
    if (attempt > 0) throw failure;
    await rm(place, { recursive: true, force: true }); // remove the damaged entry that is there
  }
}

/** Reads the entry of a key, and checks every byte; undefined if there is no entry or a damaged one. */
export async function readEntry(cache: string, key: string): Promise<EncodedText | undefined> {
  const folder = path.join(cache, key);
  const inside = (name: string): string => path.join(folder, name);
  try {
    const written = JSON.parse(await readFile(inside(entryName), "utf8")) as { entry: Entry; sha256: string };
    if (hashBytes(JSON.stringify(written.entry)) !== written.sha256) return undefined;
    const { idsSha256, vocabularySha256, ...figures } = written.entry;
    if ((await hashFile(inside(idsName))) !== idsSha256) return undefined;
    if ((await hashFile(inside(vocabularyName))) !== vocabularySha256) return undefined;
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

/** The key that was remembered under a name, if there is one. */
export async function recall(cache: string, name: string): Promise<string | undefined> {
  return readFile(path.join(cache, "seen", name), "utf8").catch(() => undefined);
}

/** Remembers a key under a name. */
export async function remember(cache: string, name: string, key: string): Promise<void> {
  await mkdir(path.join(cache, "seen"), { recursive: true });
  writeAtomic(path.join(cache, "seen", name), key);
}
