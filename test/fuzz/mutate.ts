import { below, type Random } from "../../dist/random/random";

/** Pieces that readers are often wrong about: numbers out of range, ends of texts and of structures, other encodings. */
const pieces = [
  "0", "-1", "1e39", "1e999", "-1e-400", "NaN", "Infinity", "null", "true", "4294967296", "9007199254740993", "16777217",
  "n/a", "0,5", "0x10", "\n", "\r\n", "\r", "\t", " ", "", "\0", "\ufeff", "\u2028", "é", "😀", '"', "\\", "{", "}", "[",
  "]", "[[[[[[[[", "}}}}", ":", ",", ",,", "#", ": ", "$", "$$", "%", "&", "^", "_", "\\frac{", "\\begin{align}",
  "\\end{align}", "\\sum_", "__proto__", "constructor", "../", "/", "-", "--", "\ud800", "a".repeat(3000), "(".repeat(300),
].map((piece) => Buffer.from(piece)); // prettier-ignore

type Change = (bytes: Buffer, random: Random) => Buffer;

/** A range of the bytes, more often a short one. */
function range(length: number, random: Random): [number, number] {
  const from = below(random, length + 1);
  const most = [1, 4, 32, length][below(random, 4)];
  return [from, Math.min(length, from + below(random, most + 1))];
}

const splice = (bytes: Buffer, from: number, to: number, piece: Uint8Array): Buffer =>
  Buffer.concat([bytes.subarray(0, from), piece, bytes.subarray(to)]);

const changes: readonly Change[] = [
  (bytes, random) => {
    const changed = Buffer.from(bytes);
    if (bytes.length > 0) changed[below(random, bytes.length)] ^= 1 << below(random, 8);
    return changed;
  },
  (bytes, random) => {
    const changed = Buffer.from(bytes);
    if (bytes.length > 0) changed[below(random, bytes.length)] = below(random, 256);
    return changed;
  },
  (bytes, random) => splice(bytes, ...range(bytes.length, random), Buffer.of()),
  (bytes, random) => bytes.subarray(0, below(random, bytes.length + 1)),
  (bytes, random) => {
    const [from, to] = range(bytes.length, random);
    const at = below(random, bytes.length + 1);
    return splice(bytes, at, at, bytes.subarray(from, to)); // a part again
  },
  (bytes, random) => splice(bytes, ...range(bytes.length, random), pieces[below(random, pieces.length)]),
  (bytes, random) => {
    const at = below(random, bytes.length + 1);
    return splice(bytes, at, at, pieces[below(random, pieces.length)]);
  },
  (bytes, random) => {
    // a number becomes another one
    const numbers = [...bytes.toString("latin1").matchAll(/-?\d+(\.\d+)?/g)];
    if (numbers.length === 0) return bytes;
    const { index, 0: text } = numbers[below(random, numbers.length)];
    return splice(bytes, index, index + text.length, pieces[below(random, 12)]);
  },
];

/** Bytes with one to four changes, which the random numbers alone decide. */
export function mutate(bytes: Buffer, random: Random): Buffer {
  let changed = bytes;
  for (let left = 1 + below(random, 4); left > 0; left--)
    changed = changes[below(random, changes.length)](changed, random);
  return changed;
}
