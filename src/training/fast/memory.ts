import { Xoshiro128 } from "../../random/xoshiro";
import { uniform } from "../../random/random";
import type { NamedVectors } from "../../model/word-vectors";
import type { WasmMemory } from "../../webassembly/module";
import type { Layout } from "./layout";
import type { Parts } from "./subwords";
import { fillAlias, fillKeep } from "./tables";

/**
 * Fills the memory of a run that has not begun: V uniform in ±1/(2d), of a bag of words in ±1/d as
 * gensim has it, and of words with parts as fastText has it, since a mean is shorter; U zero, the tables from the counts of
 * the words, and a generator for each lane, all from one seed.
 *
 * @param memory zero-filled
 * @param counts occurrences of each word, shape (n)
 */
export function fillMemory(
  { buffer }: WasmMemory,
  layout: Layout,
  counts: Float64Array,
  { subsample, power, seed }: { subsample: number; power: number; seed: number },
  parts?: Parts,
): void {
  const { vocabularySize: n, dimensions: d, rowBytes } = layout;
  const rows = n + layout.buckets;
  fillKeep(counts, subsample, new Uint32Array(buffer, layout.keep, n));
  fillAlias(counts, power, new Uint32Array(buffer, layout.alias, 2 * n));
  const random = new Xoshiro128(seed);
  const scale = layout.means || parts ? 2 : 1;
  const V = new Float32Array(buffer, layout.V, (rows * rowBytes) / 4);
  for (let w = 0; w < rows; w++) {
    for (let i = 0; i < d; i++) V[(w * rowBytes) / 4 + i] = (scale * (uniform(random) - 0.5)) / d;
  }
  if (parts) {
    new Uint32Array(buffer, layout.partsBegin, n + 1).set(parts.begin);
    const addresses = new Uint32Array(buffer, layout.partsList, parts.rows.length);
    parts.rows.forEach((row, i) => (addresses[i] = layout.V + row * rowBytes));
  }
  for (const lane of layout.lane)
    new Uint32Array(buffer, lane.random, 4).set(new Xoshiro128(random.uint32()).save());
}

/** Reads which rows of V each word has; undefined where words have no parts. */
export function readParts(
  { buffer }: WasmMemory,
  { V, rowBytes, vocabularySize, buckets, parts, partsBegin, partsList }: Layout,
): { rows: Uint32Array; begin: Uint32Array; all: number } | undefined {
  if (buckets === 0) return undefined;
  const rows = new Uint32Array(buffer, partsList, parts).map((address) => (address - V) / rowBytes);
  return {
    rows,
    begin: new Uint32Array(buffer, partsBegin, vocabularySize + 1),
    all: vocabularySize + buckets,
  };
}

/**
 * Puts vectors that were trained before into the rows of V or U, where words are the same.
 *
 * @param words of the run, shape (n)
 * @returns how many rows
 * @throws RangeError if the vectors have other dimensions
 */
export function writeRows(
  { buffer }: WasmMemory,
  layout: Layout,
  at: number,
  words: readonly string[],
  { words: given, vectors }: NamedVectors,
): number {
  const { dimensions: d, rowBytes } = layout;
  if (vectors.cols !== d)
    throw new RangeError(
      `startFrom requires vectors of ${d} dimensions, as the run has, got ${vectors.cols}`,
    );
  const ids = new Map(given.map((word, w) => [word, w]));
  let count = 0;
  words.forEach((word, w) => {
    const from = ids.get(word);
    if (from === undefined) return;
    const row = vectors.data.subarray(from * d, (from + 1) * d);
    new Float32Array(buffer, at + w * rowBytes, d).set(row);
    count++;
  });
  return count;
}

/** Reads some rows of V or U without the zeros behind each; a view where there are none. */
export function readRows(
  { buffer }: WasmMemory,
  layout: Layout,
  at: number,
  n = layout.vocabularySize,
): Float32Array {
  const { dimensions: d, rowBytes } = layout;
  const filled = new Float32Array(buffer, at, (n * rowBytes) / 4);
  if (rowBytes === 4 * d) return filled;
  const rows = new Float32Array(n * d);
  for (let w = 0; w < n; w++) rows.set(filled.subarray((w * rowBytes) / 4, (w * rowBytes) / 4 + d), w * d);
  return rows;
}
