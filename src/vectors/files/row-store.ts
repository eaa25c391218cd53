import { isUtf8 } from "node:buffer";

/** Types of the numbers: 32 or 64 bits. */
export type NumberType = "float32" | "float64";

/** Most words of a file: as many as a Set of JavaScript holds. */
export const MOST_WORDS = 2 ** 24;

/** Most dimensions of a file. */
export const MOST_DIMENSIONS = 65_536;

/** Longest word of a file, in bytes. */
export const LONGEST_WORD = 65_536;

export function refuse(place: string, need: string, got: string): never {
  throw new RangeError(`readVectors requires ${need} in ${place}, got ${got}`);
}

/** A text as an error quotes it: not its whole length, and what cannot be seen escaped. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
}

/** Rows that are filled one after another, while a file is read. */
export class RowStore<Numbers extends Float64Array | Float32Array = Float64Array | Float32Array> {
  readonly words: string[] = [];
  data: Numbers;
  private readonly known = new Set<string>();

  /**
   * @param cols dimensions
   * @param make numbers of the type wanted, all zero
   * @param room rows to make room for at once; more are added as they come, so that a file's promise of many takes
   *   no memory that its bytes do not fill
   */
  constructor(
    readonly cols: number,
    private readonly make: (length: number) => Numbers,
    room: number,
  ) {
    this.data = this.withRoom(room);
  }

  /** Adds a word, and makes room for its row. @returns where in `data` the row begins */
  add(bytes: Buffer, place: string): number {
    if (bytes.length > LONGEST_WORD)
      refuse(place, `a word of at most ${LONGEST_WORD} bytes`, `${bytes.length}`);
    if (!isUtf8(bytes)) refuse(place, "a word in UTF-8", quoted(bytes.toString("latin1")));
    const word = bytes.toString("utf8");
    if (word === "") refuse(place, "a word", "none");
    if (this.known.has(word)) refuse(place, "every word once", quoted(word));
    if (this.words.length === MOST_WORDS) refuse(place, `at most ${MOST_WORDS} words`, "more");
    this.known.add(word);
    const at = this.words.push(word) * this.cols - this.cols;
    if (at + this.cols > this.data.length) {
      const grown = this.withRoom(2 * this.words.length);
      grown.set(this.data);
      this.data = grown;
    }
    return at;
  }

  /** The words with their rows. */
  named(): { words: readonly string[]; vectors: { rows: number; cols: number; data: Numbers } } {
    const { words, cols } = this;
    const used = words.length * cols;
    if (used < this.data.length) {
      const fitting = this.withRoom(words.length);
      fitting.set(this.data.subarray(0, used));
      this.data = fitting;
    }
    return { words, vectors: { rows: words.length, cols, data: this.data } };
  }

  private withRoom(rows: number): Numbers {
    try {
      return this.make(rows * this.cols);
    } catch {
      throw new RangeError(`readVectors requires memory for ${rows} x ${this.cols} numbers, got none`);
    }
  }
}

/** Functions that make zeros of each type. */
export const numbersOfType: Readonly<Record<NumberType, (length: number) => Float64Array | Float32Array>> = {
  float32: (length) => new Float32Array(length),
  float64: (length) => new Float64Array(length),
};

/** Refuses numbers that are not finite. @param place says where row w is */
export function requireFinite(data: ArrayLike<number>, from: number, to: number, place: () => string): void {
  for (let i = from; i < to; i++) {
    if (!Number.isFinite(data[i])) refuse(place(), "finite numbers", String(data[i]));
  }
}
