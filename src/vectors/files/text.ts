import type { ByteReader } from "./byte-reader";
import { readDecimals } from "./decimals";
import { LONGEST_WORD, MOST_DIMENSIONS, MOST_WORDS } from "./row-store";
import { quoted, refuse, RowStore, numbersOfType, type NumberType } from "./row-store";
import { lineOf } from "./write-decimals";
import type { NamedVectors } from "../word-vectors";

const NEWLINE = 0x0a;
const SPACE = 0x20;

/** Most bytes of a number, such as a small one written without an exponent. */
export const LONGEST_NUMBER = 400;

/**
 * Reads word2vec's text format: a line `n d`, then a word and its d numbers a line. GloVe's, which has no first
 * line, is read too.
 */
export async function readText(bytes: ByteReader, type: NumberType): Promise<NamedVectors> {
  const longest = LONGEST_WORD + LONGEST_NUMBER * MOST_DIMENSIONS;
  const first = (await line(bytes, 1, longest)) ?? Buffer.of();
  if (first.toString("latin1", 0, 100).split(" ").length > 2) return readWithoutHeader(first, bytes, type);
  const { n, d } = headerOf(first, bytes);
  const store = new RowStore(d, numbersOfType[type], bytes.size === undefined ? 1 : n);
  for (let number = 2; number < n + 2; number++) {
    const place = `line ${number} of ${bytes.name}`;
    const next = await line(bytes, number, LONGEST_WORD + d * LONGEST_NUMBER);
    if (next === undefined) refuse(place, `one of ${n} words`, "the end of the file");
    addLine(next, store, place);
  }
  if (!(await bytes.ended())) refuse(`line ${n + 2} of ${bytes.name}`, `the end after ${n} words`, "more");
  return store.named();
}

/** GloVe's format: as many dimensions as the first line has numbers, as many words as there are lines. */
async function readWithoutHeader(first: Buffer, bytes: ByteReader, type: NumberType): Promise<NamedVectors> {
  const d = columnsOf(first, SPACE, `line 1 of ${bytes.name}`) - 1;
  const store = new RowStore(d, numbersOfType[type], 1);
  let next: Buffer | undefined = first;
  for (let number = 1; next !== undefined; number++) {
    addLine(next, store, `line ${number} of ${bytes.name}`);
    next = await line(bytes, number + 1, LONGEST_WORD + d * LONGEST_NUMBER);
  }
  return store.named();
}

/** How many parts a line has; no more than vectors may have dimensions. */
export function columnsOf(text: Buffer, separator: number, place: string): number {
  let count = 1;
  for (const byte of text) if (byte === separator) count++;
  if (count > MOST_DIMENSIONS) refuse(place, `at most ${MOST_DIMENSIONS} dimensions`, String(count));
  return count;
}

/** Adds the word and the numbers of a line without its end. */
export function addLine(text: Buffer, store: RowStore, place: string): void {
  const space = text.indexOf(SPACE);
  if (space < 0) refuse(place, `a word and ${store.cols} numbers`, quoted(text.toString("utf8")));
  const at = store.add(text.subarray(0, space), place);
  addNumbers(text, space + 1, SPACE, store, at, place);
}

/** Reads the numbers of a line from byte `from` on, and puts them where a row of the store begins. */
export function addNumbers(
  text: Buffer,
  from: number,
  separator: number,
  store: RowStore,
  at: number,
  place: string,
): void {
  const found = readDecimals(text, from, separator, store.data, at, store.cols);
  if (typeof found === "string") refuse(place, "finite numbers", quoted(found));
  if (found !== store.cols) refuse(place, `${store.cols} numbers`, String(found));
}

/** A line without its end and without spaces there, which word2vec.c writes; undefined after the last one. */
async function line(bytes: ByteReader, number: number, longest: number): Promise<Buffer | undefined> {
  const { bytes: text, closed } = await bytes.until(NEWLINE, longest);
  if (!closed && text.length === 0) return undefined;
  if (!closed) refuse(`line ${number} of ${bytes.name}`, "an end of the line", "the end of the file");
  let end = text.length;
  while (end > 0 && (text[end - 1] === SPACE || text[end - 1] === 0x0d)) end--;
  return text.subarray(0, end);
}

/** Numbers of words and of dimensions, as the first line gives them: no more than the file has room for. */
export function headerOf(
  first: Buffer,
  { name, size }: { name: string; size?: number },
): { n: number; d: number } {
  const text = first.toString("latin1", 0, 200).trimEnd();
  const place = `line 1 of ${name}`;
  const match = /^(\d{1,15}) (\d{1,15})$/.exec(text);
  if (!match) refuse(place, "two numbers, of words and of dimensions", quoted(text));
  const [n, d] = [Number(match[1]), Number(match[2])];
  if (n > MOST_WORDS) refuse(place, `at most ${MOST_WORDS} words`, match[1]);
  if (d < 1 || d > MOST_DIMENSIONS) refuse(place, `1 to ${MOST_DIMENSIONS} dimensions`, match[2]);
  if (size !== undefined && n * (2 * d + 2) > size)
    refuse(place, `a file with room for ${n} words of ${d} dimensions`, `${size} bytes`);
  return { n, d };
}

/** Lines of word2vec's text format; every number is read back as it was. */
export function* textOf({ words, vectors }: NamedVectors): Generator<string | Uint8Array> {
  yield `${vectors.rows} ${vectors.cols}\n`;
  for (let w = 0; w < words.length; w++) yield lineOf(vectors, w, `${words[w]} `, SPACE);
}
