import { littleEndian } from "./little-endian";
import { PartReader, withParts } from "./part-reader";
import { LONGEST_WORD, refuse } from "./row-store";
import { requireFiniteRow, rowsOfBlock, type RowBlock, type RowSource } from "./row-source";
import { parseHeader } from "./text";

const [NEWLINE, SPACE] = [0x0a, 0x20];

/** Bytes that are read at a time. */
const CHUNK = 2 ** 22;

/** The rows of word2vec's binary format, from a file that is not packed. Words lie between the rows. */
export class BinaryRows implements RowSource {
  readonly format = "binary";
  readonly numbers = "float32";
  readonly held = false;
  readonly rows: number;
  readonly cols: number;

  constructor(readonly file: string) {
    const { n, d } = withParts(file, (bytes) => this.header(bytes));
    this.rows = n;
    this.cols = d;
  }

  *blocks(limit = this.rows): Generator<RowBlock> {
    const { cols } = this;
    const most = Math.min(limit, this.rows);
    const size = rowsOfBlock(cols);
    const data = new Float32Array(size * cols);
    const target = new Uint8Array(data.buffer);
    const words: Buffer[] = [];
    const bytes = new PartReader(this.file, CHUNK);
    try {
      this.header(bytes);
      for (let from = 0; from < most; from += size) {
        const count = Math.min(size, most - from);
        for (let r = 0; r < count; r++) {
          words[r] = this.word(bytes, from + r);
          target.set(this.vector(bytes, from + r), 4 * r * cols);
        }
        littleEndian(data.subarray(0, count * cols));
        yield { from, count, data, word: (r) => words[r].toString("utf8") };
      }
    } finally {
      bytes.close();
    }
  }

  find(words: Iterable<string>): Map<string, Float32Array> {
    const wanted = new Map(Array.from(words, (word) => [Buffer.from(word).toString("latin1"), word]));
    const found = new Map<string, Float32Array>();
    const look = (bytes: PartReader): void => {
      this.header(bytes);
      for (let w = 0; w < this.rows && wanted.size > 0; w++) {
        const key = this.word(bytes, w).toString("latin1");
        const word = wanted.get(key);
        if (word === undefined) {
          bytes.skip(4 * this.cols);
          continue;
        }
        wanted.delete(key);
        const row = littleEndian(new Float32Array(new Uint8Array(this.vector(bytes, w)).buffer));
        requireFiniteRow(row, word, this.file);
        found.set(word, row);
      }
    };
    withParts(this.file, look, CHUNK);
    return found;
  }

  private header(bytes: PartReader): { n: number; d: number } {
    return parseHeader(bytes.until(NEWLINE, 200) ?? Buffer.of(), bytes);
  }

  private word(bytes: PartReader, w: number): Buffer {
    const text = bytes.until(SPACE, LONGEST_WORD);
    if (text === undefined) refuse(this.place(w), `${this.rows} words`, "the end of the file");
    return text[0] === NEWLINE ? text.subarray(1) : text; // word2vec.c ends a vector with a line end
  }

  private vector(bytes: PartReader, w: number): Buffer {
    return (
      bytes.take(4 * this.cols) ?? refuse(this.place(w), "all bytes of its vector", "the end of the file")
    );
  }

  private place(w: number): string {
    return `word ${w + 1} of ${this.file}`;
  }
}
