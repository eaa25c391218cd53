import { HEAD_BYTES } from "../../files/known-formats";
import type { ByteReader } from "./byte-reader";
import { LONGEST_WORD, MOST_DIMENSIONS, MOST_WORDS } from "./row-store";
import { quoted, refuse, RowStore, numbersOfType, type NumberType } from "./row-store";
import { addLine, countNumbers, fieldStarts, Place, trimLine } from "./text-row";
import { formatLine } from "./write-decimals";
import type { NamedVectors } from "../../model/word-vectors";

const [TAB, NEWLINE, SPACE] = [0x09, 0x0a, 0x20];

/** Most bytes of a number, such as a small one written without an exponent. */
export const LONGEST_NUMBER = 400;

/** The numbers of words and of dimensions, which begin word2vec's files. */
const HEADER = /^(\d{1,15})[ \t]+(\d{1,15})$/;

/**
 * Reads word2vec's text format: a line `n d`, then a word and its d numbers on each line. Reads GloVe's format too, which
 * has no line `n d`. The last line may have no end, and blank lines may follow it.
 */
export async function readText(bytes: ByteReader, type: NumberType): Promise<NamedVectors> {
  const head = await peekLines(bytes);
  const first = trimLine(head.subarray(0, head.indexOf(NEWLINE) + 1 || undefined)).toString("latin1");
  const { n, d } = HEADER.test(first)
    ? parseHeader((await bytes.until(NEWLINE, LONGEST_WORD)).bytes, bytes)
    : { n: undefined, d: countDimensions(head, bytes.name) };
  const store = new RowStore(d, numbersOfType[type], n === undefined || bytes.size === undefined ? 1 : n);
  const before = n === undefined ? 1 : 2; // number of the first line with a word
  for (let w = 0; w !== n; w++) {
    const line = await nextLine(bytes, LONGEST_WORD + d * LONGEST_NUMBER);
    const place = new Place(w + before, bytes.name);
    if (line === undefined || (line.length === 0 && (await onlyBlanksFollow(bytes)))) {
      if (n === undefined) return store.named();
      refuse(place.toString(), `${n} words`, `the end of the file after ${w}`);
    }
    addLine(line, store, place);
  }
  if (!(await onlyBlanksFollow(bytes)))
    refuse(`line ${store.words.length + before} of ${bytes.name}`, `the end after ${n} words`, "more");
  return store.named();
}

/**
 * How many dimensions a file without a line `n d` has: one less than most lines of its first bytes have fields, among
 * those that are a word without spaces and then numbers. Where no line is, all fields behind the first are meant.
 */
function countDimensions(head: Buffer, name: string): number {
  const place = `line 1 of ${name}`;
  const lines = firstLines(head);
  const first = lines[0] ?? head;
  const columns = countColumns(first, place);
  const counts = new Map<number, number>();
  for (const line of lines) {
    const starts = fieldStarts(line);
    const d = starts.length - 1;
    if (d > 0 && countNumbers(line, starts) >= d) counts.set(d, (counts.get(d) ?? 0) + 1);
  }
  const most = [...counts].sort(([d, a], [e, b]) => b - a || e - d)[0]?.[0];
  const d = most ?? columns - 1;
  if (d < 1)
    refuse(place, "the numbers of words and of dimensions, or a word and its numbers with spaces between them,", quoted(first.toString("utf8"))); // prettier-ignore
  return d;
}

/** How many columns a line has; at most as many as vectors may have dimensions. */
export function countColumns(line: Buffer, place: string): number {
  let count = 1;
  for (const byte of line) if (byte === SPACE || byte === TAB) count++;
  if (count > MOST_DIMENSIONS + 1) refuse(place, `at most ${MOST_DIMENSIONS} dimensions`, `${count} columns`);
  return count;
}

/** The first bytes of a file, 64 KB or a line, or all. */
async function peekLines(bytes: ByteReader): Promise<Buffer> {
  const longest = LONGEST_WORD + LONGEST_NUMBER * MOST_DIMENSIONS;
  for (let length = HEAD_BYTES; ; length *= 2) {
    const head = await bytes.peek(length);
    if (head.length < length || head.includes(NEWLINE) || length > longest) return head;
  }
}

/** The lines of the first bytes of a file that are not blank; a last one that is cut only if there is no other. */
export function firstLines(head: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  for (let begin = 0, end = 0; begin < head.length; begin = end + 1) {
    end = head.indexOf(NEWLINE, begin);
    if (end < 0 && lines.length > 0 && head.length >= HEAD_BYTES) break;
    const line = trimLine(head.subarray(begin, end < 0 ? (end = head.length) : end));
    if (line.length > 0) lines.push(line);
  }
  return lines;
}

/** A line without its end; undefined after the last one. */
async function nextLine(bytes: ByteReader, longest: number): Promise<Buffer | undefined> {
  const { bytes: text, closed } = await bytes.until(NEWLINE, longest);
  return closed || text.length > 0 ? trimLine(text) : undefined;
}

/** Whether nothing is left but blank lines; they are taken. */
export async function onlyBlanksFollow(bytes: ByteReader): Promise<boolean> {
  for (let head = await bytes.peek(1); head.length > 0; head = await bytes.peek(1)) {
    if (!/\s/.test(head.toString("latin1"))) return false;
    await bytes.skip(1);
  }
  return true;
}

/** Reads the numbers of words and of dimensions from the first line; the file must be long enough for them. */
export function parseHeader(
  first: Buffer,
  { name, size }: { name: string; size?: number },
): { n: number; d: number } {
  const text = first.toString("latin1", 0, 200).trimEnd();
  const place = `line 1 of ${name}`;
  const match = HEADER.exec(text);
  if (!match) refuse(place, "the numbers of words and of dimensions", quoted(text));
  const [n, d] = [Number(match[1]), Number(match[2])];
  if (n > MOST_WORDS) refuse(place, `at most ${MOST_WORDS} words`, match[1]);
  if (d < 1 || d > MOST_DIMENSIONS) refuse(place, `1 to ${MOST_DIMENSIONS} dimensions`, match[2]);
  if (size !== undefined && n * (2 * d + 2) > size + 1)
    refuse(place, `a file that is long enough for ${n} words of ${d} dimensions`, `${size} bytes`);
  return { n, d };
}

/** Formats vectors as word2vec's text file; every number is read back unchanged. */
export function* formatText({ words, vectors }: NamedVectors): Generator<string | Uint8Array> {
  yield `${vectors.rows} ${vectors.cols}\n`;
  for (let w = 0; w < words.length; w++) yield formatLine(vectors, w, `${words[w]} `, SPACE);
}
