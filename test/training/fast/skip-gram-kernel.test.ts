import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { countMeansAtOnce, createLayout, type Layout } from "../../../dist/training/fast/layout";
import { fillMemory, readParts, readRows } from "../../../dist/training/fast/memory";
import { createReferenceKernel } from "../../../dist/training/fast/reference-kernel";
import {
  createWebAssemblyKernel,
  kernelFiles,
  type SkipGramKernel,
} from "../../../dist/training/fast/skip-gram-kernel";
import { listParts } from "../../../dist/training/fast/subwords";
import { ReferenceWindows } from "../../../dist/training/fast/reference-windows";
import { row } from "../../../dist/model/matrix";
import { negativeSampling } from "../../../dist/model/negative-sampling";
import { zeroPairGradient } from "../../../dist/model/pair-gradient";
import { Xoshiro128 } from "../../../dist/random/xoshiro";
import { sharedMemory, type WasmMemory } from "../../../dist/webassembly/module";
import { canInstantiateRelaxed } from "../../../dist/webassembly/relaxed";

interface Place {
  memory: WasmMemory;
  layout: Layout;
}

const fewCounts = Float64Array.of(40, 20, 20, 10, 5, 5, 3, 2);

function place(shape: {
  dimensions: number;
  window: number;
  negatives: number;
  meansAtOnce?: number;
  /** gives words parts, which share so many rows */
  buckets?: number;
  subsample?: number;
  counts?: Float64Array;
}): Place {
  const { subsample = 1, buckets = 0, meansAtOnce = 0, counts = fewCounts, ...rest } = shape;
  const names = Array.from(counts, (_, w) => `word${w}`.slice(w % 3));
  const parts = buckets > 0 ? listParts(names, { shortest: 2, longest: 4, buckets }) : undefined;
  const layout = createLayout({
    vocabularySize: counts.length,
    lanes: 2,
    deferredWindows: 64,
    meansAtOnce: parts ? 0 : meansAtOnce,
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

const rows = ({ memory, layout }: Place): number[] => [
  ...readRows(memory, layout, layout.V, layout.vocabularySize + layout.buckets),
  ...readRows(memory, layout, layout.U),
];

const wasm = (file: string, { memory, layout }: Place, lane = 0): SkipGramKernel =>
  createWebAssemblyKernel(file, memory, layout, lane);

function requireNear(actual: number[], expected: number[], tolerance: number): void {
  actual.forEach((x, i) => {
    assert.ok(
      Math.abs(x - expected[i]) <= tolerance * Math.max(1, Math.abs(x)),
      `number ${i}: ${x}, the reference kernel has ${expected[i]}`,
    );
  });
}

const text = fc.array(
  fc.array(fc.integer({ min: 0, max: fewCounts.length - 1 }), { minLength: 1, maxLength: 12 }),
  { minLength: 1, maxLength: 4 },
);
const shapes = fc.record({
  dimensions: fc.integer({ min: 1, max: 21 }),
  window: fc.integer({ min: 1, max: 9 }),
  negatives: fc.integer({ min: 1, max: 9 }),
  meansAtOnce: fc.integer({ min: 0, max: 7 }),
  buckets: fc.constantFrom(0, 0, 1, 20),
  subsample: fc.constantFrom(1, 0.05),
});
const joinIds = (sentences: number[][]): Int32Array =>
  Int32Array.from(sentences.flatMap((sentence) => [...sentence, -1]));

for (const [name, file] of Object.entries(kernelFiles)) {
  test(`the ${name} kernel does what the reference kernel does, for any shape and text`, () => {
    assert.ok(canInstantiateRelaxed(file));
    fc.assert(
      fc.property(shapes, text, (shape, sentences) => {
        const [ours, theirs] = [place(shape), place(shape)];
        const [kernel, reference] = [
          wasm(file, ours),
          createReferenceKernel(theirs.memory, theirs.layout, 0),
        ];
        for (let round = 0; round < 3; round++) {
          assert.equal(kernel.train(joinIds(sentences), 0.05), reference.train(joinIds(sentences), 0.05));
          assert.equal(kernel.pairs, reference.pairs);
          assert.equal(kernel.sample().pairs, reference.sample().pairs);
          requireNear([kernel.sample().loss], [reference.sample().loss], 1e-4);
        }
        requireNear(rows(ours), rows(theirs), 1e-4);
      }),
      { numRuns: 100, seed: 1 },
    );
  });
}

test("the kernels agree where steps and weights are large, and where scores pass 6", () => {
  fc.assert(
    fc.property(shapes, text, fc.constantFrom(0.1, 0.3, 1), (shape, sentences, rate) => {
      const [ours, theirs] = [0, 1].map(() => {
        const here = place({ ...shape, negatives: 10 * shape.negatives });
        const U = new Float32Array(here.memory.buffer, here.layout.U, (8 * here.layout.rowBytes) / 4);
        const V = new Float32Array(here.memory.buffer, here.layout.V, U.length);
        for (let i = 0; i < U.length; i++) [V[i], U[i]] = [10 * U[i], 4 * U[i]];
        return here;
      });
      wasm(kernelFiles.plain, ours).train(joinIds(sentences.slice(0, 1)), rate);
      createReferenceKernel(theirs.memory, theirs.layout, 0).train(joinIds(sentences.slice(0, 1)), rate);
      requireNear(rows(ours), rows(theirs), 0.05); // a rounding may take a score past 6, where the slope ends
    }),
    { numRuns: 50, seed: 3 },
  );
});

test("a pair whose score is 6 or more moves nothing, and one below does", () => {
  for (const [score, moves] of [
    [5.99, true],
    [6.01, false],
    [-5.99, true],
    [-6.01, false],
    [NaN, false],
  ] as const) {
    // prettier-ignore
    const here = place({ dimensions: 1, window: 1, negatives: 1 });
    for (const [at, value] of [
      [here.layout.V, 1],
      [here.layout.U, score],
    ] as const)
      // prettier-ignore
      new Float32Array(here.memory.buffer, at, 4 * fewCounts.length).forEach((_, i, row) => {
        if (i % 4 === 0) row[i] = value; // zeros fill a row up
      });
    const before = rows(here);
    wasm(kernelFiles.plain, here).train(Int32Array.of(0, 1, -1), 0.1);
    const moved = rows(here).some((x, i) => x !== before[i] && !Number.isNaN(x));
    assert.equal(moved, moves, `score ${score}`);
  }
});

test("a window moves the vectors down the gradient of the model's own negative sampling loss", () => {
  const rate = 2 ** -10;
  const shape = { dimensions: 10, window: 3, negatives: 8 };
  const here = place(shape);
  const { layout, memory } = here;
  const before = rows(here);
  const kernel = wasm(kernelFiles.plain, here);
  kernel.defer(Int32Array.of(2, 4, 0, 4, 6, -1), rate);
  const u32 = new Uint32Array(memory.buffer, layout.lane[0].deferred);
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
    Math.ceil((layout.lane[0].deferred + 4 * (1 + m + targets.length)) / 16) * 4 +
      m * layout.groups * 4 -
      layout.lane[0].deferred / 4
  ] = 0; // the first window only
  kernel.applyDeferred(0, 0, layout.rowBytes / 16);

  const n = layout.vocabularySize;
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

/** Applies what lane 0 has deferred in float64, to the rows as they are or, with `absolute`, all of it without its signs. */
function applyInDoubles({ memory, layout }: Place, absolute: boolean): number[] {
  const reference = createReferenceKernel(memory, layout, 0);
  const f64 = Float64Array.from(new Float32Array(memory.buffer), (x) => (absolute ? Math.abs(x) : x));
  Object.assign(reference, { f32: f64 });
  reference.applyDeferred(0, 0, layout.rowBytes / 16);
  const { vocabularySize: n, buckets, dimensions: d, rowBytes } = layout;
  const read = (at: number, count: number): number[] =>
    Array.from({ length: count }, (_, w) => w * rowBytes + at).flatMap((from) => [
      ...f64.subarray(from / 4, from / 4 + d),
    ]);
  return [...read(layout.V, n + buckets), ...read(layout.U, n)];
}

test("deferred updates give the same bytes, however the columns are divided, and differ from doubles by roundings", () => {
  fc.assert(
    fc.property(shapes, text, fc.array(fc.nat(6), { maxLength: 4 }), (shape, sentences, cuts) => {
      const places = [0, 1, 2, 3, 4].map(() => place(shape));
      const last = places[0].layout.rowBytes / 16;
      const bounds = [0, ...cuts.map((cut) => Math.min(cut, last)).sort((a, b) => a - b), last];
      const [whole, divided, ...others] = places.map((here) => wasm(kernelFiles.plain, here));
      for (const kernel of [whole, divided, ...others]) kernel.defer(joinIds(sentences), 0.05);
      whole.applyDeferred(0, 0, last);
      for (let i = 1; i < bounds.length; i++)
        divided.applyDeferred(0, bounds[i - 1], bounds[i] - bounds[i - 1]);
      createReferenceKernel(places[2].memory, places[2].layout, 0).applyDeferred(0, 0, last);
      assert.deepEqual(rows(places[1]), rows(places[0]));
      // With slopes that are fixed, the rows that come out are linear in those that go in. A rounding is at most 2^-24 of
      // what is summed without signs; those of a sum of many mostly cancel: the most seen in 300 runs is 7 roundings.
      const exact = applyInDoubles(places[3], false);
      const sums = applyInDoubles(places[4], true);
      for (const computed of [rows(places[0]), rows(places[2])])
        computed.forEach((x, i) =>
          assert.ok(
            Math.abs(x - exact[i]) <= 2 ** -20 * sums[i],
            `number ${i}: ${x}, in doubles ${exact[i]}, summed without signs ${sums[i]}`,
          ),
        );
    }),
    { numRuns: 100, seed: 2 },
  );
});

test("a list of deferred updates ends where it ends, though a longer one was there before", () => {
  for (const more of [{}, { meansAtOnce: 2 }, { buckets: 20 }]) {
    const shape = { dimensions: 6, window: 4, negatives: 5, ...more };
    const [ours, theirs] = [place(shape), place(shape)];
    const [kernel, fresh] = [wasm(kernelFiles.plain, ours), wasm(kernelFiles.plain, theirs)];
    const [lane, next] = ours.layout.lane;
    new Uint8Array(ours.memory.buffer).fill(0x7f, lane.deferred, next.random); // ids that no word has
    for (const k of [kernel, fresh]) {
      k.defer(Int32Array.of(0, 1, 2, 5, -1), 0.05);
      k.applyDeferred(0, 0, 2);
    }
    assert.deepEqual(rows(ours), rows(theirs));
  }
});

test("the kernel applies what the reference kernel defers", () => {
  const shape = { dimensions: 6, window: 4, negatives: 5 };
  const [ours, theirs] = [place(shape), place(shape)];
  const ids = Int32Array.of(0, 1, 1, 2, 3, -1, 5, 4, -1);
  createReferenceKernel(ours.memory, ours.layout, 1).defer(ids, 0.05);
  wasm(kernelFiles.plain, theirs, 1).defer(ids, 0.05);
  wasm(kernelFiles.plain, ours).applyDeferred(1, 0, 2);
  createReferenceKernel(theirs.memory, theirs.layout, 0).applyDeferred(1, 0, 2);
  requireNear(rows(ours), rows(theirs), 1e-5);
});

test("the kernel does what the reference kernel does at the limits of the settings", () => {
  const shapes = [
    { dimensions: 1000, window: 1, negatives: 1 },
    { dimensions: 1, window: 100, negatives: 1000 },
    { dimensions: 1, window: 100, negatives: 1000, meansAtOnce: 4 },
    { dimensions: 1000, window: 100, negatives: 1, meansAtOnce: 2 },
    { dimensions: 1000, window: 100, negatives: 1, buckets: 3 },
    { dimensions: 1, window: 100, negatives: 1000, buckets: 3 },
    { dimensions: 103, window: 100, negatives: 100 },
  ];
  const ids = Int32Array.from([...Array.from({ length: 5 }, (_, i) => i % fewCounts.length), -1]);
  for (const shape of shapes) {
    const [ours, theirs] = [place(shape), place(shape)];
    wasm(kernelFiles.plain, ours).train(ids, 1e-3);
    createReferenceKernel(theirs.memory, theirs.layout, 0).train(ids, 1e-3);
    requireNear(rows(ours), rows(theirs), 1e-5);
  }
});

test("many negatives of a large vocabulary are drawn once each, with how often, as the reference kernel draws them", () => {
  const counts = Float64Array.from({ length: 3000 }, (_, w) => 1 + Math.floor(20_000 / (w + 1)));
  const ids = Int32Array.of(5, 0, 2999, 17, 1, -1);
  for (const meansAtOnce of [0, 3]) {
    for (const negatives of [39, 40, 1000]) {
      const [ours, theirs] = [0, 1].map(() =>
        place({ dimensions: 3, window: 3, negatives, counts, meansAtOnce }),
      );
      wasm(kernelFiles.plain, ours).train(ids, 1e-3);
      createReferenceKernel(theirs.memory, theirs.layout, 0).train(ids, 1e-3);
      requireNear(rows(ours), rows(theirs), 1e-5);
      const [targets, weights] = [ours, theirs].map(({ memory, layout }) => [
        ...new Float32Array(memory.buffer, layout.lane[0].sampledWeights, 4 * (layout.groups + 1)),
      ]);
      assert.deepEqual(targets, weights);
    }
  }
});

test("fewer than five negatives are drawn five times, and those of means in threes; they count as many as they are", () => {
  for (const [negatives, meansAtOnce, draws] of [
    [1, 0, 5],
    [4, 0, 5],
    [5, 0, 5],
    [6, 0, 6],
    [1, 2, 3],
    [5, 4, 6],
    [7, 4, 9],
  ] as const) {
    const { layout } = place({ dimensions: 2, window: 2, negatives, meansAtOnce });
    assert.equal(layout.draws, draws);
    assert.ok(Math.abs(layout.drawWeight * draws - negatives) < 1e-6);
  }
});

test("means share negatives where each still has one and a half draws of its own, and steps are small", () => {
  const count = (negatives: number, stepSize: number): number =>
    countMeansAtOnce({ architecture: "cbow", negatives, stepSize });
  assert.deepEqual(
    [1, 3, 4, 5, 20, 100].map((negatives) => count(negatives, 0.025)),
    [2, 2, 4, 4, 4, 1],
  );
  assert.deepEqual(
    [0.1, 0.2, 1].map((stepSize) => count(5, stepSize)),
    [4, 2, 1],
  );
  assert.equal(countMeansAtOnce({ architecture: "skip-gram", negatives: 5, stepSize: 0.025 }), 0);
});

test("the means of the words are moved down the gradient of the model's loss, and each word by all of it", () => {
  const [rate, d] = [2 ** -10, 4];
  const here = place({ dimensions: d, window: 1, negatives: 3, meansAtOnce: 2 });
  const { layout, memory } = here;
  const n = layout.vocabularySize;
  const before = Float64Array.from(rows(here));
  const kernel = wasm(kernelFiles.plain, here);
  kernel.train(Int32Array.of(2, 4, -1), 0); // draws, and moves nothing
  const random = new Uint32Array(memory.buffer, layout.lane[0].random, 4).slice();
  assert.deepEqual([...rows(here)], [...before]);
  const seen: { words: number[]; centre: number; negatives: number[] }[] = [];
  const id = (address: number, base: number): number => (address - base) / layout.rowBytes;
  new ReferenceWindows(new Uint32Array(memory.buffer), layout, 0).forEachBatch(
    Int32Array.of(2, 4, 6, -1),
    (batch) => {
      const drawn = batch.negatives.flatMap((u, j) => Array<number>(batch.weights[j]).fill(id(u, layout.U)));
      batch.windows.forEach(({ words, centre: row }) => {
        const centre = id(row, layout.U);
        const negatives = drawn.filter((w) => w !== centre);
        seen.push({ words: words.map((v) => id(v, layout.V)), centre, negatives });
      });
    },
  );
  new Uint32Array(memory.buffer, layout.lane[0].random, 4).set(random);
  kernel.train(Int32Array.of(2, 4, 6, -1), rate);
  const expected = before.slice();
  for (const { words, centre, negatives } of seen) {
    const row = (of: number, w: number): Float64Array => before.subarray((of + w) * d, (of + w + 1) * d);
    const h = Float64Array.from({ length: d }, (_, i) => words.reduce((s, w) => s + row(0, w)[i], 0) / words.length); // prettier-ignore
    const U = { rows: n, cols: d, data: before.slice(n * d) };
    const into = zeroPairGradient(U);
    negativeSampling(h, centre, Int32Array.from(negatives), U, into);
    for (const w of words) into.dVc.forEach((slope, i) => (expected[w * d + i] -= rate * slope));
    into.dU.toMatrix().data.forEach((slope, i) => (expected[n * d + i] -= rate * slope));
  }
  assert.deepEqual(
    seen.map(({ words, centre }) => [centre, words]),
    [
      [2, [4]],
      [4, [2, 6]],
      [6, [4]],
    ],
  );
  // first order in the rate: a batch sees what the one before it moved
  rows(here).forEach((x, i) =>
    assert.ok(Math.abs(x - expected[i]) < 40 * rate ** 2, `${i}: ${x}, ${expected[i]}`),
  );
});

test("a word with parts is moved down the gradient of the model's loss at the mean of its rows, each row by all of it", () => {
  const [rate, d] = [2 ** -10, 4];
  const here = place({ dimensions: d, window: 2, negatives: 3, buckets: 30 });
  const { layout, memory } = here;
  const n = layout.vocabularySize;
  const before = Float64Array.from(rows(here));
  const ids = Int32Array.of(2, 4, 4, 6, -1);
  const random = new Uint32Array(memory.buffer, layout.lane[0].random, 4).slice();
  const expected = before.slice();
  const { rows: all, begin } = readParts(memory, layout)!;
  const outside = (n + layout.buckets) * d;
  const row = (w: number): Float64Array => before.subarray(w * d, (w + 1) * d);
  let pairs = 0;
  const id = (address: number): number => (address - layout.U) / layout.rowBytes;
  new ReferenceWindows(new Uint32Array(memory.buffer), layout, 0).forEachWithParts(ids, (window) => {
    const own = [...all.subarray(begin[window.centre], begin[window.centre + 1])];
    assert.ok(own.length > 4 && own[0] === window.centre);
    const h = Float64Array.from({ length: d }, (_, i) => own.reduce((s, v) => s + row(v)[i], 0) / own.length);
    for (const beside of window.beside) {
      pairs++;
      const into = zeroPairGradient({ rows: n, cols: d, data: before.slice(outside) });
      window.negatives.forEach((u, j) => {
        if (u === beside || window.weights[j] === 0) return;
        const score = h.reduce((s, x, i) => s + x * before[outside + id(u) * d + i], 0);
        const slope = (rate * window.weights[j]) / (1 + Math.exp(-score));
        for (let i = 0; i < d; i++) {
          for (const v of own) expected[v * d + i] -= slope * before[outside + id(u) * d + i];
          expected[outside + id(u) * d + i] -= slope * h[i];
        }
      });
      const U = { rows: n, cols: d, data: before.slice(outside) };
      negativeSampling(h, id(beside), new Int32Array(0), U, into);
      for (const v of own) into.dVc.forEach((slope, i) => (expected[v * d + i] -= rate * slope));
      into.dU.toMatrix().data.forEach((slope, i) => (expected[outside + i] -= rate * slope));
    }
  });
  new Uint32Array(memory.buffer, layout.lane[0].random, 4).set(random);
  const kernel = wasm(kernelFiles.plain, here);
  kernel.train(ids, rate);
  assert.equal(kernel.pairs, pairs);
  // first order in the rate: a window sees what the one before it moved
  rows(here).forEach((x, i) =>
    assert.ok(Math.abs(x - expected[i]) < 400 * rate ** 2, `${i}: ${x}, ${expected[i]}`),
  );
  assert.ok(expected.some((x, i) => Math.abs(x - before[i]) > 4000 * rate ** 2));
});
