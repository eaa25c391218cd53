import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import type { Window } from "../../../dist/corpus/windows";
import { centralDifferences, requireGradient } from "../../../dist/model/gradient-check";
import { transposed } from "../../../dist/model/matrix";
import { NegativeSamplingStep } from "../../../dist/training/assignment/negative-sampling-step";
import { descend } from "../../../dist/model/sgd";
import {
  naiveSoftmaxLoss,
  negativeSamplingLoss,
  skipGram,
  zeroGradient,
  type Parameters,
  type WindowLoss,
} from "../../../dist/model/skip-gram";
import { SoftmaxStep } from "../../../dist/training/assignment/softmax-step";
import type { TrainingStep } from "../../../dist/training/assignment/training-step";
import { below, uniform } from "../../../dist/random/random";
import { Xoshiro128 } from "../../../dist/random/xoshiro";

const window = 5;

/** A model of n words and d dimensions, with entries of the vectors in ±scale, and a batch of windows. */
interface Toy {
  n: number;
  d: number;
  negatives: number;
  scale: number;
  seed: number;
  windows: { centre: number; outside: number[] }[];
}

const toys = fc
  .record({
    n: fc.oneof(fc.integer({ min: 2, max: 9 }), fc.integer({ min: 500, max: 1100 })),
    d: fc.integer({ min: 1, max: 9 }),
    negatives: fc.integer({ min: 1, max: 12 }),
    scale: fc.constantFrom(0.1, 1, 30),
    seed: fc.nat(),
  })
  .chain((toy) => {
    const word = fc.nat({ max: toy.n - 1 });
    const outside = fc.array(word, { minLength: 1, maxLength: 2 * window });
    const windows = fc.array(fc.record({ centre: word, outside }), { minLength: 1, maxLength: 9 });
    return windows.map((drawn): Toy => ({ ...toy, windows: drawn }));
  });

/** Negatives of every kind: repeats, and the outside word itself, since the gradients hold for any draw. */
function drawNegatives({ n, seed }: Toy): (o: number, into: Int32Array) => void {
  const random = new Xoshiro128(seed);
  return (_, into) => {
    for (let k = 0; k < into.length; k++) into[k] = below(random, n);
  };
}

const kinds: {
  name: string;
  step: (toy: Toy) => TrainingStep;
  loss: (toy: Toy) => WindowLoss;
}[] = [
  {
    name: "negative sampling",
    step: (toy) =>
      new NegativeSamplingStep(toy.n, toy.d, toy.windows.length, window, toy.negatives, drawNegatives(toy)),
    loss: (toy) => negativeSamplingLoss(toy.negatives, drawNegatives(toy)),
  },
  {
    name: "naive softmax",
    step: (toy) => new SoftmaxStep(toy.n, toy.d, toy.windows.length, window),
    loss: () => naiveSoftmaxLoss,
  },
];

/** A step whose vectors are the toy's. */
function begun({ step }: (typeof kinds)[number], toy: Toy): TrainingStep {
  const made = step(toy);
  const random = new Xoshiro128(toy.seed + 1);
  for (const { data } of [made.parameters.V, made.parameters.U])
    for (let i = 0; i < data.length; i++) data[i] = toy.scale * (2 * uniform(random) - 1);
  return made;
}

/** Fills a window with the toy's, one after the other. */
function inTurn({ windows }: Toy): (into: Window) => void {
  let next = 0;
  return (into) => {
    const { centre, outside } = windows[next++];
    into.centre = centre;
    into.size = outside.length;
    into.outside.set(outside);
  };
}

const copied = ({ V, U }: Parameters): Parameters => ({
  V: transposed(transposed(V)),
  U: transposed(transposed(U)),
});

