import assert from "node:assert/strict";
import test from "node:test";
import type { Corpus } from "../../dist/corpus/corpus";
import { row } from "../../dist/model/matrix";
import { TrainingRun, type RunState } from "../../dist/model/run";
import { withDefaults } from "../../dist/settings/settings";
import type { Settings } from "../../dist/settings/table";

/** A text of 300 sentences in which each word is followed by one of two. */
const corpus: Corpus = {
  name: "toy",
  sha256: "toy",
  sentences: Array.from({ length: 300 }, (_, s) =>
    Array.from({ length: 8 }, (_, i) => `w${(s * 7 + i * (1 + (s % 2))) % 20}`),
  ),
};

const settings = (given: Partial<Settings> = {}): Settings =>
  withDefaults({ iterations: 40, subsample: 1, annealEvery: 15, batch: 5, ...given });

/** Trains to the given iteration. */
function advance(run: TrainingRun, to: number): TrainingRun {
  while (run.iteration < to) run.step();
  return run;
}

for (const loss of ["negative-sampling", "naive-softmax"] as const) {
  for (const reference of [false, true]) {
    test(`a run that is resumed is bit for bit the run that never stopped (${loss}, reference ${reference})`, () => {
      const chosen = settings({ loss, reference });
      const whole = advance(new TrainingRun(chosen, corpus), 40).save();
      for (const stop of [0, 1, 17, 40]) {
        const state = advance(new TrainingRun(chosen, corpus), stop).save();
        assert.deepEqual(advance(TrainingRun.resume(chosen, corpus, state), 40).save(), whole);
      }
    });
  }
}

test("the same seed gives the same run, another seed another", () => {
  const end = (seed: number): RunState => advance(new TrainingRun(settings({ seed }), corpus), 40).save();
  assert.deepEqual(end(3), end(3));
  assert.notDeepEqual(end(3).V, end(4).V);
});

test("the loss falls, from the cost of knowing nothing", () => {
  const run = advance(
    new TrainingRun(settings({ iterations: 4000, annealEvery: 4000, batch: 20 }), corpus),
    4000,
  );
  // All of U is zero at first, so each of the 1 + 10 targets of a pair costs log 2.
  const pairs = run.batchLosses[0] / (11 * Math.log(2));
  assert.ok(pairs > 1 && pairs < 10, `${pairs} pairs a window`);
  const mean = (losses: Float64Array): number => losses.reduce((a, b) => a + b) / losses.length;
  assert.ok(mean(run.batchLosses.subarray(3000)) < 0.8 * mean(run.batchLosses.subarray(0, 100)));
});

test("steps yields after every n iterations and at the end, and continues where the loop was left", () => {
  const run = new TrainingRun(settings({ iterations: 25 }), corpus);
  let now = 0;
  const clock = (): number => (now += 500);
  for (const progress of run.steps(10, clock)) {
    assert.equal(progress.iteration, 10);
    assert.equal(progress.windowsPerSecond, 100); // 10 batches of 5 windows in half a second
    assert.equal(progress.runningLoss, progress.loss);
    break;
  }
  const rest = [...run.steps(10, clock)];
  assert.deepEqual(rest.map((p) => [p.iteration, p.stepSize]), [[20, 0.15], [25, 0.15]]); // prettier-ignore
  assert.ok(run.done);
  assert.deepEqual([...run.steps(10, clock)], []);
  assert.deepEqual([run.lossCurve.length, run.batchLosses.length], [2, 25]);
  assert.throws(() => run.steps(0, clock).next(), /requires every to be a positive integer, got 0/);
});

test("a loss that stops being finite ends the run, names the iteration and what to change, and spoils nothing", () => {
  const run = new TrainingRun(settings({ stepSize: 1e6, iterations: 5000, dimensions: 2 }), corpus);
  run.parameters.U.data.fill(1e160);
  row(run.parameters.V, 0).fill(1e160);
  run.parameters.V.data.fill(1e160);
  const before = run.save();
  assert.throws(
    () => run.step(),
    /requires a finite loss, got (Infinity|NaN) at iteration 1; lower stepSize, now 1000000/,
  );
  assert.deepEqual({ ...run.save(), random: 0 }, { ...before, random: 0 });
});

test("a state of another size, or beyond the last iteration, is refused", () => {
  const state = advance(new TrainingRun(settings(), corpus), 20).save();
  assert.throws(
    () => TrainingRun.resume(settings({ dimensions: 3 }), corpus, state),
    /requires V of 63 numbers, got 210/,
  );
  assert.throws(
    () => TrainingRun.resume(settings({ iterations: 10 }), corpus, state),
    /at least 20, which are done, got 10/,
  );
});

test("a finished run goes on when it is given more iterations, as if it had had them from the start", () => {
  const whole = advance(new TrainingRun(settings({ iterations: 60 }), corpus), 60).save();
  const state = advance(new TrainingRun(settings(), corpus), 40).save();
  assert.deepEqual(
    advance(TrainingRun.resume(settings({ iterations: 60 }), corpus, state), 60).save(),
    whole,
  );
});
