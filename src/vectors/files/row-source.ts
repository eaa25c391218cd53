import type { ReadFormat } from "../formats";
import { quoted, refuse } from "./row-store";

/** Some rows of a file in its order. They are valid until the next ones. */
export interface RowBlock {
  /** id of the first row */
  readonly from: number;
  readonly count: number;
  /** shape (count, d) */
  readonly data: Float32Array;
  /** The word of a row. @param r 0 to `count` - 1 */
  word(r: number): string;
}

/** The rows of a file of vectors, as floats: of a binary file or safetensors, no more is read than is asked for. */
export interface RowSource {
  readonly file: string;
  readonly format: ReadFormat;
  /** n */
  readonly rows: number;
  /** d */
  readonly cols: number;
  /** how the file writes its numbers */
  readonly numbers: string;
  /** whether memory holds all rows, since the format has to be read whole */
  readonly held: boolean;
  /** All rows, a block after another. @param limit only the first ones */
  blocks(limit?: number): Iterable<RowBlock>;
  /**
   * The rows of those of the words that the file has. Where it has a word twice, the first. A model of fastText has a row
   * for every word that has parts.
   */
  find(words: Iterable<string>): Map<string, Float32Array>;
}

/** Rows of a block: about a megabyte of them. */
export function rowsOfBlock(cols: number): number {
  return Math.max(1, Math.floor(2 ** 18 / cols));
}

/** Refuses a row with a number that is not finite. @param name of the row, for the error */
export function requireFiniteRow(row: Float32Array, word: string, file: string): void {
  const i = row.findIndex((value) => !Number.isFinite(value));
  if (i >= 0) refuse(`${quoted(word)}, number ${i + 1} of ${file}`, "finite numbers", String(row[i]));
}
