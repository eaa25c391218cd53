import assert from "node:assert/strict";
import test from "node:test";
import { fromRows } from "../../dist/model/matrix";
import { annealedStepSize, descend, runningLoss } from "../../dist/model/sgd";
import { SparseRows } from "../../dist/model/sparse-rows";
import { assertClose, reference } from "../reference";

interface Case {
  f?: string;
  x0: number | number[];
  step: number;
  iterations: number;
  PRINT_EVERY: number;
  result: number | number[];
  printed: string[];
}

test("descent, annealing and running loss give the published results and printed lines", () => {
  for (const expected of reference<{ cases: Case[] }>("sgd.json").cases) {
    const minimum = expected.f === "sum((x-1)^2)" ? 1 : 0; // otherwise f = x²
    const x = fromRows([[expected.x0].flat()]);
    const gradient = new SparseRows(1, x.cols);
    const printed: string[] = [];
    let running: number | undefined;
    for (let iteration = 1; iteration <= expected.iterations; iteration++) {
      const loss = x.data.reduce((sum, value) => sum + (value - minimum) ** 2, 0);
      const start = gradient.touch(0);
      x.data.forEach((value, i) => (gradient.values[start + i] = 2 * (value - minimum)));
      descend(x, gradient, annealedStepSize(expected.step, 20_000, iteration));
      gradient.clear();
      if (iteration % expected.PRINT_EVERY !== 0) continue;
      running = runningLoss(running, loss);
      printed.push(`iter ${iteration}: ${running.toFixed(6)}`);
    }
    assert.deepEqual(printed, expected.printed);
    assertClose(x.data, [expected.result].flat(), 1e-12);
  }
});

test("the step size halves after every annealEvery iterations, not before", () => {
  assert.deepEqual([1, 20_000, 20_001, 40_000, 40_001].map((i) => annealedStepSize(0.3, 20_000, i)), [0.3, 0.3, 0.15, 0.15, 0.075]); // prettier-ignore
});

test("descend changes the touched rows only", () => {
  const x = fromRows([[1, 1], [1, 1], [1, 1]]); // prettier-ignore
  const gradient = new SparseRows(3, 2);
  gradient.values.set([4, 8], gradient.touch(1));
  descend(x, gradient, 0.25);
  assert.deepEqual([...x.data], [1, 1, 0, -1, 1, 1]);
});
