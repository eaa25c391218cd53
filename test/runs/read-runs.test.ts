import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test, type TestContext } from "node:test";
import { readLossCurve } from "../../dist/runs/loss-curve-file";
import { readRuns } from "../../dist/runs/read-runs";
import { differingSettings } from "../../dist/runs/run-settings";
import { settingValue } from "../../dist/settings/settings";
import { writeRunFolder } from "./run-folder";

function folderFor(t: TestContext): string {
  const folder = mkdtempSync(path.join(tmpdir(), "runs-"));
  t.after(() => rmSync(folder, { recursive: true }));
  return folder;
}

test("readRuns reads what a run's folder says, of an experiment's and of npm run train's", (t) => {
  const parent = folderFor(t);
  writeRunFolder(parent, "20261125T190203Z-00000001", { settings: { stepSize: 3 }, loss: 7.5 });
  writeRunFolder(parent, "by-hand", { files: { "experiment.json": undefined } });
  writeFileSync(path.join(parent, "index.json"), "[]");
  const { runs, leftOut } = readRuns([parent]);
  assert.deepEqual(leftOut, []);
  assert.deepEqual(
    runs.map(({ settings, loss }) => [
      settings.stepSize,
      settings.corpus,
      settingValue(settings, "iterations"),
      loss,
    ]),
    [
      [3, "sst", 30, 7.5],
      [0.3, "sst", 30, 10],
    ],
  );
  assert.deepEqual(readRuns([runs[0].folder]).runs.length, 1);
});

test("readRuns reads what fast training left, and how far it came", (t) => {
  const parent = folderFor(t);
  const settings = { trainer: "fast", dimensions: 3, epochs: 5 };
  const corpus = { name: "mine", sha256: "bb", sentences: 1, tokens: 200, words: 3 };
  const description = { settings, corpus, wordsTrained: 1000, wordsKept: 700, finalLoss: 2.5, seconds: 4 };
  const write = (name: string, change: object): string =>
    writeRunFolder(parent, name, {
      files: {
        "run.json": JSON.stringify({ ...description, ...change }),
        "loss.csv": "words,loss\n500,4\n1000,2.5\n",
        "experiment.json": undefined,
      },
    });
  write("whole", {});
  write("stopped", { wordsTrained: 500 });
  write("untrained", { finalLoss: null });
  const { runs, leftOut } = readRuns([parent]);
  assert.deepEqual(leftOut.map(({ reason }) => reason), ["run.json requires finalLoss to be a number, got null"]); // prettier-ignore
  assert.deepEqual(
    runs.map(({ settings, loss, finalRunningLoss, seconds }) => [settingValue(settings, "epochs"), settings.stepSize, loss, finalRunningLoss, seconds]), // prettier-ignore
    [[2.5, 0.025, 2.5, null, 4], [5, 0.025, 2.5, null, 4]], // prettier-ignore
  );
  assert.deepEqual(differingSettings(runs), ["epochs"]);
  assert.deepEqual([...readLossCurve(runs[0].folder).iterations], [500, 1000]);
});

test("readRuns names broken, foreign and half-written folders with the reason, and reads the others", (t) => {
  const parent = folderFor(t);
  const name = (i: number): string => `20261125T190203Z-0000000${i.toString(16)}`;
  writeRunFolder(parent, name(0));
  const files: [string, Record<string, string | undefined>][] = [
    ["not finished: experiment.json is missing", { "experiment.json": undefined }],
    ["failed: no space", { "experiment.json": '{"format":1,"status":"failed","error":"no space"}' }],
    ['not finished: status "running"', { "experiment.json": '{"format":1,"status":"running"}' }],
    ["experiment.json requires format 1, got 2", { "experiment.json": '{"format":2,"status":"done"}' }],
    ['experiment.json requires JSON, got "{\\"format\\":1,\\"sta"', { "experiment.json": '{"format":1,"sta' }],
    ["run.json requires an object, got [1]", { "run.json": "[1]" }],
    ["not a run: run.json is missing", { "run.json": undefined }],
    ["not a run: loss.csv is missing", { "loss.csv": undefined }],
    ["loss.csv requires a newline at its end, got a file that was cut", { "loss.csv": "iteration,running_loss\n10,2" }],
    ['vectors.txt requires 3 dimensions in its first line, got "3 4\\ntea 1 2 3 4\\n"', { "vectors.txt": "3 4\ntea 1 2 3 4\n" }],
    ["vectors.txt requires a newline at its end, got a file that was cut", { "vectors.txt": "3 3\ntea 1 2" }],
    ["run.json requires settings, got nothing", { "run.json": '{"corpus":{"name":"a","sha256":"b"},"iterations":1}' }],
  ]; // prettier-ignore
  files.forEach(([, broken], i) =>
    writeRunFolder(parent, name(i + 1), { settings: { seed: i + 2 }, files: broken }),
  );
  mkdirSync(path.join(parent, "z foreign <b>"));
  mkdirSync(path.join(parent, ".hidden"));
  const { runs, leftOut } = readRuns([parent]);
  assert.deepEqual(runs.map(({ folder }) => path.basename(folder)), [name(0)]); // prettier-ignore
  assert.deepEqual(
    leftOut.map(({ folder, reason }) => [path.basename(folder), reason]),
    [
      ...files.map(([reason], i) => [name(i + 1), reason]),
      ["z foreign <b>", "not a run: run.json is missing"],
    ],
  );
});

test("readRuns refuses settings that are out of range or unknown, as any other place does", (t) => {
  const parent = folderFor(t);
  const folder = writeRunFolder(parent, "a");
  const run = JSON.stringify({
    settings: { stepsize: 1 },
    corpus: { name: "sst", sha256: "aa" },
    iterations: 10,
    finalRunningLoss: null,
    meanOfLastLosses: 1,
  });
  writeFileSync(path.join(folder, "run.json"), run);
  assert.match(readRuns([parent]).leftOut[0].reason, /"stepsize"; did you mean stepSize\?/);
  writeFileSync(path.join(folder, "run.json"), run.replace('"stepsize":1', '"stepSize":-1'));
  assert.match(readRuns([parent]).leftOut[0].reason, /stepSize to be a number from/);
  assert.throws(() => readRuns([path.join(parent, "none")]), /runs require a folder/);
});

test("the same run made twice counts once, since it would pass for two seeds", (t) => {
  const parent = folderFor(t);
  const [first, second] = ["a", "b"].map((name) => writeRunFolder(parent, name));
  writeRunFolder(parent, "c", { settings: { seed: 2 } });
  const { runs, leftOut } = readRuns([parent]);
  assert.equal(runs.length, 2);
  assert.deepEqual(leftOut, [{ folder: first, reason: `made again in ${second}` }]);
});

test("texts of one name and different content are told apart", (t) => {
  const parent = folderFor(t);
  writeRunFolder(parent, "a", { sha256: "0123456789" });
  writeRunFolder(parent, "b", { sha256: "abcdef0123" });
  assert.deepEqual(readRuns([parent]).runs.map(({ settings }) => settings.corpus), ["sst (01234567)", "sst (abcdef01)"]); // prettier-ignore
});
