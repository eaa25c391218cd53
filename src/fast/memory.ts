import { Xoshiro128 } from "../random/xoshiro";
import { uniform } from "../random/random";
import type { WasmMemory } from "../webassembly/module";
import type { Layout } from "./layout";
import { fillAlias, fillKeep } from "./tables";

/**
 * Fills the memory of a run that has not begun: V uniform in ±1/(2d), U zero, the tables of the words' counts,
 * and a generator for each lane, all from one seed.
 *
 * @param memory zero-filled
 * @param counts occurrences of each word, shape (n)
 */
export function fillMemory(
  { buffer }: WasmMemory,
  layout: Layout,
  counts: Float64Array,
  { subsample, power, seed }: { subsample: number; power: number; seed: number },
): void {
  const { words: n, dimensions: d, rowBytes } = layout;
  fillKeep(counts, subsample, new Uint32Array(buffer, layout.keep, n));
  fillAlias(counts, power, new Uint32Array(buffer, layout.alias, 2 * n));
  const random = new Xoshiro128(seed);
  const V = new Float32Array(buffer, layout.V, (n * rowBytes) / 4);
  for (let w = 0; w < n; w++) {
    for (let i = 0; i < d; i++) V[(w * rowBytes) / 4 + i] = (uniform(random) - 0.5) / d;
  }
  for (const lane of layout.lane)
    new Uint32Array(buffer, lane.random, 4).set(new Xoshiro128(random.uint32()).save());
}

/** The rows of V or U without the zeros that fill them up; a view where there are none. */
export function rowsAt({ buffer }: WasmMemory, layout: Layout, at: number): Float32Array {
  const { words: n, dimensions: d, rowBytes } = layout;
  const filled = new Float32Array(buffer, at, (n * rowBytes) / 4);
  if (rowBytes === 4 * d) return filled;
  const rows = new Float32Array(n * d);
  for (let w = 0; w < n; w++) rows.set(filled.subarray((w * rowBytes) / 4, (w * rowBytes) / 4 + d), w * d);
  return rows;
}
