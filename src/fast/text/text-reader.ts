import { requireUtf8 } from "../../corpus/require-utf8";
import type { WordCounter } from "./word-counter";

/** Longest word, in bytes. */
const longestWord = 1 << 24;

/** Cuts the bytes of files, in chunks cut anywhere, where a word ends, and has their words counted. */
export class TextReader {
  private buffer = new Uint8Array(1 << 16);
  /** bytes of an unfinished word, which the buffer begins with, and their offset in the file's text */
  private open = 0;
  private offset = 0;

  constructor(private readonly counter: WordCounter) {}

  /**
   * Takes the next bytes of a file's text.
   *
   * @param name what an error calls the file
   * @returns the ids of the words that are whole by now; valid until the next call
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
    requireUtf8("encodeText", part, this.offset, name); // a byte of white space is part of no other character
    const ids = this.counter.count(part);
    this.open = filled - end;
    this.offset += end;
    this.buffer.copyWithin(0, end, filled);
    if (this.open > longestWord) {
      throw new RangeError(
        `encodeText requires words of at most ${longestWord} bytes, got a longer one at offset ${this.offset} of ${name}`,
      );
    }
    return ids;
  }

  /** Ends a file's text, and with it the last word and sentence; returns what `push` does. */
  endFile(name: string): Int32Array {
    const ids = this.push(Buffer.from("\n"), name);
    this.offset = 0;
    return ids;
  }
}

/** The place behind the last white space from `from` to `to`; 0 if there is none, and no word is whole. */
function endOfWords(bytes: Uint8Array, from: number, to: number): number {
  for (let at = to - 1; at >= from; at--) {
    if (bytes[at] === 0x20 || (bytes[at] >= 0x09 && bytes[at] <= 0x0d)) return at + 1;
  }
  return 0;
}