for (const kind of kinds) {
  test(`a step is that of skipGram and descend, window by window (${kind.name})`, () => {
    fc.assert(
      fc.property(toys, (toy) => {
        const ours = begun(kind, toy);
        const plain = copied(ours.parameters);
        const before = copied(plain);
        const mean = ours.computeLossAndGradients(inTurn(toy));
        assert.deepEqual(copied(ours.parameters), before, "judging changes nothing");
        ours.descend(0.3);

        const gradient = zeroGradient(plain);
        const loss = kind.loss(toy);
        const batch = toy.windows.length;
        let sum = 0;
        for (const { centre, outside } of toy.windows) {
          const window = { centre, outside: Int32Array.from(outside), size: outside.length };
          sum += skipGram(window, plain, loss, gradient);
        }
        descend(plain.V, gradient.dV, 0.3 / batch);
        descend(plain.U, gradient.dU, 0.3 / batch);

        // A score is off by rounding of d products, which is a relative error of its exponential.
        const rounding = 1e-15 * (10 + toy.d * toy.scale ** 2);
        const targets = 2 * window * (1 + toy.negatives);
        assertNear([mean], [sum / batch], rounding * targets * (1 + toy.d * toy.scale ** 2));
        for (const name of ["V", "U"] as const)
          assertNear(ours.parameters[name].data, plain[name].data, rounding * targets * toy.scale);
      }),
      { numRuns: 300 },
    );
  });

  test(`a step goes along the slope of its loss (${kind.name})`, () => {
    const windows = [
      { centre: 0, outside: [1, 2, 1] },
      { centre: 3, outside: [3] },
      { centre: 0, outside: [5, 4] },
      { centre: 2, outside: [0, 0] },
      { centre: 5, outside: [1] },
    ];
    const toy: Toy = { n: 6, d: 3, negatives: 4, scale: 1, seed: 5, windows };
    const step = begun(kind, toy);
    for (const name of ["V", "U"] as const) {
      // The negatives of each evaluation are those of a fresh source, so that J is one function.
      const slopes = centralDifferences(() => {
        const again = kind.step(toy);
        for (const matrix of ["V", "U"] as const)
          again.parameters[matrix].data.set(step.parameters[matrix].data);
        return again.computeLossAndGradients(inTurn(toy));
      }, step.parameters[name].data);
      const moved = begun(kind, toy);
      moved.computeLossAndGradients(inTurn(toy));
      moved.descend(1);
      const gradient = step.parameters[name].data.map((x, i) => x - moved.parameters[name].data[i]);
      requireGradient(name, gradient, slopes, 1e-8);
    }
  });

  test(`losses are finite and right where probabilities underflow, and not finite where a score is not (${kind.name})`, () => {
    const toy: Toy = {
      n: 2,
      d: 1,
      negatives: 1,
      scale: 1,
      seed: 0,
      windows: [{ centre: 0, outside: [1] }],
    };
    const step =
      kind.name === "naive softmax"
        ? kind.step(toy)
        : new NegativeSamplingStep(2, 1, 1, window, 1, (_, into) => into.fill(0));
    step.parameters.V.data[0] = 1e4;
    step.parameters.U.data.set([1, -1]);
    assert.equal(step.computeLossAndGradients(inTurn(toy)), 2e4); // 1e4 for each of the two words that get the wrong score
    step.descend(1);
    assert.deepEqual([...step.parameters.V.data], [1e4 - 2, 0]); // ∂J/∂v = u_0 − u_1
    assert.deepEqual([...step.parameters.U.data], [1 - 1e4, -1 + 1e4]);
    for (const bad of [NaN, Infinity]) {
      step.parameters.U.data[0] = bad;
      assert.ok(!Number.isFinite(step.computeLossAndGradients(inTurn(toy))), `a score of ${bad}`);
    }
  });
}

test("exponentials of scores are those of Math.exp, to 1e-15 of their value", () => {
  const n = 4001;
  const step = new SoftmaxStep(n, 1, 1, 1);
  const U = step.parameters.U.data;
  step.parameters.V.data[0] = 1;
  for (let w = 0; w < n; w++) U[w] = -700 * (w / n) ** 3; // dense near 0; the largest score is 0
  const scores = U.slice();
  const loss = step.computeLossAndGradients(inTurn({ windows: [{ centre: 0, outside: [0] }] } as Toy));
  const sum = scores.reduce((total, z) => total + Math.exp(z), 0);
  assert.ok(Math.abs(loss - Math.log(sum)) < 1e-14);
  U.fill(0);
  step.descend(1); // u_w becomes −(ŷ_w − y_w) v, v = 1
  for (let w = 1; w < n; w++) {
    const expected = Math.exp(scores[w]) / sum;
    const error = Math.abs(-U[w] - expected) / expected;
    assert.ok(error < 3e-15, `exp(${scores[w]}) is off by ${error}`);
  }
});

test("vectors that do not fit in the address space are refused before memory is taken", () => {
  for (const make of [
    () => new SoftmaxStep(1_000_000, 1000, 50, window),
    () => new NegativeSamplingStep(1_000_000, 1000, 50, window, 5, () => {}),
  ])
    assert.throws(make, /^RangeError: .* requires at most 4\.0 GiB of memory, got 1\d\.\d GiB/);
});

function assertNear(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number): void {
  assert.equal(actual.length, expected.length);
  for (let i = 0; i < expected.length; i++) {
    const error = Math.abs(actual[i] - expected[i]);
    const allowed = tolerance * Math.max(1, Math.abs(expected[i]));
    assert.ok(error <= allowed, `number ${i}: got ${actual[i]}, expected ${expected[i]} within ${allowed}`);
  }
}
