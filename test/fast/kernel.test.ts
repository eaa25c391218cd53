import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { kernelFiles, webassemblyKernel, type Kernel } from "../../dist/fast/kernel";
import { layoutOf, type Layout } from "../../dist/fast/layout";
import { fillMemory, rowsAt } from "../../dist/fast/memory";
import { Twin } from "../../dist/fast/twin";
import { row } from "../../dist/model/matrix";
import { negativeSampling } from "../../dist/model/negative-sampling";
import { zeroPairGradient } from "../../dist/model/pair-gradient";
import { Xoshiro128 } from "../../dist/random/xoshiro";
import { canInstantiateRelaxed, sharedMemory, type WasmMemory } from "../../dist/webassembly/module";

interface Place {
  memory: WasmMemory;
  layout: Layout;
}

const counts = Float64Array.of(40, 20, 20, 10, 5, 5, 3, 2);

function place(shape: { dimensions: number; window: number; negatives: number; subsample?: number }): Place {
  const { subsample = 1, ...rest } = shape;
  const layout = layoutOf({ words: counts.length, lanes: 2, drafts: 64, ...rest });
  const memory = sharedMemory(layout.bytes);
  fillMemory(memory, layout, counts, { subsample, power: 0.75, seed: 7 });
  const random = new Xoshiro128(11); // U is zero at first, and then hides mistakes
  const U = new Float32Array(memory.buffer, layout.U, (layout.words * layout.rowBytes) / 4);
  for (let i = 0; i < U.length; i++)
    if (i % (layout.rowBytes / 4) < rest.dimensions) U[i] = random.uint32() / 2 ** 32 - 0.5;
  return { memory, layout };
}

const rows = ({ memory, layout }: Place): number[] =>
  [layout.V, layout.U].flatMap((at) => [...rowsAt(memory, layout, at)]);

const wasm = (file: string, { memory, layout }: Place, lane = 0): Kernel =>
  webassemblyKernel(file, memory, layout, lane);

function requireNear(actual: number[], expected: number[], tolerance: number): void {
  actual.forEach((x, i) => {
    assert.ok(
      Math.abs(x - expected[i]) <= tolerance * Math.max(1, Math.abs(x)),
      `number ${i}: ${x}, the twin has ${expected[i]}`,
    );
  });
}

const text = fc.array(
  fc.array(fc.integer({ min: 0, max: counts.length - 1 }), { minLength: 1, maxLength: 12 }),
  { minLength: 1, maxLength: 4 },
);
const shapes = fc.record({
  dimensions: fc.integer({ min: 1, max: 21 }),
  window: fc.integer({ min: 1, max: 9 }),
  negatives: fc.integer({ min: 1, max: 9 }),
  subsample: fc.constantFrom(1, 0.05),
});
const idsOf = (sentences: number[][]): Int32Array =>
  Int32Array.from(sentences.flatMap((sentence) => [...sentence, -1]));

for (const [name, file] of Object.entries(kernelFiles)) {
  test(`the ${name} kernel does what its twin does, for any shape and text`, () => {
    assert.ok(canInstantiateRelaxed(file));
    fc.assert(
      fc.property(shapes, text, (shape, sentences) => {
        const [ours, twins] = [place(shape), place(shape)];
        const [kernel, twin] = [wasm(file, ours), new Twin(twins.memory, twins.layout, 0)];
        for (let round = 0; round < 3; round++) {
          assert.equal(kernel.train(idsOf(sentences), 0.05), twin.train(idsOf(sentences), 0.05));
          assert.equal(kernel.pairs, twin.pairs);
          assert.equal(kernel.sample().pairs, twin.sample().pairs);
          requireNear([kernel.sample().loss], [twin.sample().loss], 1e-4);
        }
        requireNear(rows(ours), rows(twins), 1e-4);
      }),
      { numRuns: 100, seed: 1 },
    );
  });
}

