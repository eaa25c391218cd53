import { readDecimals } from "./decimals";
import { FINITE_FLOATS, quoted, refuse, type RowStore } from "./row-store";

const [TAB, NEWLINE, CARRIAGE_RETURN, SPACE] = [0x09, 0x0a, 0x0d, 0x20];

const isBlank = (byte: number): boolean => byte === SPACE || byte === TAB;

/** A line without what ends it: the line end, with or without a carriage return, and blanks, which word2vec.c writes. */
export function trimLine(line: Buffer): Buffer {
  let end = line.length;
  while (
    end > 0 &&
    (isBlank(line[end - 1]) || line[end - 1] === CARRIAGE_RETURN || line[end - 1] === NEWLINE)
  )
    end--;
  return line.subarray(0, end);
}

/**
 * Adds the word and the numbers of a line: a word, a space, and d numbers with spaces between them. The numbers are the
 * last d fields where the word has spaces itself, as some of GloVe's have (". . ."), or where tabs part the fields.
 *
 * @param line without its end
 */
export function addLine(line: Buffer, store: RowStore, place: Place): void {
  const space = line.indexOf(SPACE);
  const word = line.subarray(0, Math.max(0, space));
  if (space > 0 && !word.includes(TAB)) {
    const at = store.reserve();
    if (readDecimals(line, space + 1, store.data, at, store.cols) === store.cols)
      return void store.add(word, place.toString());
  }
  const fields = fieldStarts(line);
  const d = store.cols;
  if (fields.length <= d) {
    const got = fields.length === 1 ? quoted(line.toString("utf8")) : String(fields.length - 1);
    refuse(place.toString(), fields.length === 1 ? `a word and ${d} numbers` : `${d} numbers`, got);
  }
  const from = fields[fields.length - d];
  const own = trimWord(line.subarray(0, from - 1));
  addNumbers(line, from, store, store.reserve(), place);
  const last = Math.max(own.lastIndexOf(SPACE), own.lastIndexOf(TAB)) + 1;
  if (last > 0 && isNumber(own.subarray(last)))
    refuse(place.toString(), `${d} numbers`, String(countNumbers(line, fields)));
  store.add(own, place.toString());
}

/** Reads the numbers of a line from byte `from` on, and puts them where a row of the store begins. */
export function addNumbers(line: Buffer, from: number, store: RowStore, at: number, place: Place): void {
  const found = readDecimals(line, from, store.data, at, store.cols);
  if (found < 0) {
    const field = line.toString("utf8", ~found, fieldEnd(line, ~found));
    const column = [...line.toString("utf8", 0, ~found)].length + 1;
    const need = isNumber(Buffer.from(field)) ? FINITE_FLOATS : "finite numbers";
    refuse(place.column(column), need, `${quoted(field)}${hint(field)}`);
  }
  if (found !== store.cols) refuse(place.toString(), `${store.cols} numbers`, String(found));
}

/** A line of a file, as an error names it. */
export class Place {
  constructor(
    private readonly line: number,
    private readonly file: string,
  ) {}

  toString(): string {
    return `line ${this.line} of ${this.file}`;
  }

  /** A character of the line, from 1. */
  column(column: number): string {
    return `line ${this.line}, column ${column} of ${this.file}`;
  }
}

function hint(field: string): string {
  return /^[-+]?\d*,\d+(e[-+]?\d+)?$/i.test(field) ? ", which has a decimal comma in place of a point" : "";
}

/** Where the fields of a line begin: one behind each space and each tab. */
export function fieldStarts(line: Buffer): number[] {
  const starts = [0];
  for (let i = 0; i < line.length; i++) if (isBlank(line[i])) starts.push(i + 1);
  return starts;
}

function fieldEnd(line: Buffer, start: number): number {
  let end = start;
  while (end < line.length && !isBlank(line[end])) end++;
  return end;
}

/** How many fields at the end of a line are finite numbers. */
export function countNumbers(line: Buffer, starts: readonly number[]): number {
  let count = 0;
  while (count < starts.length) {
    const start = starts[starts.length - 1 - count];
    if (!isNumber(line.subarray(start, fieldEnd(line, start)))) break;
    count++;
  }
  return count;
}

const one = new Float64Array(1);

const isNumber = (field: Buffer): boolean => readDecimals(field, 0, one, 0, 1) === 1;

/** A word without the blanks behind it; a word of one tab, which is its only character, stays. */
function trimWord(bytes: Buffer): Buffer {
  const trimmed = trimLine(bytes);
  return trimmed.length > 0 ? trimmed : bytes.subarray(0, bytes.length === 1 && bytes[0] === TAB ? 1 : 0);
}
