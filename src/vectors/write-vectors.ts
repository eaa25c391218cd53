import { gzipSync } from "node:zlib";
import { writeAtomic } from "../files/write-atomic";
import { binaryOf } from "./files/binary";
import { LONGEST_WORD, quoted } from "./files/row-store";
import { metadataPath, projectorVectorsOf, projectorWordsOf } from "./files/projector";
import { safetensorsOf } from "./files/safetensors";
import { textOf } from "./files/text";
import { formatFor, formats, type Format } from "./formats";
import type { NamedVectors } from "./word-vectors";

/** Parts of a file. */
type Parts = Iterable<string | Uint8Array>;

/**
 * Writes word vectors. The file appears whole or not at all, packed by gzip if its name ends in `.gz`.
 *
 * | format        | numbers                                     | a word                     |
 * | ------------- | ------------------------------------------- | -------------------------- |
 * | `text`        | written out, read back as they were         | no space, no line end      |
 * | `binary`      | 32 bits                                     | no space, no line end      |
 * | `safetensors` | 32 or 64 bits as they are                   | any text that is not empty |
 * | `tsv`         | written out; the words in `metadata.tsv`    | no tab, no line end        |
 *
 * @param format what the end of the name says, unless given
 * @returns the files that were written
 * @throws RangeError before anything is written, if the format cannot hold a word or a number
 */
export function writeVectors(path: string, named: NamedVectors, format: Format = formatFor(path)): string[] {
  requireWritable(named, format);
  if (format === "tsv") {
    const metadata = metadataPath(path);
    write(metadata, projectorWordsOf(named));
    write(path, projectorVectorsOf(named));
    return [path, metadata];
  }
  if (format === "safetensors" && path.endsWith(".gz"))
    throw new RangeError(`writeVectors requires a name without .gz for safetensors, got ${path}`);
  write(path, { text: textOf, binary: binaryOf, safetensors: safetensorsOf }[format](named));
  return [path];
}

function requireWritable({ words, vectors }: NamedVectors, format: Format): void {
  const { rows, cols, data } = vectors;
  if (words.length !== rows || data.length !== rows * cols)
    throw new RangeError(`writeVectors requires a row for each of ${words.length} words, got ${rows}`);
  if (format === "tsv" && rows === 0)
    throw new RangeError("writeVectors requires a word or more for tsv, which says no dimensions, got none");
  requireWords(words, format);
  for (let i = 0; i < data.length; i++) {
    if (Number.isFinite(format === "binary" ? Math.fround(data[i]) : data[i])) continue;
    const word = quoted(words[Math.floor(i / cols)]);
    const size = format === "binary" ? "finite numbers of 32 bits" : "finite numbers";
    throw new RangeError(`writeVectors requires ${size}, got ${data[i]} for ${word}`);
  }
}

/** Refuses words that would not be read back as they are. */
function requireWords(words: readonly string[], format: Format): void {
  const refuse = (need: string, word: string): never => {
    throw new RangeError(`writeVectors requires ${need}, got ${quoted(word)}`);
  };
  const known = new Set<string>();
  for (const word of words) {
    if (formats[format].notInWords.test(word)) refuse(`words that ${format} can hold`, word);
    if (/\p{Surrogate}/u.test(word)) refuse("words that UTF-8 can hold", word);
    if (format !== "safetensors" && Buffer.byteLength(word) > LONGEST_WORD)
      refuse(`words of at most ${LONGEST_WORD} bytes`, word);
    if (known.has(word)) refuse("every word once", word);
    known.add(word);
  }
}

function write(path: string, parts: Parts): void {
  const large = gathered(parts);
  writeAtomic(path, path.endsWith(".gz") ? packed(large) : large);
}

/** Parts put together to about 256 KB each, which are valid until the next is asked for. */
function* gathered(parts: Parts): Generator<Buffer> {
  const room = Buffer.alloc(1 << 18);
  let filled = 0;
  for (const part of parts) {
    const bytes =
      typeof part === "string" ? Buffer.from(part) : Buffer.from(part.buffer, part.byteOffset, part.length);
    if (filled + bytes.length > room.length) {
      yield room.subarray(0, filled);
      filled = 0;
    }
    if (bytes.length > room.length) yield bytes;
    else filled += bytes.copy(room, filled);
  }
  yield room.subarray(0, filled);
}

/** Each part packed by itself: what gzip packed in pieces is unpacked as one. */
function* packed(parts: Iterable<Buffer>): Generator<Buffer> {
  for (const part of parts) yield gzipSync(part);
}
