import { readFile } from "node:fs/promises";
import { writeAtomic } from "../files/write-atomic";
import { row, zeros, type Matrix } from "../model/matrix";

/** What word2vec's text format holds: words, each with a row of `vectors`. */
export interface NamedVectors {
  readonly words: readonly string[];
  /** shape (n, d) */
  readonly vectors: Matrix;
}

/**
 * Writes vectors in the text format of word2vec.c, which gensim and others read: a line `n d`, then a
 * word and its d numbers a line. Every double is written so that it is read back exactly. The file
 * appears whole or not at all.
 */
export function writeTextVectors(path: string, { words, vectors }: NamedVectors): void {
  if (words.length !== vectors.rows) {
    throw new RangeError(
      `writeTextVectors requires a row for each of ${words.length} words, got ${vectors.rows}`,
    );
  }
  const lines = words.map((word, w) => {
    if (!isWord(word))
      throw new RangeError(`writeTextVectors requires words without spaces, got ${JSON.stringify(word)}`);
    const values = row(vectors, w);
    if (!values.every(Number.isFinite))
      throw new RangeError(
        `writeTextVectors requires finite numbers, got some others for ${JSON.stringify(word)}`,
      );
    return `${word} ${values.join(" ")}\n`;
  });
  writeAtomic(path, `${vectors.rows} ${vectors.cols}\n${lines.join("")}`);
}

/** Reads word2vec's text format. A file that is cut, or not quite of this form, is refused with its line. */
export async function readTextVectors(path: string): Promise<NamedVectors> {
  return parseTextVectors(await readFile(path));
}

/** @param bytes a whole file of word2vec's text format, UTF-8 */
export function parseTextVectors(bytes: Uint8Array): NamedVectors {
  const lines = linesOf(bytes);
  const [n, d] = header(lines.next().value, bytes.length);
  const words = new Set<string>();
  const vectors = zeros(n, d);
  for (let w = 0; w < n; w++) {
    const line = lines.next().value;
    if (line === undefined) refuse(w + 2, `one of ${n} words`, "the end of the file");
    const [word, ...numbers] = line.replace(/ $/, "").split(" "); // word2vec.c ends its lines with a space
    if (!isWord(word)) refuse(w + 2, "a word", JSON.stringify(line.slice(0, 40)));
    if (words.has(word)) refuse(w + 2, "every word once", JSON.stringify(word));
    if (numbers.length !== d) refuse(w + 2, `${d} numbers`, `${numbers.length}`);
    words.add(word);
    numbers.forEach((text, i) => (vectors.data[w * d + i] = finite(text, w + 2)));
  }
  if (!lines.next().done) refuse(n + 2, `the end of the file after ${n} words`, "more");
  return { words: [...words], vectors };
}

/** Lines without their ends, decoded one at a time; a file without a last line end is cut. */
function* linesOf(bytes: Uint8Array): Generator<string, undefined> {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  for (let from = 0, number = 1; from < bytes.length; number++) {
    const end = bytes.indexOf(10, from);
    if (end < 0) refuse(number, "an end of the line", "the end of the file");
    let line = "";
    try {
      line = decoder.decode(bytes.subarray(from, end));
    } catch {
      refuse(number, "UTF-8", "other bytes");
    }
    yield line;
    from = end + 1;
  }
}

/** Number of words and of dimensions; no more of either than the file has room for. */
function header(line: string | undefined, bytes: number): [number, number] {
  const match = /^(\d{1,10}) (\d{1,10}) ?$/.exec(line ?? "");
  if (!match) refuse(1, "two numbers, of words and of dimensions", JSON.stringify((line ?? "").slice(0, 40)));
  const [n, d] = [Number(match[1]), Number(match[2])];
  if (d < 1 || n * (2 * d + 2) > bytes)
    refuse(1, `a file with room for ${n} words of ${d} dimensions`, `${bytes} bytes`);
  return [n, d];
}

function finite(text: string, line: number): number {
  const value = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text) ? Number(text) : NaN;
  if (!Number.isFinite(value)) refuse(line, "finite numbers", JSON.stringify(text.slice(0, 40)));
  return value;
}

/** A word of the format: at least one character, no space and no end of a line. */
function isWord(text: string): boolean {
  return text !== "" && !/[ \n]/.test(text);
}

function refuse(line: number, need: string, got: string): never {
  throw new RangeError(`parseTextVectors requires ${need} in line ${line}, got ${got}`);
}
