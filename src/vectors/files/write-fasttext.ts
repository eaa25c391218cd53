import type { FastTextParameters } from "../../model/fasttext-parameters";
import { MAGIC } from "./fasttext";
import { littleEndian } from "./little-endian";
import { LONGEST_WORD, quoted } from "./row-store";

/** The version of fastText's files since parts of words are hashed with signs. */
const VERSION = 12;

/** fastText's names for what a model is: skip-gram, trained with negative sampling. */
const [SKIP_GRAM, NEGATIVE_SAMPLING] = [2, 2];

/** fastText's defaults of what has no meaning here: words in a row for a label, and tokens between two new step sizes. */
const [WORD_N_GRAMS, UPDATE_RATE] = [1, 100];

/** Numbers that are written at a time. */
const CHUNK = 2 ** 16;

/**
 * Formats a model as fastText's `save_model` does: settings, words with their counts, a row for each word and each bucket
 * of parts, and the outside vectors. fastText and gensim read it, and can train it on.
 *
 * The bytes of a part are valid until the next one.
 *
 * @throws RangeError if the file cannot hold a word
 */
export function* formatFastText(model: FastTextParameters): Generator<Buffer> {
  const { settings, subwords, words, counts, input, output } = model;
  requireWords(words);
  yield int32(MAGIC, VERSION);
  yield int32(input.cols, settings.window, settings.epochs, settings.minimumCount, settings.negatives);
  yield int32(WORD_N_GRAMS, NEGATIVE_SAMPLING, SKIP_GRAM);
  yield int32(subwords.buckets, subwords.shortest, subwords.longest, UPDATE_RATE);
  const subsample = Buffer.alloc(8);
  subsample.writeDoubleLE(settings.subsample);
  yield subsample;
  yield int32(words.length, words.length, 0); // entries, words, labels
  const tokens = words.reduce((sum, _, w) => sum + counts[w], 0);
  yield int64(tokens, -1); // -1: no buckets were left out
  for (let w = 0; w < words.length; w++) {
    yield Buffer.from(`${words[w]}\0`);
    yield int64(counts[w]);
    yield Buffer.alloc(1); // a word, not a label
  }
  for (const matrix of [input, output]) {
    yield Buffer.alloc(1); // not quantized
    yield int64(matrix.rows, matrix.cols);
    yield* formatNumbers(matrix.data);
  }
}

function* formatNumbers(data: Float32Array): Generator<Buffer> {
  for (let at = 0; at < data.length; at += CHUNK) {
    const part = littleEndian(data.slice(at, at + CHUNK));
    yield Buffer.from(part.buffer, part.byteOffset, part.byteLength);
  }
}

function requireWords(words: readonly string[]): void {
  for (const word of words) {
    if (word.includes("\0"))
      throw new RangeError(`a model of fastText requires words without a zero byte, got ${quoted(word)}`);
    if (Buffer.byteLength(word) > LONGEST_WORD)
      throw new RangeError(
        `a model of fastText requires words of at most ${LONGEST_WORD} bytes, got ${quoted(word)}`,
      );
  }
}

function int32(...numbers: number[]): Buffer {
  const bytes = Buffer.alloc(4 * numbers.length);
  numbers.forEach((number, i) => bytes.writeInt32LE(number, 4 * i));
  return bytes;
}

function int64(...numbers: number[]): Buffer {
  const bytes = Buffer.alloc(8 * numbers.length);
  numbers.forEach((number, i) => bytes.writeBigInt64LE(BigInt(number), 8 * i));
  return bytes;
}
