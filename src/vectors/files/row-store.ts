import { isUtf8 } from "node:buffer";

/** Types of numbers: 32 or 64 bits. */
export type NumberType = "float32" | "float64";

/** Most words of a file: as many as a Set of JavaScript holds. */
export const MOST_WORDS = 2 ** 24;

/** Most dimensions of a file. */
export const MOST_DIMENSIONS = 65_536;

/** Longest word of a file, in bytes. */
export const LONGEST_WORD = 65_536;

/** @throws RangeError: what a reader needs in a place of a file, and what it found there */
export function refuse(place: string, need: string, got: string): never {
  throw new RangeError(`vectors require ${need} in ${place}, got ${got}`);
}

/** What is needed of a number that is kept in 32 bits. */
export const FINITE_FLOATS = "finite numbers of 32 bits, below 3.5e38,";

/** A text as an error quotes it: shortened, with invisible characters escaped. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
}

/** Collects words and their rows while a file is read. */
export class RowStore<Numbers extends Float64Array | Float32Array = Float64Array | Float32Array> {
  readonly words: string[] = [];
  data: Numbers;
  private readonly known = new Set<string>();

  /**
   * @param cols dimensions
   * @param make numbers of the type wanted, all zero
   * @param capacity rows to allocate at once; more follow as they come, so that a header that promises many rows takes
   *   no memory that the file does not fill
   */
  constructor(
    readonly cols: number,
    private readonly make: (length: number) => Numbers,
    capacity: number,
  ) {
    this.data = this.allocate(capacity);
  }

  /** Makes room for a row, by default that of the next word. @returns where in `data` it begins */
  reserve(row = this.words.length): number {
    const at = row * this.cols;
    if (at + this.cols > this.data.length) {
      const grown = this.allocate(2 * (row + 1));
      grown.set(this.data);
      this.data = grown;
    }
    return at;
  }

  /** Adds a word, and makes room for its row. @returns where in `data` the row begins */
  add(bytes: Buffer, place: string): number {
    if (bytes.length > LONGEST_WORD)
      refuse(place, `a word of at most ${LONGEST_WORD} bytes`, `${bytes.length}`);
    if (!isUtf8(bytes)) refuse(place, "a word in UTF-8", quoted(bytes.toString("latin1")));
    const word = bytes.toString("utf8");
    if (word === "") refuse(place, "a word", "none");
    if (this.known.has(word)) refuse(place, "every word once", `${quoted(word)} again`);
    if (this.words.length === MOST_WORDS) refuse(place, `at most ${MOST_WORDS} words`, "more");
    const at = this.reserve();
    this.known.add(word);
    this.words.push(word);
    return at;
  }

  /** The words with their rows. */
  named(): { words: readonly string[]; vectors: { rows: number; cols: number; data: Numbers } } {
    const { words, cols } = this;
    const used = words.length * cols;
    if (used < this.data.length) {
      const fitting = this.allocate(words.length);
      fitting.set(this.data.subarray(0, used));
      this.data = fitting;
    }
    return { words, vectors: { rows: words.length, cols, data: this.data } };
  }

  private allocate(rows: number): Numbers {
    try {
      return this.make(rows * this.cols);
    } catch {
      throw new RangeError(`vectors require memory for ${rows} x ${this.cols} numbers, got less`);
    }
  }
}

/** Functions that make zeros of each type. */
export const numbersOfType: Readonly<Record<NumberType, (length: number) => Float64Array | Float32Array>> = {
  float32: (length) => new Float32Array(length),
  float64: (length) => new Float64Array(length),
};

/** Refuses numbers that are not finite. @param place names where the i-th of the data is */
export function requireFinite(
  data: ArrayLike<number>,
  from: number,
  to: number,
  place: (i: number) => string,
): void {
  for (let i = from; i < to; i++) {
    if (!Number.isFinite(data[i])) refuse(place(i), "finite numbers", String(data[i]));
  }
}

/** Names the place of the i-th number of a matrix of one word a row. */
export function placeOf(i: number, words: readonly string[], cols: number, file: string): string {
  const row = Math.floor(i / cols);
  return `word ${row + 1} (${quoted(words[row])}), number ${(i % cols) + 1} of ${file}`;
}
