import { existsSync } from "node:fs";
import path from "node:path";
import { skipByteOrderMark, withBytes, type ByteReader } from "./byte-reader";
import { LONGEST_WORD, MOST_DIMENSIONS, refuse, RowStore, numbersOfType } from "./row-store";
import type { NumberType } from "./row-store";
import type { NamedVectors } from "../../model/word-vectors";
import { countColumns, LONGEST_NUMBER, onlyBlanksFollow } from "./text";
import { addNumbers, Place } from "./text-row";
import { formatLine } from "./write-decimals";

const [TAB, NEWLINE] = [0x09, 0x0a];

/** Most bytes of a line of metadata, which has a word and perhaps other columns. */
export const LONGEST_LABEL = 16 * LONGEST_WORD;

/**
 * The file with the words of a file of vectors, in the same folder: `metadata.tsv` to `vectors.tsv`,
 * `a_metadata.tsv` to `a_tensor.tsv` as gensim's word2vec2tensor names them, `a-metadata.tsv` to `a.tsv`.
 */
export function metadataPath(vectors: string): string {
  const { dir, base } = path.parse(vectors);
  const other = base.replace(/(vectors|tensor)(?!.*(vectors|tensor))/i, (found) =>
    found === found.toUpperCase()
      ? "METADATA"
      : found.startsWith(found[0].toUpperCase())
        ? "Metadata"
        : "metadata",
  );
  return path.join(dir, other === base ? base.replace(/(\.[^.]*)?$/, "-metadata.tsv") : other);
}

/**
 * Reads the two files of the Embedding Projector (https://projector.tensorflow.org): d numbers on each line, separated
 * by tabs; and the words, one on each line, or in the first column of a table, whose first line may name its columns.
 */
export async function readProjector(bytes: ByteReader, type: NumberType): Promise<NamedVectors> {
  const metadata = metadataPath(bytes.name);
  if (!existsSync(metadata)) refuse(bytes.name, `its words in ${metadata}`, "no such file");
  const labels = await withBytes(metadata, readLabels);
  let store: RowStore | undefined;
  let rows = 0;
  for (let line; (line = await nextRow(bytes, LONGEST_NUMBER * MOST_DIMENSIONS)) !== undefined; rows++) {
    const place = new Place(rows + 1, bytes.name);
    store ??= new RowStore(countColumns(line, place.toString()), numbersOfType[type], 1);
    addNumbers(line, 0, store, store.reserve(rows), place);
  }
  if (!store) refuse(bytes.name, "vectors", "an empty file");
  const titles = labels.length === rows + 1 && labels[0].includes(TAB) ? 1 : 0;
  const words = labels.length - titles;
  if (words < rows)
    refuse(metadata, `a word for each of the ${rows} lines of ${bytes.name}`, `${words} words`);
  if (words > rows)
    refuse(bytes.name, `a line for each of the ${words} words of ${metadata}`, `${rows} lines`);
  for (const [i, label] of labels.slice(titles).entries()) {
    const tab = label.indexOf(TAB);
    store.add(tab < 0 ? label : label.subarray(0, tab), `line ${i + titles + 1} of ${metadata}`);
  }
  return store.named();
}

async function readLabels(bytes: ByteReader): Promise<Buffer[]> {
  await skipByteOrderMark(bytes);
  const labels: Buffer[] = [];
  for (let label; (label = await nextRow(bytes, LONGEST_LABEL)) !== undefined;)
    labels.push(Buffer.from(label));
  return labels;
}

/** A line without its end; undefined where the file ends, or only blank lines follow. */
async function nextRow(bytes: ByteReader, longest: number): Promise<Buffer | undefined> {
  const { bytes: text, closed } = await bytes.until(NEWLINE, longest);
  if (!closed && text.length === 0) return undefined;
  const line = text.at(-1) === 0x0d ? text.subarray(0, -1) : text;
  return line.length === 0 && (await onlyBlanksFollow(bytes)) ? undefined : line;
}

/** Formats the vectors as lines. */
export function* formatProjectorVectors({ vectors }: NamedVectors): Generator<Uint8Array> {
  for (let w = 0; w < vectors.rows; w++) yield formatLine(vectors, w, "", TAB);
}

/** Formats the words as lines, without a name of their column. */
export function* formatProjectorWords({ words }: NamedVectors): Generator<string> {
  for (const word of words) yield word + "\n";
}
