import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import type { Corpus } from "../../../dist/corpus/corpus";
import { AssignmentRun } from "../../../dist/training/assignment/run";
import { withDefaults } from "../../../dist/settings/settings";

const folder = mkdtempSync(path.join(tmpdir(), "checkpoint-"));
after(() => rmSync(folder, { recursive: true }));
const file = path.join(folder, "checkpoint");

const corpus: Corpus = { name: "toy", sha256: "abc", sentences: [["to", "be", "or", "not", "to", "be"]] };
const settings = withDefaults({ iterations: 30, subsample: 1 });
const run = new AssignmentRun(settings, corpus);
for (let i = 0; i < 15; i++) run.step();
run.save(file);

test("a run is read back from its checkpoint, bit for bit", () => {
  const again = path.join(folder, "again");
  AssignmentRun.resume(file, settings, corpus).save(again);
  assert.deepEqual(readFileSync(again), readFileSync(file));
  rmSync(again);
  assert.deepEqual(readdirSync(folder), ["checkpoint"]);
});

test("a checkpoint of other settings or another corpus is refused with the reason", () => {
  const other = withDefaults({ ...settings, dimensions: 12 });
  assert.throws(() => AssignmentRun.resume(file, other, corpus), /requires dimensions to be 10, got 12/);
  assert.throws(
    () => AssignmentRun.resume(file, settings, { ...corpus, sha256: "def" }),
    /SHA-256 abc, got def/,
  );
});

test("a checkpoint that is damaged anywhere, cut short or no checkpoint is refused with the reason", () => {
  const bytes = readFileSync(file);
  const damaged = path.join(folder, "damaged");
  for (let at = 0; at < bytes.length; at += 97) {
    const copy = Buffer.from(bytes);
    copy[at] ^= 1;
    writeFileSync(damaged, copy);
    assert.throws(
      () => AssignmentRun.resume(damaged, settings, corpus),
      /damaged file|first line of a checkpoint/,
    );
  }
  for (const length of [0, 10, 100, bytes.length - 1]) {
    writeFileSync(damaged, bytes.subarray(0, length));
    assert.throws(
      () => AssignmentRun.resume(damaged, settings, corpus),
      /damaged file|first line of a checkpoint/,
    );
  }
  assert.throws(() => AssignmentRun.resume(path.join(folder, "none"), settings, corpus), /ENOENT/);
});

test("a checkpoint that cannot be written leaves the last one whole", () => {
  const before = readFileSync(file);
  assert.throws(() => run.save(path.join(folder, "no such folder", "checkpoint")), /ENOENT/);
  assert.deepEqual(readFileSync(file), before);
});
