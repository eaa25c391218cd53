import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { createReferenceKernel } from "../../../dist/training/fast/reference-kernel";
import { kernelFiles } from "../../../dist/training/fast/skip-gram-kernel";
import { joinIds, place, requireNear, rows, shapes, text, wasm, type Place } from "./kernel-place";

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
  for (const more of [{}, { windowsAtOnce: 3 }, { windowsAtOnce: 2, means: true }, { buckets: 20 }]) {
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
