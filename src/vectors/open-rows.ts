import { finishTogether } from "../files/write-together";
import { BinaryRows } from "./files/binary-rows";
import { skipByteOrderMark, withBytes } from "./files/byte-reader";
import { detectFormat } from "./files/detect-format";
import type { RowBlock, RowSource } from "./files/row-source";
import { SafetensorsRows } from "./files/safetensors-rows";
import type { ReadFormat } from "./formats";
import { readVectorModel } from "./read-vectors";
import type { NamedVectors } from "../model/word-vectors";

/**
 * Opens a file of vectors to be asked. Of word2vec's binary format and of safetensors, only what is asked for is read
 * later; text, the Projector's files, models of fastText and what is packed with gzip are read whole, now.
 *
 * @param format of the file, if its bytes are not to decide
 * @throws RangeError as `readVectors`; of what is not read whole, where a row that is asked for is damaged
 */
export async function openRows(path: string, format?: ReadFormat): Promise<RowSource> {
  finishTogether(path);
  const found = await withBytes(path, async (bytes) => {
    await skipByteOrderMark(bytes);
    return { format: format ?? (await detectFormat(bytes)), packed: bytes.size === undefined };
  });
  if (!found.packed && found.format === "binary") return new BinaryRows(path);
  if (!found.packed && found.format === "safetensors") return new SafetensorsRows(path);
  const { named, unseen } = await readVectorModel(path, found.format);
  return new HeldRows(path, found.format, named, unseen);
}

/** Rows that memory holds. */
class HeldRows implements RowSource {
  readonly held = true;
  readonly numbers: string;
  readonly rows: number;
  readonly cols: number;
  private readonly data: Float32Array;

  constructor(
    readonly file: string,
    readonly format: ReadFormat,
    private readonly named: NamedVectors,
    private readonly unseen?: (word: string) => Float32Array | undefined,
  ) {
    const { rows, cols, data } = named.vectors;
    this.rows = rows;
    this.cols = cols;
    this.data = data instanceof Float32Array ? data : Float32Array.from(data);
    this.numbers = format === "binary" || format === "fasttext" ? "float32" : "decimal";
  }

  *blocks(limit = this.rows): Generator<RowBlock> {
    const { words } = this.named;
    const count = Math.min(limit, this.rows);
    if (count > 0) yield { from: 0, count, data: this.data, word: (r) => words[r] };
  }

  find(words: Iterable<string>): Map<string, Float32Array> {
    const wanted = new Set(words);
    const found = new Map<string, Float32Array>();
    this.named.words.forEach((word, w) => {
      if (wanted.has(word)) found.set(word, this.data.subarray(w * this.cols, (w + 1) * this.cols));
    });
    for (const word of wanted) {
      const row = found.has(word) ? undefined : this.unseen?.(word);
      if (row) found.set(word, row);
    }
    return found;
  }
}
