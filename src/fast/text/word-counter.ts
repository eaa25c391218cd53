import { requireUtf8 } from "../../corpus/require-utf8";
import { tokensOf } from "../../corpus/text-file";
import { hashOf, mixed, WordTable } from "./word-table";

/** The id that ends a sentence. */
export const endOfSentence = -1;

/** Most words of a sentence; a longer line is cut, as gensim cuts it. */
export const longestSentence = 10_000;

/** Longest word, in bytes. */
const longestWord = 1 << 24;

/** Count of a run that stands for other words. */
export const another = -1;

const NEWLINE = 0x0a;
const SPACE = 0x20;
const noIds = new Int32Array(0);

/**
 * Turns the bytes of a text into ids, and counts its words. A word's id is its place in the order of first
 * appearance. What is a word is what `tokensOf` makes of a line: the runs between white space, Unicode's
 * included, lower case; an end of line ends a sentence.
 *
 * ASCII words are found byte by byte and never become strings. A run with other bytes becomes one when it is
 * met first; what it stands for (itself, or other words: `É` is `é`, a no-break space parts two) is kept.
 */
export class WordCounter {
  readonly table: WordTable;
  /** words of the text so far */
  rawTokens = 0;
  private buffer = new Uint8Array(1 << 16);
  /** bytes of an unfinished word, which the buffer begins with, and their offset in the file */
  private open = 0;
  private offset = 0;
  /** words of the unfinished sentence */
  private length = 0;
  private ids = noIds;
  /** what a run stands for, where that is not the run itself; such a run has the count `another` */
  private readonly others = new Map<number, Int32Array>();

  /** @param limit most different words that are taken */
  constructor(limit: number) {
    this.table = new WordTable(limit);
  }

  /**
   * Takes the next bytes of a file.
   *
   * @param name what an error calls the file
   * @returns the ids of the words that are whole by now, `endOfSentence` after each sentence; valid until the
   *          next call
   * @throws Error with the offset in the file of a byte that is not UTF-8, or of a word that is too long
   */
  push(bytes: Uint8Array, name: string): Int32Array {
    const filled = this.open + bytes.length;
    if (filled > this.buffer.length) this.buffer = copyOf(this.buffer.subarray(0, this.open), 2 * filled);
    this.buffer.set(bytes, this.open);
    let end = filled;
    while (end > this.open && !isSpace(this.buffer[end - 1])) end--;
    if (end === this.open) end = 0; // no word is whole
    const ids = this.countUpTo(end, name);
    this.open = filled - end;
    this.buffer.copyWithin(0, end, filled);
    if (this.open > longestWord) {
      throw new RangeError(
        `encodeText requires words of at most ${longestWord} bytes, got a longer one at offset ${this.offset} of ${name}`,
      );
    }
    return ids;
  }

  /** Ends a file, and with it the last word and sentence. Returns what `push` does. */
  endFile(name: string): Int32Array {
    const ids = Int32Array.from(this.push(Uint8Array.of(NEWLINE), name));
    this.offset = 0;
    return ids;
  }

  private countUpTo(end: number, name: string): Int32Array {
    const part = this.buffer.subarray(0, end);
    requireUtf8("encodeText", part, this.offset, name);
    if (this.ids.length < end + 1) this.ids = new Int32Array(2 * end + 1); // a word takes two bytes, a cut one more id
    const count = this.count(part, this.ids);
    this.offset += end;
    return this.ids.subarray(0, count);
  }

  /**
   * Counts the words of bytes that end in white space.
   *
   * @param bytes ASCII capitals are made small here
   * @param into  their ids
   * @returns how many ids
   */
  private count(bytes: Uint8Array, into: Int32Array): number {
    const { table } = this;
    let written = 0;
    for (let i = 0; i < bytes.length; i++) {
      let byte = bytes[i];
      if (isSpace(byte)) {
        if (byte === NEWLINE && this.length > 0) written = this.endSentence(into, written);
        continue;
      }
      const from = i;
      let hash = 0;
      let high = 0; // the last eight bytes
      let low = 0;
      let all = 0; // bits that any byte has
      do {
        if (byte >= 0x41 && byte <= 0x5a) bytes[i] = byte |= 0x20;
        all |= byte;
        high = (high << 8) | (low >>> 24);
        low = (low << 8) | byte;
        hash = (Math.imul(hash, 31) + byte) | 0;
        byte = bytes[++i];
      } while (byte > SPACE || !isSpace(byte));
      const id = table.idOf(bytes, from, i, mixed(hash), high, low);
      if (all < 0x80) {
        table.counts[id]++;
        into[written++] = id;
        if (++this.length === longestSentence) written = this.endSentence(into, written);
      } else written = this.countOther(id, into, written);
      i--; // the white space may be an end of line
    }
    return written;
  }

  /** Counts a run with other than ASCII bytes: itself if it is a word, else the words that it stands for. */
  private countOther(id: number, into: Int32Array, written: number): number {
    const { table, others } = this;
    if (table.counts[id] === 0) this.read(id);
    for (const word of table.counts[id] === another ? (others.get(id) as Int32Array) : [id]) {
      table.counts[word]++;
      into[written++] = word;
      if (++this.length === longestSentence) written = this.endSentence(into, written);
    }
    return written;
  }

  /** Finds out what a new run stands for. Where that is the run itself nothing is kept. */
  private read(id: number): void {
    const run = Buffer.from(this.table.wordOf(id)).toString();
    const words = tokensOf(run);
    if (words.length === 1 && words[0] === run) return;
    this.table.counts[id] = another;
    this.others.set(
      id,
      Int32Array.from(words, (word) => this.idOf(Buffer.from(word))),
    );
  }

  private idOf(word: Buffer): number {
    let high = 0;
    let low = 0;
    for (const byte of word) {
      high = (high << 8) | (low >>> 24);
      low = (low << 8) | byte;
    }
    return this.table.idOf(word, 0, word.length, hashOf(word), high, low);
  }

  private endSentence(into: Int32Array, written: number): number {
    this.rawTokens += this.length;
    this.length = 0;
    into[written] = endOfSentence;
    return written + 1;
  }
}

function isSpace(byte: number): boolean {
  return byte === SPACE || (byte >= 0x09 && byte <= 0x0d);
}

function copyOf(bytes: Uint8Array, length: number): Uint8Array<ArrayBuffer> {
  const result = new Uint8Array(length);
  result.set(bytes);
  return result;
}
