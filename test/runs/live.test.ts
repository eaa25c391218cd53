import assert from "node:assert/strict";
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test, type TestContext } from "node:test";
import { withLock } from "../../dist/files/locks";
import { LineTail, lineAppender } from "../../dist/runs/live/json-lines";
import { readLastWords } from "../../dist/runs/live/last-words";
import { readLiveRecord, readLiveRecords } from "../../dist/runs/live/live-record";
import { beginLog, logFile } from "../../dist/runs/live/log-file";
import { keepProgress, progressFile } from "../../dist/runs/live/progress-file";
import { parsePoint, withPoints } from "../../dist/runs/live/progress-point";
import { withDefaults } from "../../dist/settings/settings";
import type { AssignmentProgress } from "../../dist/training/assignment/training";
import { writeRunFolder } from "./run-folder";

function place(t: TestContext): string {
  const folder = mkdtempSync(path.join(tmpdir(), "live-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Where a run of 1,000 iterations stands. */
function at(iteration: number): AssignmentProgress {
  const common = { loss: 20, stepSize: 0.3, windowsPerSecond: 1 };
  return { ...common, iteration, fraction: iteration / 1000, runningLoss: 20 - iteration / 100, secondsLeft: 1000 - iteration }; // prettier-ignore
}

test("lines are read as they come, and one that was cut, or is no JSON, damages no other", (t) => {
  const file = path.join(place(t), "lines");
  const tail = new LineTail(file);
  assert.deepEqual(tail.read(), []);
  const append = lineAppender(file);
  append({ a: 1 });
  append({ b: "é" });
  assert.deepEqual(tail.read(), [{ a: 1 }, { b: "é" }]);
  const bytes = Buffer.from('{"c":"é"}\n');
  appendFileSync(file, bytes.subarray(0, 7)); // in the middle of a letter
  assert.deepEqual(tail.read(), []);
  appendFileSync(file, bytes.subarray(7));
  assert.deepEqual(tail.read(), [{ c: "é" }]);
  appendFileSync(file, '{"d":'); // its process was killed
  lineAppender(file)({ e: 1 });
  assert.deepEqual(tail.read(), [{ e: 1 }]);
  assert.deepEqual(new LineTail(file).read(), [{ a: 1 }, { b: "é" }, { c: "é" }, { e: 1 }]);
  writeFileSync(file, '{"f":1}\n');
  assert.deepEqual(tail.read(), [{ f: 1 }], "a new file is read from its beginning");
});

test("of a long file the end is read, from the first whole line", (t) => {
  const file = path.join(place(t), "lines");
  const append = lineAppender(file);
  for (let i = 100; i < 200; i++) append({ i }); // ten bytes each
  const tail = new LineTail(file, 35);
  assert.deepEqual(tail.read(), [{ i: 197 }, { i: 198 }, { i: 199 }]);
  append({ i: 200 });
  assert.deepEqual(tail.read(), [{ i: 200 }]);
  assert.deepEqual(new LineTail(file, 30).read(), [{ i: 198 }, { i: 199 }, { i: 200 }]);
});

test("progress is kept at most twice a second, rarer in a long training, and at its end", (t) => {
  const folder = place(t);
  let now = 0;
  const keep = keepProgress(folder, () => now);
  const points = () => new LineTail(path.join(folder, progressFile)).read().map(parsePoint);
  for (let i = 1; i < 1000; i++, now += 100) keep(at(i));
  const times = points().map((point) => Date.parse(point?.time ?? ""));
  assert.deepEqual(times, Array.from({ length: 200 }, (_, i) => 500 * i)); // prettier-ignore
  now = 24 * 3600 * 1000;
  for (let i = 0; i < 300; i++, now += 100) keep(at(1));
  assert.equal(points().length, 203, "each ten seconds");
  keep(at(1000));
  assert.deepEqual(points().at(-1), { time: "1970-01-02T00:00:30.000Z", done: 1000, unit: "iterations", loss: 10, fraction: 1, secondsLeft: 0 }); // prettier-ignore
});

test("progress that cannot be kept ends no training", (t) => {
  const folder = place(t);
  const keep = keepProgress(path.join(folder, "gone"), () => 0);
  keep(at(1000));
  keepProgress(undefined, () => 0)(at(1000));
  assert.throws(() => readFileSync(path.join(folder, "gone", progressFile)));
});

test("a run that continues from a checkpoint goes back, and its curve does not", () => {
  const points = [10, 20, 30, 20, 25].map((done) => ({ ...at(done), done, time: "", unit: "iterations" as const })); // prettier-ignore
  assert.deepEqual(withPoints(withPoints([], points.slice(0, 2)), points.slice(2)).map(({ done }) => done), [10, 20, 25]); // prettier-ignore
});

test("a training says by its folder whether it goes on, was killed, or ended", async (t) => {
  const runs = place(t);
  const folder = path.join(runs, "a");
  mkdirSync(folder);
  const settings = withDefaults({ corpus: "sst", iterations: 1000 });
  assert.equal(readLiveRecord(folder), undefined);
  const say = beginLog(folder, settings, false, () => 0);
  say("the text is read");
  say("10 %\r20 %\rall");
  keepProgress(folder, () => 0)(at(400));
  await withLock("test", folder, () => {
    assert.deepEqual(readLiveRecords(runs).map(({ status }) => status), ["running"]); // prettier-ignore
    return Promise.resolve();
  });
  const record = readLiveRecord(folder);
  assert.deepEqual([record?.id, record?.status, record?.runningLoss, record?.started], ["a", "killed", 16, "1970-01-01T00:00:00.000Z"]); // prettier-ignore
  assert.equal(record?.settings.iterations, 1000);
  const { point, printed } = readLastWords(folder, 2);
  assert.deepEqual([point?.done, printed], [400, ["the text is read", "all"]]);
  writeRunFolder(runs, "a", { files: { "experiment.json": undefined } });
  assert.equal(readLiveRecord(folder), undefined, "it has ended");
  await withLock("test", folder, () => {
    assert.equal(readLiveRecord(folder)?.status, "running", "and goes on with more iterations");
    return Promise.resolve();
  });
  beginLog(folder, settings, false, () => 0);
  assert.equal(readLastWords(folder, 2).point, undefined, "what begins anew begins its files");
  writeFileSync(path.join(folder, logFile), '{"time":1}\n{"cell":1}\n[]\nnull\n7\n"x"\n');
  assert.deepEqual(readLastWords(folder, 2), { cell: undefined, point: undefined, printed: [] });
});
