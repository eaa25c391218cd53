import assert from "node:assert/strict";
import { test } from "node:test";
import { exercises } from "../../dist/course/exercises";
import { OwnRun, stepSideBySide } from "../../dist/course/train-with-own";
import { withDefaults } from "../../dist/settings/settings";
import { AssignmentRun } from "../../dist/training/assignment/run";
import { wrongOnes } from "./mistaken-code";
import { rightOnes } from "./student-code";
import type { StudentFunctions } from "../../dist/course/student-functions";

const sentences = Array.from({ length: 60 }, (_, i) =>
  Array.from({ length: 12 }, (_, j) => `w${(i * 7 + j * j) % 41}`),
);
const corpus = { name: "own", sha256: "0".repeat(64), sentences };
const settings = withDefaults({ corpus: "own", iterations: 200, dimensions: 6, subsample: 1 });
const own = (name: keyof StudentFunctions): never =>
  rightOnes.find((written) => written.name === name)?.own as never;

test("right functions of a student train as the book's do, digit for digit but for rounding", () => {
  const run = new OwnRun(
    { negativeSampling: own("negativeSampling"), skipGram: own("skipGram") },
    settings,
    corpus,
  );
  const book = new AssignmentRun(settings, corpus);
  for (let i = 0; i < 200; i++) {
    const [mine, theirs] = [run.step(), book.step()];
    assert.ok(Math.abs(mine - theirs) < 1e-9 * theirs, `iteration ${i + 1}: ${mine}, the book's ${theirs}`);
  }
  assert.equal(run.lossCurve.length, 20);
});

test("runs that are stepped side by side stand at the same iteration, also where one goes on after a stop", () => {
  const runs = [new AssignmentRun(settings, corpus), new AssignmentRun(settings, corpus)];
  assert.equal(stepSideBySide(runs, 200).next().value, 10); // stopped there
  assert.deepEqual([...stepSideBySide(runs, 40)], [20, 30, 40]);
  assert.deepEqual([...stepSideBySide(runs, 40)], []);
  assert.deepEqual(
    runs.map(({ iteration }) => iteration),
    [40, 40],
  );
});

test("a wrong gradient trains to another loss", () => {
  const wrong = wrongOnes.find(({ what }) => what === "σ for σ − 1")?.own as never;
  const run = new OwnRun({ negativeSampling: wrong, skipGram: exercises.skipGram.right }, settings, corpus);
  const book = new AssignmentRun(settings, corpus);
  const losses = Array.from({ length: 200 }, () => [run.step(), book.step()]);
  const [mine, theirs] = losses[199];
  assert.ok(Math.abs(mine - theirs) > 0.01, `${mine}, the book's ${theirs}`);
});

test("naive softmax is refused, since it needs every row of U", () => {
  const softmax = withDefaults({ ...settings, loss: "naive-softmax" });
  const functions = { negativeSampling: own("negativeSampling"), skipGram: own("skipGram") };
  assert.throws(() => new OwnRun(functions as never, softmax, corpus), /requires the loss negative-sampling/);
});
