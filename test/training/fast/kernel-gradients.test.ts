import assert from "node:assert/strict";
import { test } from "node:test";
import { readParts } from "../../../dist/training/fast/memory";
import { kernelFiles } from "../../../dist/training/fast/skip-gram-kernel";
import { ReferenceWindows, type Batch } from "../../../dist/training/fast/reference-windows";
import { negativeSampling } from "../../../dist/model/negative-sampling";
import { zeroPairGradient } from "../../../dist/model/pair-gradient";
import { place, rows, wasm, type Place } from "./kernel-place";

/** Calls a function with what a kernel will draw next, and leaves its generator as it was. */
function drawAhead({ memory, layout }: Place, ids: Int32Array, look: (batch: Batch) => void): void {
  const random = new Uint32Array(memory.buffer, layout.lane[0].random, 4);
  const before = random.slice();
  new ReferenceWindows(new Uint32Array(memory.buffer), layout, 0).forEachBatch(ids, () => {}, look);
  random.set(before);
}

test("windows move the vectors down the gradient of the model's own negative sampling loss", () => {
  const [rate, d] = [2 ** -10, 10];
  const here = place({ dimensions: d, window: 3, negatives: 9, windowsAtOnce: 2 });
  const { layout } = here;
  const n = layout.vocabularySize;
  const before = Float64Array.from(rows(here));
  const expected = before.slice();
  const ids = Int32Array.of(2, 4, 0, 4, 6, -1);
  const id = (address: number, base: number): number => (address - base) / layout.rowBytes;
  const U = { rows: n, cols: d, data: before.slice(n * d) };
  const losses: number[] = [];
  let ownDrawn = 0;
  drawAhead(here, ids, ({ windows, negatives, weights }) => {
    const drawn = negatives.flatMap((u, j) => Array<number>(weights[j]).fill(id(u, layout.U)));
    assert.equal(drawn.length, 9);
    for (const { words, centre } of windows) {
      const c = id(centre, layout.U);
      const others = Int32Array.from(drawn.filter((w) => w !== c));
      ownDrawn += drawn.length - others.length;
      let loss = 0;
      for (const w of words.map((v) => id(v, layout.V))) {
        const into = zeroPairGradient(U);
        loss += negativeSampling(before.subarray(w * d, (w + 1) * d), c, others, U, into);
        into.dVc.forEach((slope, i) => (expected[w * d + i] -= rate * slope));
        into.dU.toMatrix().data.forEach((slope, i) => (expected[n * d + i] -= rate * slope));
      }
      losses.push(loss);
    }
  });
  assert.ok(ownDrawn > 0 && losses.length === 5);
  const kernel = wasm(kernelFiles.plain, here);
  kernel.train(ids, rate);
  const { loss } = kernel.sample();
  assert.ok(Math.abs(loss - losses[0]) < 1e-5 * loss, `loss ${loss}, the model's ${losses[0]}`);
  // first order in the rate: a window sees what the one before it moved
  rows(here).forEach((x, i) => {
    const to = `number ${i} moved to ${x}, by the gradient to ${expected[i]}`;
    assert.ok(Math.abs(x - expected[i]) < 100 * rate ** 2, to);
  });
  assert.ok(expected.some((x, i) => Math.abs(x - before[i]) > 1000 * rate ** 2));
});

test("the means of the words are moved down the gradient of the model's loss, and each word by all of it", () => {
  const [rate, d] = [2 ** -10, 4];
  const here = place({ dimensions: d, window: 1, negatives: 3, windowsAtOnce: 2, means: true });
  const { layout } = here;
  const n = layout.vocabularySize;
  const before = Float64Array.from(rows(here));
  const kernel = wasm(kernelFiles.plain, here);
  kernel.train(Int32Array.of(2, 4, -1), 0); // draws, and moves nothing
  assert.deepEqual([...rows(here)], [...before]);
  const seen: { words: number[]; centre: number; negatives: number[] }[] = [];
  const id = (address: number, base: number): number => (address - base) / layout.rowBytes;
  drawAhead(here, Int32Array.of(2, 4, 6, -1), ({ windows, negatives: drawn, weights }) => {
    const all = drawn.flatMap((u, j) => Array<number>(weights[j]).fill(id(u, layout.U)));
    for (const { words, centre: row } of windows) {
      const centre = id(row, layout.U);
      const negatives = all.filter((w) => w !== centre);
      seen.push({ words: words.map((v) => id(v, layout.V)), centre, negatives });
    }
  });
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