test("a window moves the vectors down the gradient of the model's own negative sampling loss", () => {
  const rate = 2 ** -10;
  const shape = { dimensions: 10, window: 3, negatives: 8 };
  const here = place(shape);
  const { layout, memory } = here;
  const before = rows(here);
  const kernel = wasm(kernelFiles.plain, here);
  kernel.draft(Int32Array.of(2, 4, 0, 4, 6, -1), rate);
  const u32 = new Uint32Array(memory.buffer, layout.lane[0].drafts);
  const m = u32[0];
  const id = (address: number, base: number): number => (address - base) / layout.rowBytes;
  const words = Array.from(u32.subarray(1, 1 + m), (address) => id(address, layout.V));
  const targets = Array.from(u32.subarray(1 + m, 1 + m + 3 * layout.groups), (address) =>
    id(address, layout.U),
  );
  const weights = new Float32Array(memory.buffer, layout.lane[0].sampledWeights, 4 * layout.groups).filter(
    (_, i) => i % 4 < 3,
  );
  u32[
    Math.ceil((layout.lane[0].drafts + 4 * (1 + m + targets.length)) / 16) * 4 +
      m * layout.groups * 4 -
      layout.lane[0].drafts / 4
  ] = 0; // the first window only
  kernel.apply(0, 0, layout.rowBytes / 16);

  const n = layout.words;
  const d = shape.dimensions;
  const [V, U] = [0, n * d].map((at) => ({
    rows: n,
    cols: d,
    data: Float64Array.from(before.slice(at, at + n * d)),
  }));
  const negatives = Int32Array.from(
    targets.flatMap((w, j) => (j === 0 ? [] : Array<number>(weights[j]).fill(w))),
  );
  assert.ok(words.length > 0 && negatives.length > 0 && negatives.length <= shape.negatives);
  const gradient = new Float64Array(2 * n * d);
  let loss = 0;
  for (const w of words) {
    const into = zeroPairGradient(U);
    loss += negativeSampling(V.data.subarray(w * d, (w + 1) * d), targets[0], negatives, U, into);
    into.dVc.forEach((slope, i) => (gradient[w * d + i] += slope));
    for (let u = 0; u < n; u++)
      row(into.dU.toMatrix(), u).forEach((slope, i) => (gradient[(n + u) * d + i] += slope));
  }
  const { loss: sampled, pairs } = kernel.sample();
  assert.equal(pairs, words.length);
  assert.ok(Math.abs(sampled - loss) < 1e-5 * loss, `loss ${sampled}, the model's ${loss}`);
  // first order in the rate: a block sees what the block before it moved
  rows(here).forEach((x, i) => {
    const expected = before[i] - rate * gradient[i];
    assert.ok(
      Math.abs(x - expected) < 20 * rate ** 2,
      `number ${i} moved to ${x}, by the gradient to ${expected}`,
    );
  });
});

test("drafts move the vectors to the same bytes, however the columns are divided", () => {
  fc.assert(
    fc.property(shapes, text, fc.array(fc.nat(6), { maxLength: 4 }), (shape, sentences, cuts) => {
      const places = [place(shape), place(shape), place(shape)];
      const last = places[0].layout.rowBytes / 16;
      const bounds = [0, ...cuts.map((cut) => Math.min(cut, last)).sort((a, b) => a - b), last];
      const [whole, divided, twin] = places.map((here) => wasm(kernelFiles.plain, here));
      for (const kernel of [whole, divided, twin]) kernel.draft(idsOf(sentences), 0.05);
      whole.apply(0, 0, last);
      for (let i = 1; i < bounds.length; i++) divided.apply(0, bounds[i - 1], bounds[i] - bounds[i - 1]);
      new Twin(places[2].memory, places[2].layout, 0).apply(0, 0, last);
      assert.deepEqual(rows(places[1]), rows(places[0]));
      requireNear(rows(places[0]), rows(places[2]), 1e-5);
    }),
    { numRuns: 100, seed: 2 },
  );
});

test("what the twin drafts, the kernel applies", () => {
  const shape = { dimensions: 6, window: 4, negatives: 5 };
  const [ours, twins] = [place(shape), place(shape)];
  const ids = Int32Array.of(0, 1, 1, 2, 3, -1, 5, 4, -1);
  new Twin(ours.memory, ours.layout, 1).draft(ids, 0.05);
  wasm(kernelFiles.plain, twins, 1).draft(ids, 0.05);
  wasm(kernelFiles.plain, ours).apply(1, 0, 2);
  new Twin(twins.memory, twins.layout, 0).apply(1, 0, 2);
  requireNear(rows(ours), rows(twins), 1e-5);
});

test("the kernel does what its twin does at the limits of the settings", () => {
  const shapes = [
    { dimensions: 1000, window: 1, negatives: 1 },
    { dimensions: 1, window: 100, negatives: 1000 },
    { dimensions: 103, window: 100, negatives: 100 },
  ];
  const ids = Int32Array.from([...Array.from({ length: 5 }, (_, i) => i % counts.length), -1]);
  for (const shape of shapes) {
    const [ours, twins] = [place(shape), place(shape)];
    wasm(kernelFiles.plain, ours).train(ids, 1e-3);
    new Twin(twins.memory, twins.layout, 0).train(ids, 1e-3);
    requireNear(rows(ours), rows(twins), 1e-5);
  }
});
