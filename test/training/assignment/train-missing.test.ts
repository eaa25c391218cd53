import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import type { Corpus } from "../../../dist/corpus/corpus";
import { estimateSeconds } from "../../../dist/training/assignment/estimate";
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
  assert.equal(countKept(all, corpus, folder), 3);
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
  assert.equal(countKept([createSettings(4)], corpus, folder), 0);
});

test("what is missing is reckoned before it begins: the making of a run, and its steps, in rounds", () => {
  let now = 0;
  const clock = (): number => (now += 10); // milliseconds: 10 to make a run, 10 for a hundred steps
  const wanted = [1, 21, 22, 23].map((seed) => createSettings(seed, 200)); // 1 is kept from above
  const [made, steps] = [10, (10 / 100) * 200];
  assert.equal(estimateSeconds(wanted, corpus, folder, 2, clock), (2 * (made + steps)) / 1000);
  assert.equal(estimateSeconds([createSettings(1)], corpus, folder, 2, clock), 0);
  assert.ok(Number.isFinite(estimateSeconds([createSettings(24, 1)], corpus, folder, 1, clock)));
});

test("a stopped training leaves no thread behind, and is continued from its last checkpoint", async () => {
  const all = [createSettings(5, 1_000_000)];
  const training = trainMissing(all, corpus, folder, 1);
  for await (const iterations of training) if (iterations > 5000) break; // leaving the loop calls return()
  assert.equal(countKept(all, corpus, folder), 1);
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
