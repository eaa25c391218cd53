import { existsSync } from "node:fs";
import path from "node:path";
import { withBytes, type ByteReader } from "./byte-reader";
import { LONGEST_WORD, MOST_DIMENSIONS, refuse, RowStore, numbersOfType } from "./row-store";
import type { NumberType } from "./row-store";
import type { NamedVectors } from "../word-vectors";
import { addNumbers, columnsOf, LONGEST_NUMBER } from "./text";
import { lineOf } from "./write-decimals";

const NEWLINE = 0x0a;
const TAB = 0x09;

/** Most bytes of a line of a table, a word and what else is known of it. */
export const LONGEST_LABEL = 16 * LONGEST_WORD;

/**
 * The metadata that belong to a file of vectors, in the same folder: `metadata.tsv` to `vectors.tsv`,
 * `a_metadata.tsv` to `a_tensor.tsv` as gensim's word2vec2tensor names them, `a-metadata.tsv` to `a.tsv`.
 */
export function metadataPath(vectors: string): string {
  const { dir, base } = path.parse(vectors);
  const other = base.replace(/(vectors|tensor)(?!.*(vectors|tensor))/, "metadata");
  return path.join(dir, other === base ? base.replace(/(\.[^.]*)?$/, "-metadata.tsv") : other);
}

/**
 * Reads the pair of files of the Embedding Projector (https://projector.tensorflow.org): d numbers a line, parted by
 * tabs; and the words, one a line, or the first column of a table whose first line names its columns.
 */
export async function readProjector(bytes: ByteReader, type: NumberType): Promise<NamedVectors> {
  const metadata = metadataPath(bytes.name);
  if (!existsSync(metadata)) refuse(bytes.name, `its words in ${metadata}`, "no such file");
  return withBytes(metadata, (words) => readPair(bytes, words, type));
}

async function readPair(bytes: ByteReader, words: ByteReader, type: NumberType): Promise<NamedVectors> {
  let store: RowStore | undefined;
  let columns = false;
  for (let w = 0; ; w++) {
    const place = `line ${w + 1} of ${bytes.name}`;
    const numbers = await line(bytes, place, LONGEST_NUMBER * MOST_DIMENSIONS);
    let label = await line(words, `line ${w + 1} of ${words.name}`, LONGEST_LABEL);
    if (w === 0 && label?.includes(TAB)) {
      columns = true;
      label = await line(words, `line 2 of ${words.name}`, LONGEST_LABEL);
    }
    if (!numbers || !label) {
      if (numbers) refuse(words.name, `a word for each line of ${bytes.name}`, `${w} words`);
      if (label) refuse(bytes.name, `a line for each word of ${words.name}`, `${w} lines`);
      return store?.named() ?? refuse(bytes.name, "vectors", "an empty file");
    }
    store ??= new RowStore(columnsOf(numbers, TAB, place), numbersOfType[type], 1);
    const word = columns && label.includes(TAB) ? label.subarray(0, label.indexOf(TAB)) : label;
    const at = store.add(word, `line ${columns ? w + 2 : w + 1} of ${words.name}`);
    addNumbers(numbers, 0, TAB, store, at, place);
  }
}

/** A line without its end; undefined after the last one. */
async function line(bytes: ByteReader, place: string, longest: number): Promise<Buffer | undefined> {
  const { bytes: text, closed } = await bytes.until(NEWLINE, longest);
  if (!closed && text.length === 0) return undefined;
  if (!closed) refuse(place, "an end of the line", "the end of the file");
  return text.at(-1) === 0x0d ? text.subarray(0, -1) : text;
}

/** Lines of the vectors. */
export function* projectorVectorsOf({ vectors }: NamedVectors): Generator<Uint8Array> {
  for (let w = 0; w < vectors.rows; w++) yield lineOf(vectors, w, "", TAB);
}

/** Lines of the words. A table of one column has no names of columns. */
export function* projectorWordsOf({ words }: NamedVectors): Generator<string> {
  for (const word of words) yield word + "\n";
}
