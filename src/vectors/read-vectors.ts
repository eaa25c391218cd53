import { finishTogether } from "../files/write-together";
import { readBinary } from "./files/binary";
import { skipByteOrderMark, withBytes, type ByteReader } from "./files/byte-reader";
import { detectFormat } from "./files/detect-format";
import { FINITE_FLOATS, placeOf, refuse, type NumberType } from "./files/row-store";
import { readFastText, readFastTextModel } from "./files/fasttext";
import { readProjector } from "./files/projector";
import { readSafetensors } from "./files/safetensors";
import { readText } from "./files/text";
import type { ReadFormat } from "./formats";
import type { NamedVectors } from "../model/word-vectors";

/**
 * Reads word vectors. The bytes of the file decide its format, not its name: word2vec's text and binary, GloVe's text,
 * safetensors, the Embedding Projector's two files (`vectors.tsv` and `metadata.tsv`), models of fastText. gzip is unpacked. The file is read
 * in parts; memory holds little more than the vectors.
 *
 * @param path   the file
 * @param type   of the numbers; by default that of the file, and float64 for decimal numbers, which loses nothing
 * @param format of the file, if its bytes are not to decide
 * @throws RangeError that names the place, if the file is cut, damaged, or holds a number that is not finite or a
 *   word twice
 */
export async function readVectors(
  path: string,
  type?: NumberType,
  format?: ReadFormat,
): Promise<NamedVectors> {
  finishTogether(path);
  return withBytes(path, async (bytes) => {
    await skipByteOrderMark(bytes);
    const named = await readers[format ?? (await detectFormat(bytes))](bytes, type ?? "float64");
    return type === undefined ? named : withType(named, type, path);
  });
}

/** Vectors, and those of words that a model of fastText has never seen. */
export interface VectorModel {
  readonly named: NamedVectors;
  readonly unseen?: (word: string) => Float32Array | undefined;
}

/** Reads vectors as `readVectors` does, as floats, with all that a model of fastText can say. */
export async function readVectorModel(path: string, format?: ReadFormat): Promise<VectorModel> {
  const found = format ?? (await withBytes(path, detectFormat));
  if (found === "fasttext") return withBytes(path, readFastTextModel);
  return { named: await readVectors(path, "float32", format) };
}

const readers: Record<ReadFormat, (bytes: ByteReader, type: NumberType) => Promise<NamedVectors>> = {
  text: readText,
  binary: readBinary,
  safetensors: readSafetensors,
  tsv: readProjector,
  fasttext: readFastText,
};

/** Converts vectors to numbers of another type, without a copy if they have it. */
function withType(named: NamedVectors, type: NumberType, file: string): NamedVectors {
  const { data, rows, cols } = named.vectors;
  if ((data instanceof Float32Array ? "float32" : "float64") === type) return named;
  if (type === "float64") return { ...named, vectors: { rows, cols, data: Float64Array.from(data) } };
  const floats = Float32Array.from(data);
  for (let i = 0; i < floats.length; i++) {
    if (!Number.isFinite(floats[i]))
      refuse(placeOf(i, named.words, cols, file), FINITE_FLOATS, String(data[i]));
  }
  return { words: named.words, vectors: { rows, cols, data: floats } };
}
