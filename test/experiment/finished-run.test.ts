import assert from "node:assert/strict";
import { appendFileSync, mkdirSync, readFileSync, rmdirSync, rmSync, utimesSync, writeFileSync } from "node:fs"; // prettier-ignore
import path from "node:path";
import { after, test } from "node:test";
import { readChapter } from "../../dist/experiment/chapter/chapter";
import { changedSince } from "../../dist/experiment/grid/finished-run";
import { parseGrid } from "../../dist/experiment/grid/grid";
import { LocalPool } from "../../dist/experiment/executors/local-pool";
import { planRuns } from "../../dist/experiment/grid/plan";
import { runGrid } from "../../dist/experiment/grid/run-grid";
import { checkout } from "../../dist/files/checkout";
import { doneFolders } from "../../dist/runs/run-folders";
import { LightChapter } from "./light-chapter";

const light = new LightChapter(
  [
    "const fs = require('fs');",
    "const { factor } = require('./helper.js');",
    "const seen = [fs.readFileSync('data.txt', 'utf8'), fs.readdirSync('parts'), fs.existsSync('flag')];",
    "const worker = new (require('worker_threads').Worker)(\"require('fs').readFileSync('thread.txt')\", { eval: true });",
    "await new Promise((resolve) => worker.on('exit', resolve));",
    "fs.writeFileSync('own.txt', 'x'); fs.readFileSync('own.txt');",
    "fs.readdirSync('runs');",
  ].join("\n"),
);
after(() => light.remove());

const inFolder = (name: string): string => path.join(light.folder, name);
writeFileSync(inFolder("data.txt"), "1");
writeFileSync(inFolder("thread.txt"), "1");
writeFileSync(inFolder("helper.js"), "exports.factor = 1;\n");
mkdirSync(inFolder("parts"));
mkdirSync(light.runs);

const place = { runs: light.runs, root: checkout, chapter: { name: "light" } };

const plan = (): ReturnType<typeof planRuns> => {
  const chapter = readChapter(light.chapter, "");
  return planRuns(chapter, parseGrid(chapter, {}), checkout, { say: () => {} });
};

/** The command, in this process: how many runs were made, and which folders were left out. */
async function make(
  again = false,
  planned = plan(),
): Promise<{ made: number; there: number; leftOut: string[] }> {
  const { signal } = new AbortController();
  const chapter = readChapter(light.chapter, "");
  const common = { ...place, chapter, planned: await planned, again, pages: true, signal };
  const state = await runGrid({ ...common, executor: new LocalPool(1), clock: Date.now, onChange: () => {} });
  for (const { status, error } of state.made) assert.equal(status, "done", error);
  const leftOut = state.leftOut.map(({ folder, reason }) => `${path.basename(folder)}: ${reason}`);
  return { made: state.made.length, there: state.there, leftOut };
}

test("a run is there before only if all that it has read is as it was", async () => {
  assert.equal((await make()).made, 1);
  const [{ folder }] = light.experiments();
  const reads = JSON.parse(readFileSync(path.join(folder, "reads.json"), "utf8")) as Record<string, object>;
  assert.deepEqual(Object.keys(reads.files).sort(), [inFolder("data.txt"), inFolder("thread.txt")]);
  assert.deepEqual(Object.keys(reads.folders).sort(), [inFolder("parts"), light.runs]);
  assert.deepEqual(reads.exist, { [inFolder("flag")]: false });
  assert.equal(changedSince(folder, place), undefined);
  utimesSync(inFolder("data.txt"), 1, 1);
  rmSync(inFolder("own.txt")); // what the run itself has written does not count
  assert.equal(changedSince(folder, place), undefined);
  const changes: [string, () => void, () => void][] = [
    [inFolder("data.txt"), () => appendFileSync(inFolder("data.txt"), "2"), () => writeFileSync(inFolder("data.txt"), "1")],
    [inFolder("thread.txt"), () => rmSync(inFolder("thread.txt")), () => writeFileSync(inFolder("thread.txt"), "1")],
    [inFolder("parts"), () => writeFileSync(inFolder("parts/new"), ""), () => rmSync(inFolder("parts/new"))],
    [inFolder("flag"), () => writeFileSync(inFolder("flag"), ""), () => rmSync(inFolder("flag"))],
    [light.runs, () => mkdirSync(path.join(light.runs, "by-hand")), () => rmdirSync(path.join(light.runs, "by-hand"))],
  ]; // prettier-ignore
  for (const [what, change, undo] of changes) {
    change();
    assert.equal(changedSince(folder, place), what);
    undo();
    assert.equal(changedSince(folder, place), undefined, what);
  }
  const [{ key }] = await plan();
  appendFileSync(inFolder("helper.js"), "// other\n");
  assert.notEqual((await plan())[0].key, key, "code beside the chapter");
  writeFileSync(inFolder("helper.js"), "exports.factor = 1;\n");
});

test("--again makes a run that is there, and keeps the older one", async () => {
  assert.deepEqual(await make(true), { made: 1, there: 0, leftOut: [] });
  assert.equal(light.experiments().length, 2);
  assert.equal(new Set(light.keys()).size, 1);
});

test("damaged folders are named, and everything else goes on", async () => {
  const [{ folder }] = light.experiments();
  writeFileSync(path.join(folder, "experiment.json"), '{"format":1,');
  writeFileSync(path.join(light.runs, "20200101T000000Z-00000000"), "a file");
  mkdirSync(path.join(light.runs, "20200101T000001Z-00000000"));
  const [{ key }] = await plan();
  assert.equal(doneFolders(light.runs, key).length, 1);
  assert.deepEqual(await make(false, Promise.resolve([])), {
    made: 0,
    there: 0,
    leftOut: [
      "20200101T000000Z-00000000: not a folder",
      "20200101T000001Z-00000000: not finished: experiment.json is missing",
      `${path.basename(folder)}: experiment.json requires JSON, got "{\\"format\\":1,"`,
    ],
  });
});
