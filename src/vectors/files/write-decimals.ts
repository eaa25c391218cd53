import type { Rows } from "../../model/word-vectors";

const NEWLINE = 0x0a;
const POINT = 0x2e;
const MINUS = 0x2d;
const ZERO = 0x30;

/** Digits that distinguish every float from all others. */
const DIGITS = 9;

/** Powers of ten, 10⁰ to 10¹⁴. */
const POWERS = Array.from({ length: 15 }, (_, i) => Number(`1e${i}`));

/** Most bytes of a number: a double such as -0.0000012345678901234567. */
const LONGEST = 25;

/**
 * Formats the numbers of a row as a line, with enough digits to be read back unchanged: nine for a float, as few as
 * possible for a double.
 *
 * @param before    begins the line, such as a word and a space
 * @param separator the byte between two numbers
 */
export function formatLine({ data, cols }: Rows, row: number, before: string, separator: number): Buffer {
  const line = Buffer.allocUnsafe(3 * before.length + (LONGEST + 1) * cols + 1);
  const write = data instanceof Float32Array ? writeFloat : writeDouble;
  let at = line.write(before);
  for (let i = row * cols; i < (row + 1) * cols; i++) {
    at = write(data[i], line, at);
    line[at++] = separator;
  }
  line[at - 1] = NEWLINE;
  return line.subarray(0, at);
}

/**
 * Writes a float with at most nine digits, which are read back as the same float: 0.100000001, -1.5, 1e-7.
 *
 * From 10⁻⁶ to 10⁹ the digits are those of the whole number x · 10ᵏ of nine digits. A product of doubles is exact to
 * 2⁻⁵³, and half the last bit of a float is 2⁻²⁵. This is ten times as fast as `toPrecision`, which the few other
 * numbers use.
 *
 * @param value a number of 32 bits
 * @param into  LONGEST bytes from `at` on must be free
 * @returns where it ends
 */
function writeFloat(value: number, into: Buffer, at: number): number {
  const size = Math.abs(value);
  if (!(size >= 1e-6 && size < 1e9))
    return writeDouble(size === 0 ? value : Number(value.toPrecision(DIGITS)), into, at); // toPrecision drops the sign of −0
  if (value < 0) into[at++] = MINUS;
  let places = DIGITS - 1; // digits behind the point
  if (size >= 1) for (; size >= POWERS[DIGITS - places]; places--);
  else for (; size * POWERS[places] < POWERS[DIGITS - 1]; places++);
  let whole = Math.round(size * POWERS[places]);
  for (; places > 0 && whole % 10 === 0; places--) whole /= 10;
  return writeWhole(whole, places, into, at);
}

/** Writes the digits of a whole number, at least one of them before the point that stands before the last `places`. */
function writeWhole(whole: number, places: number, into: Buffer, at: number): number {
  let digits = 1;
  while (digits < 10 && whole >= POWERS[digits]) digits++;
  const before = Math.max(1, digits - places);
  const end = at + before + (places > 0 ? 1 + places : 0);
  let rest = whole;
  for (let to = end - 1; to >= at; to--) {
    if (to === at + before) into[to] = POINT;
    else {
      const tenth = Math.floor(rest / 10);
      into[to] = ZERO + rest - 10 * tenth;
      rest = tenth;
    }
  }
  return end;
}

/** Writes a double with as few digits as it needs; −0 with its sign. */
function writeDouble(value: number, into: Buffer, at: number): number {
  return at + into.write(value === 0 && 1 / value < 0 ? "-0" : String(value), at, "latin1");
}
