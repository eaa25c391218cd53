import { readBinary } from "./files/binary";
import { withBytes, type ByteReader } from "./files/byte-reader";
import { refuse, type NumberType } from "./files/row-store";
import { readProjector } from "./files/projector";
import { readSafetensors } from "./files/safetensors";
import { readText } from "./files/text";
import type { Format } from "./formats";
import type { NamedVectors } from "./word-vectors";

/** Bytes that tell a format. */
const HEAD = 8192;

/**
 * Reads word vectors in whichever of the formats a file is, which its bytes tell and not its name: word2vec's text
 * and binary, GloVe's text, safetensors, the Embedding Projector's pair (`vectors.tsv`, with `metadata.tsv` beside
 * it). gzip is unpacked. The file is read in parts; memory holds the vectors and little more.
 *
 * @param path the file
 * @param type of the numbers; else that of the file, and float64 where they are written out, which loses nothing
 * @param format what the file is, where its bytes are not to tell
 * @throws RangeError that names the place, if the file is cut, damaged, or holds a number that is not finite or a
 *   word twice
 */
export async function readVectors(path: string, type?: NumberType, format?: Format): Promise<NamedVectors> {
  return withBytes(path, async (bytes) => {
    const named = await readers[format ?? (await formatOf(bytes))](bytes, type ?? "float64");
    return type === undefined ? named : withType(named, type);
  });
}

const readers: Record<Format, (bytes: ByteReader, type: NumberType) => Promise<NamedVectors>> = {
  text: readText,
  binary: readBinary,
  safetensors: readSafetensors,
  tsv: readProjector,
};

/** The format of a file, from its first bytes. */
export async function vectorFormat(path: string): Promise<Format> {
  return withBytes(path, formatOf);
}

async function formatOf(bytes: ByteReader): Promise<Format> {
  const head = await bytes.peek(HEAD);
  if (head.length === 0) refuse(bytes.name, "vectors", "an empty file");
  const other = others.find(({ begins }) => head.subarray(0, begins.length).equals(begins));
  if (other) refuse(bytes.name, "a format of word vectors", other.is);
  if (head.subarray(0, 8).includes(0) && head[8] === 0x7b) return "safetensors"; // a length of 8 bytes, then {
  const end = head.indexOf(0x0a);
  const first = head.subarray(0, end < 0 ? head.length : end).toString("latin1");
  if (/^[-+\d.eE]+(\t[-+\d.eE]+)*\r?$/.test(first)) return "tsv";
  const header = /^\d+ (\d+)\r?$/.exec(first);
  return header && end >= 0 && !isText(head.subarray(end + 1), Number(header[1])) ? "binary" : "text";
}

/** What is mistaken for vectors most often. */
const others = [
  {
    begins: Buffer.of(0x80, 4),
    is: "a pickle, such as gensim's own save() writes (save_word2vec_format() writes both)",
  },
  { begins: Buffer.from("PK\x03\x04"), is: "a zip archive, to be unpacked first" },
  { begins: Buffer.from("\x93NUMPY", "latin1"), is: "a numpy array, which has no words" },
];

/**
 * Whether a word's d numbers are written out, rather than 4 d bytes: up to the line's end there is something, and no
 * byte that numbers are not written with; nor is there a control character among the 4 d bytes. Of d floats at least
 * one has such bytes, nearly always.
 */
function isText(record: Buffer, d: number): boolean {
  const begin = record.indexOf(0x20) + 1;
  if (begin === 0) return true;
  const bytes = record.toString("latin1", begin, begin + 4 * d);
  return /^[-+\d.eE \rnaifNIF]+(\n|$)/.test(bytes) && !/[^\P{Cc}\t\n\r\x80-\x9f]/u.test(bytes);
}

/** The same vectors with numbers of another type; those that have it are handed on. */
export function withType(named: NamedVectors, type: NumberType): NamedVectors {
  const { data, rows, cols } = named.vectors;
  if ((data instanceof Float32Array ? "float32" : "float64") === type) return named;
  const other = type === "float32" ? Float32Array.from(data) : Float64Array.from(data);
  return { words: named.words, vectors: { rows, cols, data: other } };
}
