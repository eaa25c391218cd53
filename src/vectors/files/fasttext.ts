import type { NamedVectors } from "../../model/word-vectors";
import type { ByteReader } from "./byte-reader";
import { subwordBuckets, type SubwordSettings } from "../../corpus/subwords";
import { littleEndian } from "./little-endian";
import { LONGEST_WORD, MOST_DIMENSIONS, MOST_WORDS, numbersOfType, placeOf } from "./row-store";
import { refuse, requireFinite, RowStore } from "./row-store";

/** The first bytes of a model of fastText, and the versions that are read. */
export const MAGIC = 0x2f4f16ba;
const VERSIONS = [11, 12];

/** Numbers that are read at a time. */
const CHUNK = 2 ** 18;

/** Whether a file begins as a model of fastText does. */
export function isFastText(head: Buffer): boolean {
  return head.length >= 4 && head.readUInt32LE(0) === MAGIC;
}

/** A model of fastText: words with vectors, and vectors for words that it has never seen. */
export interface FastTextModel {
  readonly named: NamedVectors;
  /** The vector of any word, shape (d): the mean of those of its parts; undefined if it has none. */
  unseen(word: string): Float32Array | undefined;
}

/**
 * Reads a model of fastText, as its `save_model` writes it: settings, words with their counts, a row for each word and for
 * each bucket of parts of words, and more that only training needs. The vector of a word is the mean of its row and of its
 * parts' rows, added up in float32 as fastText does: the same bits.
 *
 * @throws RangeError if the file is cut or damaged, or a model of labels, quantized, or of another version
 */
export async function readFastTextModel(bytes: ByteReader): Promise<FastTextModel> {
  const { dimensions, subwords } = await readSettings(bytes);
  const { words, pruned } = await readDictionary(bytes, dimensions);
  if (pruned || (await readNumbers(bytes, 1, "settings")).readUInt8(0) !== 0)
    refuse(bytes.name, "a model of fastText that is not quantized", "a quantized one");
  const n = words.words.length;
  const rows = await readMatrix(bytes, n + subwords.buckets, dimensions);
  const mean = (sum: Float32Array, ids: readonly number[]): void => {
    for (const id of ids) for (let i = 0; i < dimensions; i++) sum[i] += rows[id * dimensions + i];
    const share = Math.fround(1 / ids.length);
    for (let i = 0; i < dimensions; i++) sum[i] *= share;
  };
  const partsOf = (word: string): number[] => subwordBuckets(word, subwords).map((bucket) => n + bucket);
  words.words.forEach((word, w) => {
    const [from, to] = [w * dimensions, (w + 1) * dimensions];
    mean(words.data.subarray(from, to), [w, ...partsOf(word)]);
    requireFinite(words.data, from, to, (i) => placeOf(i, words.words, dimensions, bytes.name));
  });
  return {
    named: words.named(),
    unseen: (word) => {
      const ids = partsOf(word);
      if (ids.length === 0) return undefined;
      const vector = new Float32Array(dimensions);
      mean(vector, ids);
      return vector;
    },
  };
}

/** Reads the words of a model of fastText with their vectors. */
export async function readFastText(bytes: ByteReader): Promise<NamedVectors> {
  return (await readFastTextModel(bytes)).named;
}

async function readSettings(bytes: ByteReader): Promise<{ dimensions: number; subwords: SubwordSettings }> {
  const head = await readNumbers(bytes, 4 * 14 + 8, "settings");
  const number = (i: number): number => head.readInt32LE(4 * i);
  if (!VERSIONS.includes(number(1)))
    refuse(bytes.name, `a model of fastText of version ${VERSIONS.join(" or ")}`, `version ${number(1)}`);
  const [dimensions, buckets, shortest, longest] = [number(2), number(10), number(11), number(12)];
  if (dimensions < 1 || dimensions > MOST_DIMENSIONS)
    refuse(bytes.name, `1 to ${MOST_DIMENSIONS} dimensions`, String(dimensions));
  if (buckets < 0) refuse(bytes.name, "buckets from 0", String(buckets));
  return { dimensions, subwords: { shortest, longest, buckets } };
}

async function readDictionary(
  bytes: ByteReader,
  dimensions: number,
): Promise<{ words: RowStore<Float32Array>; pruned: boolean }> {
  const head = await readNumbers(bytes, 3 * 4 + 2 * 8, "counts");
  const [size, count, labels] = [0, 4, 8].map((at) => head.readInt32LE(at));
  if (labels !== 0 || size !== count)
    refuse(
      bytes.name,
      "a model of fastText without labels",
      `${size - count || labels} entries that are no words`,
    );
  if (count < 1 || count > MOST_WORDS) refuse(bytes.name, `1 to ${MOST_WORDS} words`, String(count));
  const words = new RowStore<Float32Array>(dimensions, (length) => new Float32Array(length), 1);
  for (let w = 0; w < count; w++) {
    const place = `word ${w + 1} of ${bytes.name}`;
    const { bytes: word, closed } = await bytes.until(0, LONGEST_WORD);
    if (!closed) refuse(place, `${count} words`, "the end of the file");
    words.add(word, place);
    await readNumbers(bytes, 8 + 1, place); // its count and its kind
  }
  return { words, pruned: head.readBigInt64LE(20) >= 0n };
}

async function readMatrix(bytes: ByteReader, rows: number, cols: number): Promise<Float32Array> {
  const head = await readNumbers(bytes, 16, "the shape of the rows");
  const shape = [head.readBigInt64LE(0), head.readBigInt64LE(8)];
  if (shape[0] !== BigInt(rows) || shape[1] !== BigInt(cols))
    refuse(bytes.name, `${rows} rows of ${cols} numbers`, `${shape[0]} of ${shape[1]}`);
  const length = rows * cols;
  const isThere = bytes.size !== undefined && bytes.size >= 4 * length;
  let numbers = allocate(isThere ? length : Math.min(length, CHUNK));
  for (let at = 0; at < length; at += CHUNK) {
    const count = Math.min(CHUNK, length - at);
    if (at + count > numbers.length) {
      const grown = allocate(Math.min(length, 2 * (at + count)));
      grown.set(numbers);
      numbers = grown;
    }
    const part = numbers.subarray(at, at + count);
    const filled = await bytes.fill(new Uint8Array(part.buffer, part.byteOffset, part.byteLength));
    if (filled < part.byteLength)
      refuse(
        bytes.name,
        `${rows} rows of ${cols} numbers`,
        `${4 * at + filled} bytes before the end of the file`,
      );
    littleEndian(part);
  }
  return numbers;
}

function allocate(length: number): Float32Array {
  try {
    return numbersOfType.float32(length) as Float32Array;
  } catch {
    throw new RangeError(`vectors require memory for ${length} numbers, got less`);
  }
}

async function readNumbers(bytes: ByteReader, length: number, place: string): Promise<Buffer> {
  const into = Buffer.alloc(length);
  const filled = await bytes.fill(into);
  if (filled < length)
    refuse(`${place} of ${bytes.name}`, `${length} bytes`, `${filled} before the end of the file`);
  return into;
}
