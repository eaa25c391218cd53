import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import test from "node:test";
import type { Corpus } from "../../../dist/corpus/corpus";
import { row } from "../../../dist/model/matrix";
import { AssignmentRun } from "../../../dist/training/assignment/run";
import type { AssignmentProgress } from "../../../dist/training/assignment/training";
import { withDefaults } from "../../../dist/settings/settings";
import type { AssignmentSettings } from "../../../dist/settings/table";
import { testFolder } from "../fast/small-text";

/** A text of 300 sentences in which each word is followed by one of two. */
const corpus: Corpus = {
  name: "toy",
  sha256: "toy",
  sentences: Array.from({ length: 300 }, (_, s) =>
    Array.from({ length: 8 }, (_, i) => `w${(s * 7 + i * (1 + (s % 2))) % 20}`),
  ),
};

const folder = testFolder("assignment-run");

const settings = (given: Partial<AssignmentSettings> = {}): AssignmentSettings =>
  withDefaults({ iterations: 40, subsample: 1, annealEvery: 15, batch: 5, ...given });

/** Trains to the given iteration. */
function advance(run: AssignmentRun, to: number): AssignmentRun {
  while (run.iteration < to) run.step();
  return run;
}

/** All that a run is, as the bytes of its checkpoint. */
function bytes(run: AssignmentRun): Buffer {
  const file = path.join(folder, "checkpoint");
  run.save(file);
  return readFileSync(file);
}

/** Trains to an iteration, and goes on to another from the checkpoint there. */
function interrupted(chosen: AssignmentSettings, stop: number, to: number): AssignmentRun {
  const file = path.join(folder, "stopped");
  advance(new AssignmentRun({ ...chosen, iterations: 40 }, corpus), stop).save(file);
  return advance(AssignmentRun.resume(file, chosen, corpus), to);
}

for (const loss of ["negative-sampling", "naive-softmax"] as const) {
  for (const reference of [false, true]) {
    test(`a run that is resumed is bit for bit the run that never stopped (${loss}, reference ${reference})`, () => {
      const chosen = settings({ loss, reference });
      const whole = bytes(advance(new AssignmentRun(chosen, corpus), 40));
      for (const stop of [0, 1, 17, 40]) assert.deepEqual(bytes(interrupted(chosen, stop, 40)), whole);
    });
  }
}

test("the same seed gives the same run, another seed another", () => {
  const end = (seed: number): Float64Array =>
    advance(new AssignmentRun(settings({ seed }), corpus), 40).parameters.V.data;
  assert.deepEqual(end(3), end(3));
  assert.notDeepEqual(end(3), end(4));
});

test("the loss falls, from the cost of knowing nothing", () => {
  const run = advance(
    new AssignmentRun(settings({ iterations: 4000, annealEvery: 4000, batch: 20 }), corpus),
    4000,
  );
  // All of U is zero at first, so each of the 1 + 10 targets of a pair costs log 2.
  const pairs = run.batchLosses[0] / (11 * Math.log(2));
  assert.ok(pairs > 1 && pairs < 10, `${pairs} pairs a window`);
  const mean = (losses: Float64Array): number => losses.reduce((a, b) => a + b) / losses.length;
  assert.ok(mean(run.batchLosses.subarray(3000)) < 0.8 * mean(run.batchLosses.subarray(0, 100)));
});

test("steps yields when the time is up and at the end, and continues where the loop was left", () => {
  const run = new AssignmentRun(settings({ iterations: 25 }), corpus);
  let now = 0;
  const clock = (): number => (now += 50); // at the beginning, and after each iteration
  for (const progress of run.steps(500, clock)) {
    assert.deepEqual([progress.iteration, progress.fraction], [10, 0.4]);
    assert.equal(progress.windowsPerSecond, 100); // 10 batches of 5 windows in half a second
    assert.ok(Math.abs(progress.secondsLeft - 0.75) < 1e-12); // 15 iterations of 50 ms
    assert.equal(progress.runningLoss, progress.loss);
    break;
  }
  const rest = [...run.steps(500, clock)];
  assert.deepEqual(rest.map((p) => [p.iteration, p.stepSize]), [[20, 0.15], [25, 0.15]]); // prettier-ignore
  assert.ok(run.done);
  assert.deepEqual([...run.steps(500, clock)], []);
  assert.deepEqual([run.lossCurve.length, run.batchLosses.length], [2, 25]);
  assert.deepEqual(run.lossTable.rows.at(-1), [20, run.lossCurve[1]]);
});

test("a step size of 1 with 1,000 negatives stays within bounds, but for a run that follows the published program", () => {
  const shape = { stepSize: 1, negatives: 1000, iterations: 100, batch: 50, annealEvery: 1000 };
  const end = (reference: boolean): AssignmentProgress[] => [
    ...new AssignmentRun(settings({ ...shape, reference }), corpus).steps(1e9, () => 0),
  ];
  assert.equal(end(false)[0].iteration, 100);
  assert.throws(
    () => end(true),
    /stay finite and shorter than 10000, got a loss of (Infinity|NaN) at iteration/,
  );
});

test("a loss that stops being finite ends the run, names the iteration and what to change, and spoils nothing", () => {
  const run = new AssignmentRun(settings({ stepSize: 1e6, iterations: 5000, dimensions: 2 }), corpus);
  const parameters = (): Float64Array[] => [run.parameters.V.data.slice(), run.parameters.U.data.slice()];
  run.parameters.U.data.fill(1e160);
  row(run.parameters.V, 0).fill(1e160);
  run.parameters.V.data.fill(1e160);
  const before = parameters();
  assert.throws(
    () => run.step(),
    /requires vectors that stay finite .*, got a loss of (Infinity|NaN) at iteration 1; lower stepSize, now 1000000/,
  );
  assert.deepEqual(parameters(), before);
  assert.equal(run.iteration, 0);
});

test("a run that has more iterations behind it than it is given is refused", () => {
  assert.throws(
    () => interrupted(settings({ iterations: 10 }), 20, 20),
    /at least 20, which are done, got 10/,
  );
});

test("a finished run goes on when it is given more iterations, as if it had had them from the start", () => {
  const chosen = settings({ iterations: 60 });
  const whole = advance(new AssignmentRun(chosen, corpus), 60);
  assert.deepEqual(bytes(interrupted(chosen, 40, 60)), bytes(whole));
});
