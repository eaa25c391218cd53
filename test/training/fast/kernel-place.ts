import assert from "node:assert/strict";
import fc from "fast-check";
import { createLayout, type Layout } from "../../../dist/training/fast/layout";
import { fillMemory, readRows } from "../../../dist/training/fast/memory";
import { createWebAssemblyKernel, type SkipGramKernel } from "../../../dist/training/fast/skip-gram-kernel";
import { listParts } from "../../../dist/training/fast/subwords";
import { Xoshiro128 } from "../../../dist/random/xoshiro";
import { sharedMemory, type WasmMemory } from "../../../dist/webassembly/module";

/** The memory of a run of a few words. */
export interface Place {
  memory: WasmMemory;
  layout: Layout;
}

export const fewCounts = Float64Array.of(40, 20, 20, 10, 5, 5, 3, 2);

/** Lays memory out and fills it; U is random, too. */
export function place(shape: {
  dimensions: number;
  window: number;
  negatives: number;
  /** by default the least multiple of three */
  draws?: number;
  windowsAtOnce?: number;
  means?: boolean;
  /** gives words parts, which share so many rows */
  buckets?: number;
  subsample?: number;
  counts?: Float64Array;
}): Place {
  const { subsample = 1, buckets = 0, windowsAtOnce = 1, means = false, counts = fewCounts, ...rest } = shape;
  const names = Array.from(counts, (_, w) => `word${w}`.slice(w % 3));
  const parts = buckets > 0 ? listParts(names, { shortest: 2, longest: 4, buckets }) : undefined;
  const layout = createLayout({
    vocabularySize: counts.length,
    lanes: 2,
    deferredWindows: 64,
    draws: 3 * Math.ceil(rest.negatives / 3),
    windowsAtOnce: parts ? 1 : windowsAtOnce,
    means: means && !parts,
    buckets,
    parts: parts?.rows.length ?? 0,
    ...rest,
  });
  const memory = sharedMemory(layout.bytes);
  fillMemory(memory, layout, counts, { subsample, power: 0.75, seed: 7 }, parts);
  const random = new Xoshiro128(11); // U is zero at first, and then hides mistakes
  const U = new Float32Array(memory.buffer, layout.U, (layout.vocabularySize * layout.rowBytes) / 4);
  for (let i = 0; i < U.length; i++)
    if (i % (layout.rowBytes / 4) < rest.dimensions) U[i] = random.uint32() / 2 ** 32 - 0.5;
  return { memory, layout };
}

/** V, then U. */
export const rows = ({ memory, layout }: Place): number[] => [
  ...readRows(memory, layout, layout.V, layout.vocabularySize + layout.buckets),
  ...readRows(memory, layout, layout.U),
];

export const wasm = (file: string, { memory, layout }: Place, lane = 0): SkipGramKernel =>
  createWebAssemblyKernel(file, memory, layout, lane);

export function requireNear(actual: number[], expected: number[], tolerance: number): void {
  actual.forEach((x, i) => {
    assert.ok(
      Math.abs(x - expected[i]) <= tolerance * Math.max(1, Math.abs(x)),
      `number ${i}: ${x}, the reference kernel has ${expected[i]}`,
    );
  });
}

/** Sentences of ids. */
export const text = fc.array(
  fc.array(fc.integer({ min: 0, max: fewCounts.length - 1 }), { minLength: 1, maxLength: 12 }),
  { minLength: 1, maxLength: 4 },
);
export const shapes = fc.record({
  dimensions: fc.integer({ min: 1, max: 21 }),
  window: fc.integer({ min: 1, max: 9 }),
  negatives: fc.integer({ min: 1, max: 9 }),
  windowsAtOnce: fc.integer({ min: 1, max: 7 }),
  means: fc.boolean(),
  buckets: fc.constantFrom(0, 0, 1, 20),
  subsample: fc.constantFrom(1, 0.05),
});
export const joinIds = (sentences: number[][]): Int32Array =>
  Int32Array.from(sentences.flatMap((sentence) => [...sentence, -1]));
