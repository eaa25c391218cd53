import { requireUtf8 } from "../read/require-utf8";
import type { WordCounter } from "./word-counter";

/** Longest word, in bytes. */
const longestWord = 1 << 24;

/** What helps where a text is not UTF-8. */
const remedy = "; encoding names another, such as windows-1252";

/** Takes the bytes of files in chunks of any length, and counts the words in them. */
export class TextReader {
  private buffer = new Uint8Array(1 << 16);
  /** bytes of an unfinished word at the beginning of the buffer, and their offset in the text */
  private open = 0;
  private offset = 0;

  constructor(private readonly counter: WordCounter) {}

  /**
   * Takes the next bytes of a file's text.
   *
   * @param name what an error calls the file
   * @returns the ids of the words that are complete; valid until the next call
   * @throws Error with the offset in the text of a byte that is not UTF-8, or of a word that is too long
   */
  push(bytes: Uint8Array, name: string): Int32Array {
    const filled = this.open + bytes.length;
    if (filled > this.buffer.length) {
      const larger = new Uint8Array(2 * filled);
      larger.set(this.buffer.subarray(0, this.open));
      this.buffer = larger;
    }
    this.buffer.set(bytes, this.open);
    const end = endOfWords(this.buffer, this.open, filled);
    const part = this.buffer.subarray(0, end);
    requireUtf8("the text", part, this.offset, name, remedy); // white space is never part of another character
    const ids = this.counter.count(part);
    this.open = filled - end;
    this.offset += end;
    this.buffer.copyWithin(0, end, filled);
    if (this.open > longestWord) {
      throw new RangeError(
        `the text requires words of at most ${longestWord} bytes, got a longer one at offset ${this.offset} of ${name}`,
      );
    }
    return ids;
  }

  /** Ends a file's text, with its last word and sentence. @returns as `push` */
  endFile(name: string): Int32Array {
    const ids = this.push(Buffer.from("\n"), name);
    this.offset = 0;
    return ids;
  }
}

/** The index behind the last white space from `from` to `to`; 0 if there is none. */
function endOfWords(bytes: Uint8Array, from: number, to: number): number {
  for (let at = to - 1; at >= from; at--) {
    if (bytes[at] === 0x20 || (bytes[at] >= 0x09 && bytes[at] <= 0x0d)) return at + 1;
  }
  return 0;
}
