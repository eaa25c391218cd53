import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { countDraws, countWindowsAtOnce } from "../../../dist/training/fast/layout";
import { createReferenceKernel } from "../../../dist/training/fast/reference-kernel";
import { kernelFiles } from "../../../dist/training/fast/skip-gram-kernel";
import { canInstantiateRelaxed } from "../../../dist/webassembly/relaxed";
import { fewCounts, joinIds, place, requireNear, rows, shapes, text, wasm } from "./kernel-place";

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

test("the kernel does what the reference kernel does at the limits of the settings", () => {
  const shapes = [
    { dimensions: 1000, window: 1, negatives: 1 },
    { dimensions: 1, window: 100, negatives: 1000 },
    { dimensions: 1, window: 100, negatives: 1000, windowsAtOnce: 4 },
    { dimensions: 1, window: 100, negatives: 1000, windowsAtOnce: 4, means: true },
    { dimensions: 1000, window: 100, negatives: 1, windowsAtOnce: 2, means: true },
    { dimensions: 1000, window: 100, negatives: 1, buckets: 3 },
    { dimensions: 1, window: 100, negatives: 1000, buckets: 3 },
    { dimensions: 103, window: 100, negatives: 100 },
  ];
  const ids = Int32Array.from([...Array.from({ length: 5 }, (_, i) => i % fewCounts.length), -1]);
  const same = Int32Array.from([...Array<number>(250).fill(1), -1]);
  for (const [shape, text] of [
    ...shapes.map((one) => [one, ids] as const),
    [{ dimensions: 1, window: 100, negatives: 4, windowsAtOnce: 4 }, same] as const,
  ]) {
    const [ours, theirs] = [place(shape), place(shape)];
    const next = ours.layout.lane[1].random;
    const kernel = wasm(kernelFiles.plain, ours);
    kernel.train(text, 1e-3);
    createReferenceKernel(theirs.memory, theirs.layout, 0).train(text, 1e-3);
    requireNear(rows(ours), rows(theirs), 1e-4);
    const after = new Uint32Array(ours.memory.buffer, next, 4);
    assert.deepEqual(after, new Uint32Array(theirs.memory.buffer, next, 4), "the next lane is untouched");
  }
});

test("negatives are drawn in threes, and windows share as many as leave each its own; means fewer where steps are large", () => {
  const share = (
    architecture: "skip-gram" | "cbow",
    negatives: number,
    { stepSize = 0.025, subwords = "none" } = {},
  ): [draws: number, windows: number] => {
    const settings = { architecture, negatives, stepSize, subwords };
    return [countDraws(settings), countWindowsAtOnce(settings)];
  };
  const shared: Record<number, { skipGram: [number, number]; cbow: [number, number] }> = {
    1: { skipGram: [3, 1], cbow: [3, 2] },
    2: { skipGram: [3, 1], cbow: [3, 2] },
    3: { skipGram: [6, 2], cbow: [3, 2] },
    5: { skipGram: [6, 2], cbow: [6, 4] },
    7: { skipGram: [9, 2], cbow: [9, 4] },
    12: { skipGram: [12, 2], cbow: [12, 4] },
    13: { skipGram: [15, 3], cbow: [15, 4] },
    20: { skipGram: [21, 3], cbow: [21, 4] },
    100: { skipGram: [102, 3], cbow: [102, 1] },
  };
  for (const [negatives, { skipGram, cbow }] of Object.entries(shared)) {
    assert.deepEqual(share("skip-gram", Number(negatives)), skipGram);
    assert.deepEqual(share("cbow", Number(negatives)), cbow);
  }
  for (const [stepSize, windows] of [
    [0.1, 4],
    [0.2, 2],
    [1, 1],
  ])
    assert.deepEqual(share("cbow", 5, { stepSize }), [6, windows]);
  assert.deepEqual(share("skip-gram", 1, { subwords: "3-6" }), [6, 1]);
});

test("draws count as many as the negatives are", () => {
  for (const [negatives, draws] of [
    [1, 3],
    [2, 6],
    [20, 21],
  ]) {
    const { layout } = place({ dimensions: 2, window: 2, negatives, draws });
    assert.ok(Math.abs(layout.drawWeight * draws - negatives) < 1e-6);
  }
});

test("many negatives of a large vocabulary are drawn once each, with how often, as the reference kernel draws them", () => {
  const counts = Float64Array.from({ length: 3000 }, (_, w) => 1 + Math.floor(20_000 / (w + 1)));
  const ids = Int32Array.of(5, 0, 2999, 17, 1, -1);
  for (const means of [false, true]) {
    for (const negatives of [39, 40, 1000]) {
      const [ours, theirs] = [0, 1].map(() =>
        place({ dimensions: 3, window: 3, negatives, counts, windowsAtOnce: 3, means }),
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
