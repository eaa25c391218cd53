import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import type { Corpus } from "../../../dist/corpus/corpus";
import { estimateSeconds, reckonSeconds } from "../../../dist/training/assignment/estimate";
import { AssignmentRun } from "../../../dist/training/assignment/run";
import { countKept, readTrained, trainMissing } from "../../../dist/training/assignment/train-missing";
import type { AssignmentSettings } from "../../../dist/settings/table";
import { withDefaults } from "../../../dist/settings/settings";

const folder = mkdtempSync(path.join(tmpdir(), "runs-"));
after(() => rmSync(folder, { recursive: true }));

const corpus: Corpus = { name: "toy", sha256: "abc", sentences: [["to", "be", "or", "not", "to", "be"]] };
const createSettings = (seed: number, iterations = 200): AssignmentSettings =>
  withDefaults({ seed, iterations, subsample: 1 });

test("runs trained in threads are those trained here, and are not trained twice", async () => {
  const all = [createSettings(1), createSettings(2), createSettings(3)];
  let last = 0;
  for await (const iterations of trainMissing(all, corpus, folder, 2)) last = iterations;
  assert.equal(last, 600);
  assert.deepEqual(countKept(all, corpus, folder), { finished: 3, left: [0, 0, 0], done: 600 });
  for (const [i, run] of readTrained(all, corpus, folder).entries()) {
    const here = new AssignmentRun(all[i], corpus);
    while (!here.done) here.step();
    assert.deepEqual(run.parameters, here.parameters);
    assert.deepEqual(run.batchLosses, here.batchLosses);
  }
  const written = readdirSync(folder).map((name) => statSync(path.join(folder, name)).mtimeMs);
  for await (const iterations of trainMissing(all, corpus, folder, 2)) last = iterations;
  assert.deepEqual(
    readdirSync(folder).map((name) => statSync(path.join(folder, name)).mtimeMs),
    written,
  );
  assert.deepEqual(countKept([createSettings(4)], corpus, folder), { finished: 0, left: [200], done: 0 });
});

test("what is missing is reckoned by thread: its start, the making of each run, and the steps that are left", () => {
  const costs = { start: 500, made: 100, step: 2 }; // milliseconds
  // the first thread: 500 + (100 + 2 · 1000) + (100 + 2 · 100); the second: 500 + (100 + 2 · 400) + (100 + 2 · 900)
  assert.equal(reckonSeconds([1000, 400, 900, 100], costs, 2), 3.3);
  assert.equal(reckonSeconds([1000], costs, 2), 2.6);
});

test("the estimate is measured in threads, and there is none for runs that are kept", async () => {
  const estimate = (all: AssignmentSettings[]): Promise<number> =>
    estimateSeconds(all, corpus, countKept(all, corpus, folder), 2, () => performance.now());
  const [short, long] = [await estimate([createSettings(21, 1)]), await estimate([createSettings(21, 1e7)])];
  assert.ok(short > 0 && long > short, `${short} s for a step, ${long} s for ten million`);
  assert.equal(await estimate([createSettings(1)]), 0);
});

test("a stopped training leaves no thread behind, and is continued from its last checkpoint", async () => {
  const all = [createSettings(5, 1_000_000)];
  const training = trainMissing(all, corpus, folder, 1);
  for await (const iterations of training) if (iterations > 5000) break; // leaving the loop calls return()
  const { finished, left, done } = countKept(all, corpus, folder);
  assert.equal(finished, 0);
  assert.ok(done >= 5000 && left[0] === 1_000_000 - done, `${done} done, ${left[0]} left`);
  const again = trainMissing(all, corpus, folder, 1);
  let first = 0;
  for await (const iterations of again) {
    first = iterations;
    if (iterations > 0) break;
  }
  assert.ok(first >= 5000, `continued at ${first}`);
});

test("an error in a thread reaches the caller", async () => {
  const nothing: Corpus = { name: "toy", sha256: "none", sentences: [["same", "same"]] };
  await assert.rejects(async () => {
    for await (const iterations of trainMissing([createSettings(1)], nothing, folder, 1))
      assert.ok(iterations >= 0);
  }, /requires a sentence with two different words/);
});

test("a run whose vectors leave all bounds is an error, or left out where the caller says so", async () => {
  const all = [createSettings(31), { ...createSettings(32), stepSize: 1000 }, createSettings(33)];
  const train = async (diverged?: (index: number) => void): Promise<number> => {
    let last = 0;
    for await (const done of trainMissing(all, corpus, folder, 1, diverged)) last = done;
    return last;
  };
  await assert.rejects(() => train(), /requires vectors that stay finite .* lower stepSize, now 1000/);
  const lost: number[] = [];
  await train((index) => lost.push(index));
  assert.deepEqual(lost, [1]);
  assert.deepEqual(
    countKept(all, corpus, folder).left.map((left) => left > 0),
    [false, true, false],
  );
});
