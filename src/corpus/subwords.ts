/** How a model of fastText cuts words into parts. */
export interface SubwordSettings {
  /** shortest and longest part, in characters; none if `longest` is 0 */
  readonly shortest: number;
  readonly longest: number;
  /** rows that the parts share, by their hash */
  readonly buckets: number;
}

/** The word that ends a line, which has no parts. */
const endOfLine = "</s>";

/**
 * The buckets of a word's parts: of `<water>`, with its two marks, every stretch of `shortest` to `longest` characters,
 * in the order in which fastText adds them up; a mark alone is no part.
 *
 * P. Bojanowski et al., "Enriching Word Vectors with Subword Information", 2017.
 */
export function subwordBuckets(word: string, { shortest, longest, buckets }: SubwordSettings): number[] {
  if (word === endOfLine || buckets === 0) return [];
  const bytes = Buffer.from(`<${word}>`);
  const found: number[] = [];
  for (let begin = 0; begin < bytes.length; begin++) {
    if (isInside(bytes[begin])) continue;
    let hash = FNV_BEGIN;
    let end = begin;
    for (let length = 1; length <= longest && end < bytes.length; length++) {
      do hash = hashByte(hash, bytes[end++]);
      while (end < bytes.length && isInside(bytes[end]));
      const isMark = length === 1 && (begin === 0 || end === bytes.length);
      if (length >= shortest && !isMark) found.push(hash % buckets);
    }
  }
  return found;
}

const [FNV_BEGIN, FNV_PRIME] = [2166136261, 16777619];

/**
 * A step of the hash FNV-1a of 32 bits. fastText takes a byte for a number with a sign, so that one from 128 on turns the
 * upper 24 bits round, too.
 */
function hashByte(hash: number, byte: number): number {
  const signed = byte < 0x80 ? byte : byte - 0x100;
  return Math.imul(hash ^ signed, FNV_PRIME) >>> 0;
}

/** Whether a byte of UTF-8 goes on with a character. */
const isInside = (byte: number): boolean => (byte & 0xc0) === 0x80;
