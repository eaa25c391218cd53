import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test, type TestContext } from "node:test";
import { readAllRuns, type AllRuns } from "../../dist/comparison/all-runs";
import { Chooser } from "../../dist/pages/runs/choice";
import { curvesOf, findingsOf, groupsOf } from "../../dist/pages/runs/groups";
import { smooth } from "../../dist/plots/smooth";
import { writeRunFolder, type FolderContents } from "../runs/run-folder";

function runsOf(t: TestContext, contents: readonly FolderContents[]): AllRuns {
  const folder = mkdtempSync(path.join(tmpdir(), "all-runs-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const own = { files: { "experiment.json": undefined } };
  contents.forEach((one, i) => writeRunFolder(folder, `run${i}`, { ...own, ...one }));
  return readAllRuns(folder, folder);
}

test("runs are chosen by words, by conditions and by values, all of which must hold", (t) => {
  const { runs } = runsOf(
    t,
    [1, 2, 3, 4].map((seed) => ({ settings: { seed, stepSize: seed > 2 ? 3 : 0.3 } })),
  );
  const chooser = new Chooser(runs);
  const chosen = (search: string, values: [string, string][] = []): string[] =>
    chooser.choose({ search, values: new Map(values) }).runs.map(({ record }) => record.id);
  assert.deepEqual(chosen(""), ["run0", "run1", "run2", "run3"]);
  assert.deepEqual(chosen("RUN2"), ["run2"]);
  assert.deepEqual(chosen("stepSize=3 seed<4"), ["run2"]);
  assert.deepEqual(chosen("seed>1", [["stepSize", "0.3"]]), ["run1"]);
  assert.match(String(chooser.choose({ search: "sed=1", values: new Map() }).mistake), /did you mean seed\?/);
});

test("the curve of a setting is the mean of its seeds, each smoothed, with their range", (t) => {
  const all = runsOf(t, [1, 2].map((seed) => ({ settings: { seed }, curve: [20 * seed, 12 * seed, 10 * seed] }))); // prettier-ignore
  const groups = groupsOf(all.runs);
  assert.equal(groups.length, 1);
  const [plain] = curvesOf(groups, all, { amount: 0, seconds: false });
  assert.deepEqual([plain.iterations, plain.loss, plain.band], [[10, 20, 30], [30, 18, 15], { lower: [20, 12, 10], upper: [40, 24, 20] }]); // prettier-ignore
  const [smoothed] = curvesOf(groups, all, { amount: 0.5, seconds: false });
  assert.deepEqual([...(smoothed.loss as number[])], smooth([30, 18, 15], 0.5));
  assert.deepEqual(curvesOf(groups, all, { amount: 0, seconds: true }), [], "these runs know no seconds");
});

test("an average that begins without a bias: a constant stays, and the last value has the weight 1 - a", () => {
  assert.deepEqual(smooth([3, 3, 3], 0.9).map((value) => value.toFixed(12)), Array(3).fill("3.000000000000")); // prettier-ignore
  const [, second] = smooth([0, 1], 0.5);
  assert.ok(Math.abs(second - 0.5 / 0.75) < 1e-15, "(1 - a) / (1 - a^2)");
  assert.throws(() => smooth([1], 1), /from 0 to below 1, got 1/);
});

test("what cannot be concluded is said: one seed, many values, other code, a setting that the loss counts", (t) => {
  const values = Array.from({ length: 14 }, (_, i) => ({ settings: { stepSize: 0.1 + i / 7 }, loss: i }));
  const many = findingsOf(runsOf(t, values).runs);
  assert.equal(many.dots.length, 0);
  assert.match(many.cautions.join("\n"), /step size has 14 values/);
  const windows = [2, 5].map((window) => ({ settings: { window }, loss: window }));
  const { dots, cautions } = findingsOf(runsOf(t, windows).runs);
  assert.deepEqual(dots.map(({ mean, lower }) => [mean, lower]), [[-3, undefined]]); // prettier-ignore
  assert.match(cautions.join("\n"), /What the loss counts depends on window/);
  assert.match(cautions.join("\n"), /1 of 1 effects have one seed/);
  const versions = [1, 2, 3].map((seed) => ({
    settings: { seed },
    files: { "experiment.json": JSON.stringify({ format: 1, status: "done", notebook: "07", key: "a", started: "", seconds: 1, parameters: {}, code: `c${seed % 2}` }) },
  })); // prettier-ignore
  assert.match(
    findingsOf(runsOf(t, versions).runs).cautions.join(),
    /made by 2 versions of the code.*the 2 of/,
  );
});
