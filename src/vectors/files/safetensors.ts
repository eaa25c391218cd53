import type { ByteReader } from "./byte-reader";
import { littleEndian } from "./little-endian";
import { quoted, placeOf, refuse, requireFinite, MOST_WORDS } from "./row-store";
import type { NamedVectors } from "../../model/word-vectors";
import { roundToHalves, widenHalves, type HalfType } from "./half-floats";
import { BYTES, headerFrom, type Header, type Tensor } from "./safetensors-header";

/** Name of the tensor with the vectors, and of the metadata with the words. */
const TENSOR = "vectors";
const WORDS = "words";

/** Largest header that the format's own library reads. */
const LARGEST_HEADER = 100_000_000;

/** Numbers that are read at a time, and then checked. */
const STEP = 1 << 20;

/**
 * Reads a safetensors file: one matrix of F32, F64, F16 or BF16, one word a row, and the words in their order as a JSON array under
 * `words` in `__metadata__`. The matrix is called `vectors`, or is the only one in the file.
 */
export async function readSafetensors(bytes: ByteReader): Promise<NamedVectors> {
  const { name } = bytes;
  const prefix = Buffer.alloc(8);
  const text = Buffer.alloc(headerLength(prefix.subarray(0, await bytes.fill(prefix)), bytes));
  await bytes.fill(text);
  const { words, tensor } = numbersBehind(text, bytes);
  const [rows, cols] = tensor.shape;
  await bytes.skip(tensor.begin);
  const length = rows * cols;
  const data = tensor.dtype === "F64" ? new Float64Array(length) : new Float32Array(length);
  for (let at = 0; at < data.length; at += STEP) {
    const part = data.subarray(at, at + STEP);
    const raw = new Uint8Array(part.length * BYTES[tensor.dtype]);
    if ((await bytes.fill(raw)) < raw.length) refuse(name, "all of its tensors", "the end of the file");
    decodeNumbers(raw, tensor.dtype, part);
    requireFinite(data, at, at + part.length, (i) => placeOf(i, words, cols, name));
  }
  return { words, vectors: { rows, cols, data } };
}

/** Numbers of a tensor from its bytes, in the order of this machine. @param into as many as the bytes hold */
export function decodeNumbers(bytes: Uint8Array, dtype: string, into: Float32Array | Float64Array): void {
  if ((dtype === "F16" || dtype === "BF16") && into instanceof Float32Array) widenHalves(bytes, dtype, into);
  else {
    const numbers = dtype === "F64" ? new Float64Array(into.length) : new Float32Array(into.length);
    new Uint8Array(numbers.buffer).set(bytes);
    into.set(littleEndian(numbers));
  }
}

/** A file, and how long it is, if it is not packed. */
interface Sized {
  readonly name: string;
  readonly size?: number;
}

/** How many bytes the header has, from the 8 before it: no more than follow them. */
export function headerLength(prefix: Buffer, { name, size }: Sized): number {
  if (size === undefined) refuse(name, "a safetensors file as it is", "one packed by gzip");
  const place = `the header of ${name}`;
  if (prefix.length < 8) refuse(place, "8 bytes of its length", `${size} bytes`);
  const length = prefix.readBigUInt64LE();
  const most = Math.min(LARGEST_HEADER, size - 8);
  if (length > most) refuse(place, `at most ${most} bytes`, String(length));
  return Number(length);
}

/** The words, and where their numbers lie behind the header. */
export function numbersBehind(text: Buffer, { name, size = 0 }: Sized): { words: string[]; tensor: Tensor } {
  const place = `the header of ${name}`;
  const header = headerFrom(text, size - 8 - text.length, place);
  const tensor = matrixIn(header, place);
  return { words: wordsIn(header, tensor.shape[0], place), tensor };
}

function matrixIn({ tensors }: Header, place: string): Tensor {
  const named = tensors.get(TENSOR);
  const matrices = [...tensors.values()].filter(({ shape }) => shape.length === 2);
  const tensor = named ?? (matrices.length === 1 ? matrices[0] : undefined);
  if (!tensor)
    refuse(place, `a tensor "${TENSOR}" or only one matrix`, quoted([...tensors.keys()].join(", ")));
  const { dtype, shape } = tensor;
  if (!(dtype in BYTES)) refuse(place, `vectors of ${Object.keys(BYTES).join(", ")}`, dtype);
  if (shape.length !== 2 || shape[1] < 1) refuse(place, "a shape of words and dimensions", shape.join(" x "));
  return tensor;
}

function wordsIn({ metadata }: Header, rows: number, place: string): string[] {
  const json = metadata.get(WORDS);
  if (json === undefined) refuse(place, `"${WORDS}" in __metadata__, a JSON array`, "none");
  let words: unknown;
  try {
    words = JSON.parse(json);
  } catch {
    refuse(place, `"${WORDS}" to be a JSON array`, quoted(json));
  }
  if (!isTexts(words)) refuse(place, `"${WORDS}" to be an array of texts that are not empty`, quoted(json));
  if (words.length !== rows) refuse(place, `a word for each of ${rows} vectors`, String(words.length));
  if (rows > MOST_WORDS) refuse(place, `at most ${MOST_WORDS} words`, String(rows));
  const known = new Set<string>();
  for (const word of words) {
    if (known.has(word)) refuse(place, "every word once", `${quoted(word)} again`);
    known.add(word);
  }
  return words;
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((word) => typeof word === "string" && word !== "");
}

/** Formats vectors as a safetensors file of F32 or F64, whichever they are, or rounded to a type of 16 bits. */
export function* formatSafetensors({ words, vectors }: NamedVectors, half?: HalfType): Generator<Uint8Array> {
  const { rows, cols, data } = vectors;
  const dtype = half ?? (data instanceof Float32Array ? "F32" : "F64");
  const tensor = { dtype, shape: [rows, cols], data_offsets: [0, data.length * BYTES[dtype]] };
  const header = Buffer.from(
    JSON.stringify({ __metadata__: { [WORDS]: JSON.stringify(words) }, [TENSOR]: tensor }),
  );
  const padded = Math.ceil(header.length / 8) * 8; // aligned, so that a program can use the numbers in place
  if (padded > LARGEST_HEADER)
    throw new RangeError(`safetensors requires words of at most ${LARGEST_HEADER} bytes, got ${padded}`);
  const start = Buffer.alloc(8 + padded, " ");
  start.writeBigUInt64LE(BigInt(padded));
  header.copy(start, 8);
  yield start;
  for (let at = 0; at < data.length; at += STEP) {
    const part = data.slice(at, at + STEP);
    if (half !== undefined) yield roundToHalves(part, half);
    else yield new Uint8Array(littleEndian(part).buffer, part.byteOffset, part.byteLength);
  }
}
