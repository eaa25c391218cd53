import { createHash } from "node:crypto";
import { open, rm, type FileHandle } from "node:fs/promises";
import path from "node:path";
import { checkedText } from "../read/checked-text";
import { utf8 } from "../read/encoding";
import { textBytes } from "../read/text-bytes";
import { hashBytes } from "../../files/sha256";
import { writeWhole } from "../../files/write-whole";
import * as cached from "./encoded-cache";
import type { EncodedText } from "./encoded-text";
import { renumber } from "./id-file";
import { openWordCounter } from "./open-word-counter";
import { TextReader } from "./text-reader";
import { textFiles, type TextFile } from "../read/text-files";
import { joinPhrases, type PhraseOptions } from "./phrases/join-phrases";
import { requirePhraseChoice } from "./phrases/score";
import { frequentWords, type Wanted } from "./vocabulary";

/** Part of every key: a change of how texts are read, or of the files in the cache, needs another number. */
const format = 1;

/** Bytes that are read or unpacked at a time. */
const chunk = 1 << 18;

/** A file that changed less than this before it was read may change again and keep its time (FAT counts 2 s). */
const settled = 2000;

/** Progress of the encoding, in bytes: first of the files, then of their ids, once for each reading of them. */
export interface EncodeProgress {
  readonly bytes: number;
  readonly totalBytes: number;
  readonly phase: "count" | "phrases" | "encode";
}

/** How a text is encoded. */
export interface EncodeOptions extends Wanted {
  /** whether capitals stay; else letters become lower case */
  readonly keepCase?: boolean;
  /** the encoding of the text, as `findEncoding` returns it; UTF-8 by default */
  readonly encoding?: string;
  /** which words are joined to phrases, before any word is left out; none by default */
  readonly phrases?: PhraseOptions;
  /** folder that keeps what was encoded */
  readonly cache: string;
  /** most different words, rare ones included; 20 million by default, which take about 2 GB */
  readonly mostWords?: number;
  readonly onProgress?: (progress: EncodeProgress) => void;
  /** Stops the work; nothing is left on the disk. */
  readonly signal?: AbortSignal;
}

/**
 * Reads a text once, and writes it to the disk as ids. Words get provisional ids first, and their final ids when all
 * words are counted. Memory grows with the number of different words, not with the text.
 *
 * A text is read as `readTextFile` reads it: plain or packed, one sentence on each line, words separated by
 * white space, lower case unless case is kept. The end of a file ends a sentence.
 *
 * The result is kept in the cache, under a key made of the text's content and these options. Files whose place,
 * size and times have not changed since then are not read again.
 *
 * @param files files, or folders whose files are taken in the order of their names
 * @throws Error if a file cannot be read, is not of its encoding (with the offset in its text), or holds no two words that
 *               occur often enough; then, as after an abort or on a full disk, nothing is left
 */
export async function encodeText(files: readonly string[], options: EncodeOptions): Promise<EncodedText> {
  const { minimumCount, phrases, cache, signal } = options;
  if (!Number.isSafeInteger(minimumCount) || minimumCount < 1) {
    throw new RangeError(`encodeText requires minimumCount to be a whole number from 1, got ${minimumCount}`);
  }
  if (phrases !== undefined) requirePhraseChoice(phrases);
  const begun = Date.now();
  const texts = await textFiles(files);
  const name = hashVersions(texts, options);
  const key = await cached.recall(cache, name);
  const known = key === undefined ? undefined : await cached.readEntry(cache, key);
  if (known) return known;
  const folder = cached.folderToFill(cache);
  try {
    const { key, text } = await encodeInto(folder, texts, options);
    const same = hashVersions(await textFiles(files), options) === name; // unchanged while they were read
    if (same && texts.every(({ changed }) => changed < begun - settled))
      await cached.remember(cache, name, key);
    return text;
  } catch (error) {
    signal?.throwIfAborted(); // its reason explains more than the error that followed
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
  const { cache, mostWords = 20_000_000 } = options;
  const counter = openWordCounter(mostWords, options.keepCase);
  const file = await open(path.join(folder, cached.idsName), "w+");
  try {
    const { sha256, lengths, bytes } = await countInto(file, texts, new TextReader(counter), options);
    const key = hashBytes(JSON.stringify({ format, ...choices(options), sha256, lengths })).slice(0, 32);
    const known = await cached.readEntry(cache, key); // made from other files with the same text
    if (known) return { key, text: known };
    const counted = options.phrases
      ? await joinPhrases(file, counter, options.phrases, () => trackProgress(options, "phrases", bytes))
      : counter;
    const { words, counts, newIds } = frequentWords(counted, options);
    const ids = await renumber(file, newIds, trackProgress(options, "encode", bytes));
    await file.sync();
    const { tokens, sentences } = ids;
    const figures = { tokens, rawTokens: counter.rawTokens, sentences, sha256: nameContent(sha256, options) };
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
  const lengths: number[] = []; // where a text ends is part of the content
  let bytes = 0; // of ids
  const write = async (ids: Int32Array): Promise<void> => {
    await writeWhole(file, new Uint8Array(ids.buffer, ids.byteOffset, ids.byteLength), bytes);
    bytes += ids.byteLength;
  };
  const total = texts.reduce((sum, text) => sum + text.bytes, 0);
  const heard = trackProgress(options, "count", total);
  const onFileBytes = ({ length }: Buffer): void => heard(length);
  for (const text of texts) {
    let length = 0;
    const unpacked = textBytes(text.file, {
      ...{ chunk, onFileBytes },
      encoding: options.encoding,
      signal: options.signal,
    });
    for await (const part of checkedText(unpacked, text.file)) {
      hash.update(part);
      length += part.length;
      await write(reader.push(part, text.file));
    }
    await write(reader.endFile(text.file));
    lengths.push(length);
  }
  return { sha256: hash.digest("hex"), lengths, bytes };
}

/** Returns a function that adds bytes to the progress, reports it, and throws if the work is to stop. */
function trackProgress(
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

/** The SHA-256 of a text, and of what is left out of it or joined, if anything is. */
function nameContent(sha256: string, { stopWords = [], phrases }: EncodeOptions): string {
  const changes = [...stopWords, ...(phrases ? [JSON.stringify(phrases)] : [])];
  return changes.length > 0 ? hashBytes([sha256, ...changes].join("\n")) : sha256;
}

/** A name that changes whenever a file changes, as far as the file system shows it. */
function hashVersions(texts: readonly TextFile[], options: EncodeOptions): string {
  const versions = texts.map(({ version }) => version);
  return hashBytes(JSON.stringify({ format, ...choices(options), versions }));
}

/** What decides which words get which ids; what is as by default is left out, so that keys stay. */
function choices(options: EncodeOptions): object {
  const { minimumCount, keepCase, maximumVocabulary, stopWords = [], phrases, encoding } = options;
  return {
    minimumCount,
    keepCase: keepCase || undefined,
    maximumVocabulary: maximumVocabulary || undefined,
    stopWords: stopWords.length > 0 ? stopWords : undefined,
    phrases,
    encoding: encoding === utf8 ? undefined : encoding,
  };
}
