import { finishTogether } from "../files/write-together";
import type { Matrix } from "../model/matrix";
import { littleEndian } from "./files/little-endian";
import { withParts, type PartReader } from "./files/part-reader";
import { LONGEST_LABEL, metadataPath } from "./files/projector";
import { LONGEST_WORD, MOST_DIMENSIONS, refuse, requireFinite, RowStore } from "./files/row-store";
import { headerLength, numbersBehind } from "./files/safetensors";
import { countColumns, parseHeader, LONGEST_NUMBER } from "./files/text";
import { addLine, addNumbers, Place } from "./files/text-row";
import { formatFor, type Format } from "./formats";

const [NEWLINE, SPACE] = [0x0a, 0x20];

/** Some words with their rows. */
interface SomeVectors {
  readonly words: readonly string[];
  readonly vectors: Matrix;
}

/**
 * Reads the vectors of some words from a file that this project wrote: its first words, and others by name, in the
 * order of the file. It reads no more of the file than it needs, so that many large files can be compared in seconds.
 *
 * @param file  the end of its name decides the format; one that ends in `.gz` is unpacked as a whole
 * @param first how many words from the beginning
 * @param words other wanted words; words that the file does not have are left out
 */
export function readSomeVectors(file: string, first: number, words: readonly string[] = []): SomeVectors {
  const format = formatFor(file);
  finishTogether(file);
  return withParts(file, (bytes) => readers[format](bytes, new Choice(first, words)));
}

/** Which words are wanted. */
class Choice {
  private readonly left: Set<string>;
  /** most words that can be found */
  readonly most: number;

  constructor(
    private readonly first: number,
    words: readonly string[],
  ) {
    this.left = new Set(words);
    this.most = first + this.left.size;
  }

  /** Whether a word, the w-th of the file from 0, is wanted. */
  wants(word: string, w: number): boolean {
    return this.left.delete(word) || w < this.first;
  }

  /** Whether neither the w-th word nor any later one is wanted. */
  isOver(w: number): boolean {
    return w >= this.first && this.left.size === 0;
  }
}

const readers: Record<Format, (bytes: PartReader, choice: Choice) => SomeVectors> = {
  text: someOfText,
  binary: someOfBinary,
  safetensors: someOfSafetensors,
  tsv: someOfProjector,
};

const createStore = (d: number, rows: number): RowStore<Float64Array> =>
  new RowStore(d, (length) => new Float64Array(length), rows);

/** The word before the first space. */
const readWord = (line: Buffer): string => line.toString("utf8", 0, Math.max(0, line.indexOf(SPACE)));

function someOfText(bytes: PartReader, choice: Choice): SomeVectors {
  const { n, d } = parseHeader(bytes.until(NEWLINE, LONGEST_WORD) ?? Buffer.of(), bytes);
  const store = createStore(d, Math.min(n, choice.most));
  for (let w = 0; w < n && !choice.isOver(w); w++) {
    const place = new Place(w + 2, bytes.name);
    const line = bytes.until(NEWLINE, LONGEST_WORD + d * LONGEST_NUMBER);
    if (line === undefined) refuse(place.toString(), `${n} words`, "the end of the file");
    if (choice.wants(readWord(line), w)) addLine(line, store, place);
  }
  return store.named();
}

function someOfBinary(bytes: PartReader, choice: Choice): SomeVectors {
  const { n, d } = parseHeader(bytes.until(NEWLINE, LONGEST_WORD) ?? Buffer.of(), bytes);
  const store = createStore(d, Math.min(n, choice.most));
  for (let w = 0; w < n && !choice.isOver(w); w++) {
    const place = `word ${w + 1} of ${bytes.name}`;
    const text = bytes.until(SPACE, LONGEST_WORD);
    if (text === undefined) refuse(place, `${n} words`, "the end of the file");
    const word = text[0] === NEWLINE ? text.subarray(1) : text; // word2vec.c ends a vector with a line end
    if (!choice.wants(word.toString("utf8"), w)) bytes.skip(4 * d);
    else addBytes(bytes.take(4 * d), Float32Array, store, store.add(word, place), place);
  }
  return store.named();
}

function someOfSafetensors(bytes: PartReader, choice: Choice): SomeVectors {
  const length = headerLength(bytes.take(8) ?? Buffer.of(), bytes);
  const header = bytes.take(length) ?? Buffer.of();
  const { words, tensor } = numbersBehind(header, bytes);
  const [n, d] = tensor.shape;
  const Numbers = tensor.dtype === "F32" ? Float32Array : Float64Array;
  const store = createStore(d, Math.min(n, choice.most));
  bytes.skip(tensor.begin);
  for (let w = 0; w < n && !choice.isOver(w); w++) {
    const size = d * Numbers.BYTES_PER_ELEMENT;
    if (!choice.wants(words[w], w)) bytes.skip(size);
    else addBytes(bytes.take(size), Numbers, store, store.add(Buffer.from(words[w]), bytes.name), bytes.name);
  }
  return store.named();
}

function someOfProjector(bytes: PartReader, choice: Choice): SomeVectors {
  return withParts(metadataPath(bytes.name), (labels) => {
    let store: RowStore<Float64Array> | undefined;
    for (let w = 0; !choice.isOver(w); w++) {
      const label = labels.until(NEWLINE, LONGEST_LABEL);
      const numbers = bytes.until(NEWLINE, LONGEST_NUMBER * MOST_DIMENSIONS);
      if (label === undefined && numbers === undefined) break;
      const place = new Place(w + 1, bytes.name);
      if (label === undefined || numbers === undefined)
        refuse(place.toString(), "a word for each vector", label ? "only a word" : "only a vector");
      store ??= createStore(countColumns(numbers, place.toString()), Math.min(choice.most, 1024));
      if (!choice.wants(label.toString("utf8"), w)) continue;
      addNumbers(numbers, 0, store, store.add(label, place.toString()), place);
    }
    return store?.named() ?? refuse(bytes.name, "vectors", "an empty file");
  });
}

/** Writes the bytes of a vector to the place where a row of the store begins. */
function addBytes(
  bytes: Buffer | undefined,
  Numbers: typeof Float32Array | typeof Float64Array,
  store: RowStore<Float64Array>,
  at: number,
  place: string,
): void {
  if (bytes === undefined) refuse(place, "all bytes of its vector", "the end of the file");
  const numbers = new Numbers(new Uint8Array(bytes).buffer); // aligned
  store.data.set(littleEndian(numbers), at);
  requireFinite(store.data, at, at + store.cols, () => place);
}
