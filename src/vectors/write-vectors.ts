import { gzipSync } from "node:zlib";
import { writeAtomic } from "../files/write-atomic";
import { writeTogether } from "../files/write-together";
import { formatBinary } from "./files/binary";
import type { HalfType } from "./files/half-floats";
import { LONGEST_WORD, quoted } from "./files/row-store";
import { metadataPath, formatProjectorVectors, formatProjectorWords } from "./files/projector";
import { formatSafetensors } from "./files/safetensors";
import { formatText } from "./files/text";
import { formatFor, formats, type Format } from "./formats";
import { formatFastText } from "./files/write-fasttext";
import type { FastTextParameters } from "../model/fasttext-parameters";
import type { NamedVectors } from "../model/word-vectors";

/** Parts of a file, one after another. */
type Parts = Iterable<string | Uint8Array>;

/**
 * Writes word vectors, whole or not at all, packed with gzip if the name ends in `.gz`.
 *
 * | format        | numbers                                     | a word                     |
 * | ------------- | ------------------------------------------- | -------------------------- |
 * | `text`        | decimal, read back unchanged                | no space, no line end      |
 * | `binary`      | 32 bits                                     | no space, no line end      |
 * | `safetensors` | 32 or 64 bits as they are, or 16            | any text that is not empty |
 * | `tsv`         | decimal; the words are in `metadata.tsv`    | no tab, no line end        |
 *
 * @param format by default the end of the name decides
 * @param half   a type of 16 bits, to which the numbers are rounded; only for safetensors
 * @returns the files that were written
 * @throws RangeError before anything is written, if the format cannot hold a word or a number
 */
export function writeVectors(
  path: string,
  named: NamedVectors,
  format: Format = formatFor(path),
  half?: HalfType,
): string[] {
  if (half !== undefined && format !== "safetensors")
    throw new RangeError(`vectors require the format safetensors for numbers of 16 bits, got ${format}`);
  requireWritable(named, format, half);
  const files = vectorFiles(path, format);
  if (format === "tsv") {
    const parts = [formatProjectorVectors(named), formatProjectorWords(named)];
    writeTogether(files.map((file, i) => ({ file, data: packed(file, parts[i]) })));
    return files;
  }
  if (format === "safetensors" && /\.gz$/i.test(path))
    throw new RangeError(`vectors require a name without .gz for safetensors, got ${path}`);
  const parts = { text: formatText, binary: formatBinary, safetensors: formatSafetensors }[format];
  writeAtomic(path, packed(path, parts(named, half)));
  return files;
}

/** Writes a model of fastText, whole or not at all: words and their parts, with which vectors of other words are made. */
export function writeFastText(path: string, model: FastTextParameters): void {
  writeAtomic(path, joinParts(formatFastText(model)));
}

/** The files that `writeVectors` writes. */
export function vectorFiles(path: string, format: Format): string[] {
  return format === "tsv" ? [path, metadataPath(path)] : [path];
}

/** The smallest number that is rounded to infinity in 32 and in 16 bits: half a step above the largest. */
const floatOverflow = (2 - 2 ** -24) * 2 ** 127;
const overflow: Readonly<Record<HalfType, number>> = { F16: 65520, BF16: (2 - 2 ** -8) * 2 ** 127 };

function requireWritable({ words, vectors }: NamedVectors, format: Format, half?: HalfType): void {
  const { rows, cols, data } = vectors;
  if (words.length !== rows || data.length !== rows * cols)
    throw new RangeError(`vectors require a row for each of ${words.length} words, got ${rows}`);
  if (format === "tsv" && rows === 0)
    throw new RangeError(
      "vectors require at least one word for tsv, which does not store the dimensions, got none",
    );
  requireWords(words, format);
  if (format === "tsv" && words[0].startsWith("\ufeff"))
    throw new RangeError(`a first word without byte order mark is required for tsv, got ${quoted(words[0])}`);
  const tooLarge = half ? overflow[half] : format === "binary" ? floatOverflow : Infinity;
  for (let i = 0; i < data.length; i++) {
    if (Math.abs(data[i]) < tooLarge) continue;
    const word = quoted(words[Math.floor(i / cols)]);
    const size = half ? `numbers below ${tooLarge} for ${half}` : format === "binary" ? "finite numbers of 32 bits" : "finite numbers"; // prettier-ignore
    throw new RangeError(`vectors require ${size}, got ${data[i]} for ${word}`);
  }
}

/** Refuses words that would not be read back unchanged. */
function requireWords(words: readonly string[], format: Format): void {
  const refuse = (need: string, word: string): never => {
    throw new RangeError(`vectors require ${need}, got ${quoted(word)}`);
  };
  const known = new Set<string>();
  for (const word of words) {
    if (formats[format].notInWords.test(word))
      refuse(`words that the format ${format} can hold (safetensors holds every word)`, word);
    if (/\p{Surrogate}/u.test(word)) refuse("words that UTF-8 can hold", word);
    if (format !== "safetensors" && Buffer.byteLength(word) > LONGEST_WORD)
      refuse(`words of at most ${LONGEST_WORD} bytes`, word);
    if (known.has(word)) throw new RangeError(`vectors require every word once, got ${quoted(word)} again`);
    known.add(word);
  }
}

function packed(path: string, parts: Parts): Iterable<Buffer> {
  const large = joinParts(parts);
  return /\.gz$/i.test(path) ? packEach(large) : large;
}

/** Joins parts to buffers of about 256 KB; a buffer is valid until the next one. */
function* joinParts(parts: Parts): Generator<Buffer> {
  const buffer = Buffer.alloc(1 << 18);
  let filled = 0;
  for (const part of parts) {
    const bytes =
      typeof part === "string" ? Buffer.from(part) : Buffer.from(part.buffer, part.byteOffset, part.length);
    if (filled + bytes.length > buffer.length) {
      yield buffer.subarray(0, filled);
      filled = 0;
    }
    if (bytes.length > buffer.length) yield bytes;
    else filled += bytes.copy(buffer, filled);
  }
  yield buffer.subarray(0, filled);
}

/** Packs each part by itself: gzip unpacks them as one file. */
function* packEach(parts: Iterable<Buffer>): Generator<Buffer> {
  for (const part of parts) yield gzipSync(part);
}
