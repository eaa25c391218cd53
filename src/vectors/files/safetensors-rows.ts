import { PartReader, withParts } from "./part-reader";
import { refuse } from "./row-store";
import { requireFiniteRow, rowsOfBlock, type RowBlock, type RowSource } from "./row-source";
import { decodeNumbers, headerLength, numbersBehind } from "./safetensors";
import { BYTES, type Tensor } from "./safetensors-header";

const names: Readonly<Record<string, string>> = {
  F32: "float32",
  F64: "float64",
  F16: "float16",
  BF16: "bfloat16",
};

/** The rows of a safetensors file. Its header holds the words, and so says where each row is. */
export class SafetensorsRows implements RowSource {
  readonly format = "safetensors";
  readonly held = false;
  readonly numbers: string;
  readonly rows: number;
  readonly cols: number;
  private readonly words: readonly string[];
  private readonly tensor: Tensor;
  private readonly begin: number; // of the first row, in the file

  constructor(readonly file: string) {
    const { words, tensor, begin } = withParts(file, (bytes) => {
      const length = headerLength(bytes.take(8) ?? Buffer.of(), bytes);
      const header = bytes.take(length) ?? Buffer.of();
      const { words, tensor } = numbersBehind(header, bytes);
      return { words, tensor, begin: 8 + length + tensor.begin };
    });
    this.words = words;
    this.tensor = tensor;
    this.begin = begin;
    [this.rows, this.cols] = tensor.shape;
    this.numbers = names[tensor.dtype];
  }

  *blocks(limit = this.rows): Generator<RowBlock> {
    const most = Math.min(limit, this.rows);
    const size = rowsOfBlock(this.cols);
    const data = new Float32Array(size * this.cols);
    const bytes = new PartReader(this.file);
    try {
      bytes.skip(this.begin);
      for (let from = 0; from < most; from += size) {
        const count = Math.min(size, most - from);
        this.read(bytes, data.subarray(0, count * this.cols));
        yield { from, count, data, word: (r) => this.words[from + r] };
      }
    } finally {
      bytes.close();
    }
  }

  find(words: Iterable<string>): Map<string, Float32Array> {
    const wanted = new Set(words);
    const rowBytes = this.cols * BYTES[this.tensor.dtype];
    const found = new Map<string, Float32Array>();
    withParts(this.file, (bytes) => {
      bytes.skip(this.begin);
      let next = 0; // row that the reader is before
      for (let w = 0; w < this.rows && found.size < wanted.size; w++) {
        const word = this.words[w];
        if (!wanted.has(word)) continue;
        bytes.skip((w - next) * rowBytes);
        next = w + 1;
        const row = new Float32Array(this.cols);
        this.read(bytes, row);
        requireFiniteRow(row, word, this.file);
        found.set(word, row);
      }
    });
    return found;
  }

  private read(bytes: PartReader, into: Float32Array): void {
    const { dtype } = this.tensor;
    const raw = bytes.take(into.length * BYTES[dtype]);
    if (raw === undefined) refuse(this.file, "all of its tensors", "the end of the file");
    decodeNumbers(raw, dtype, into);
  }
}
