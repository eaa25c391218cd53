import { createHash } from "node:crypto";
import { open, rm, type FileHandle } from "node:fs/promises";
import path from "node:path";
import { textBytes } from "../../corpus/text-bytes";
import { writeWhole } from "../../files/write-whole";
import * as cached from "./encoded-cache";
import type { EncodedText } from "./encoded-text";
import { renumber } from "./id-file";
import { openWordCounter } from "./open-word-counter";
import { TextReader } from "./text-reader";
import { textFiles, type TextFile } from "./text-files";
import { frequentWords } from "./vocabulary";

/** Part of every key: another way of reading, or other files in the cache, want another number. */
const format = 1;

/** Bytes that are read or unpacked at a time. */
const chunk = 1 << 18;

/** A file that changed so shortly before it was read may change again without another time (FAT's are 2 s apart). */
const settled = 2000;

/** How far the encoding is: bytes of the files, then of their ids. */
export interface EncodeProgress {
  readonly bytes: number;
  readonly totalBytes: number;
  readonly phase: "count" | "encode";
}

/** How a text is encoded. */
export interface EncodeOptions {
  /** least occurrences of a word that is kept, 1 or more */
  readonly minimumCount: number;
  /** folder that keeps what was encoded */
  readonly cache: string;
  /** most different words, rare ones included; 20 million by default, which take about 2 GB */
  readonly mostWords?: number;
  readonly onProgress?: (progress: EncodeProgress) => void;
  /** Ends the work, and leaves nothing. */
  readonly signal?: AbortSignal;
}

/**
 * Reads a text as ids, once: words get provisional ids, which are written to the disk as they come, and their
 * final ones when all words are counted. Memory grows with the number of different words, not with the text.
 *
 * Words are those of `readTextFile`: UTF-8, plain or gzip, one sentence a line, words between white space, lower
 * case. A file's end ends a sentence.
 *
 * What was made is kept, under a key of the text's content and the minimum count. Where place, size and times of
 * the files are as they were when they were read, they are not read again.
 *
 * @param files files, or folders whose files are taken in the order of their names
 * @throws Error if a file cannot be read, is not UTF-8 (with the offset in its text), or holds no two words that
 *               occur often enough; then, as after an abort or on a full disk, nothing is left
 */
export async function encodeText(files: readonly string[], options: EncodeOptions): Promise<EncodedText> {
  const { minimumCount, cache, signal } = options;
  if (!Number.isSafeInteger(minimumCount) || minimumCount < 1) {
    throw new RangeError(`encodeText requires minimumCount to be a whole number from 1, got ${minimumCount}`);
  }
  const begun = Date.now();
  const texts = await textFiles(files);
  const name = versionOf(texts, minimumCount);
  const key = await cached.recall(cache, name);
  const known = key === undefined ? undefined : await cached.readEntry(cache, key);
  if (known) return known;
  const folder = await cached.folderToFill(cache);
  try {
    const { key, text } = await encodeInto(folder, texts, options);
    const same = versionOf(await textFiles(files), minimumCount) === name; // as before they were read
    if (same && texts.every(({ changed }) => changed < begun - settled))
      await cached.remember(cache, name, key);
    return text;
  } catch (error) {
    signal?.throwIfAborted(); // its reason says more than the error that followed from it
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function encodeInto(
  folder: string,
  texts: readonly TextFile[],
  options: EncodeOptions,
): Promise<{ key: string; text: EncodedText }> {
  const { minimumCount, cache, mostWords = 20_000_000 } = options;
  const counter = openWordCounter(mostWords);
  const file = await open(path.join(folder, cached.idsName), "w+");
  try {
    const { sha256, lengths, bytes } = await countInto(file, texts, new TextReader(counter), options);
    const key = cached.sha256Of(JSON.stringify({ format, minimumCount, sha256, lengths })).slice(0, 32);
    const known = await cached.readEntry(cache, key); // of other files with the same text
    if (known) return { key, text: known };
    const { words, counts, newIds } = frequentWords(counter, minimumCount);
    const ids = await renumber(file, newIds, progressOf(options, "encode", bytes));
    await file.sync();
    const { tokens, sentences } = ids;
    const figures = { tokens, rawTokens: counter.rawTokens, sentences, sha256 };
    const text = { words, counts, ...figures };
    await cached.fillFolder(folder, text, ids.sha256);
    await file.close();
    return { key, text: { ...text, idsFile: await cached.publish(folder, cache, key) } };
  } finally {
    await file.close();
  }
}

/** Writes the provisional ids of the texts, and counts their words. */
async function countInto(
  file: FileHandle,
  texts: readonly TextFile[],
  reader: TextReader,
  options: EncodeOptions,
): Promise<{ sha256: string; lengths: number[]; bytes: number }> {
  const hash = createHash("sha256");
  const lengths: number[] = []; // where one text ends and the next begins is part of the content
  let bytes = 0; // of ids
  const write = async (ids: Int32Array): Promise<void> => {
    await writeWhole(file, new Uint8Array(ids.buffer, ids.byteOffset, ids.byteLength), bytes);
    bytes += ids.byteLength;
  };
  const total = texts.reduce((sum, text) => sum + text.bytes, 0);
  const heard = progressOf(options, "count", total);
  const onFileBytes = ({ length }: Buffer): void => heard(length);
  for (const text of texts) {
    let length = 0;
    for await (const part of textBytes(text.file, { chunk, onFileBytes, signal: options.signal })) {
      hash.update(part);
      length += part.length;
      await write(reader.push(part, text.file));
    }
    await write(reader.endFile(text.file));
    lengths.push(length);
  }
  return { sha256: hash.digest("hex"), lengths, bytes };
}

/** A function that hears of further bytes, tells how far it is by now, and throws once the signal says so. */
function progressOf(
  { onProgress, signal }: EncodeOptions,
  phase: EncodeProgress["phase"],
  totalBytes: number,
): (bytes: number) => void {
  let bytes = 0;
  return (more) => {
    signal?.throwIfAborted();
    bytes += more;
    onProgress?.({ bytes, totalBytes, phase });
  };
}

/** A name that changes whenever a file does, as far as the file system tells. */
function versionOf(texts: readonly TextFile[], minimumCount: number): string {
  return cached.sha256Of(
    JSON.stringify({ format, minimumCount, versions: texts.map(({ version }) => version) }),
  );
}
