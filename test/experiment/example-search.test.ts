import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import type { Corpus } from "../../dist/corpus/corpus";
import { confirmingGrid, HalvingSearch, searchPoints, writeRuns } from "../../dist/experiment/example-search";
import { readRuns } from "../../dist/runs/read-runs";
import { withDefaults } from "../../dist/settings/settings";
import { readTrained } from "../../dist/training/assignment/train-missing";

const folder = mkdtempSync(path.join(tmpdir(), "search-"));
after(() => rmSync(folder, { recursive: true }));
const corpus: Corpus = { name: "toy", sha256: "abc", sentences: [["to", "be", "or", "not", "to", "be"]] };

test("points lie evenly over the logarithms of step size and length: one in each ninth of both", () => {
  const points = searchPoints(9, "toy", 900);
  assert.deepEqual(points.slice(0, 4), searchPoints(4, "toy", 900), "more points begin with the same ones");
  const ninth = (value: number, low: number, high: number): number =>
    Math.floor((9 * Math.log(value / low)) / Math.log(high / low));
  const lengths = points.map(({ dimensions }) => ninth(dimensions, 2, 50.0001));
  const sizes = points.map(({ stepSize }) => ninth(stepSize, 0.03, 30));
  // of the first eight points of a Sobol sequence, one is in each eighth; a ninth holds two of them at most
  for (const places of [sizes, lengths]) assert.ok(new Set(places).size >= 7, places.join(" "));
});

test("a search trains the best third three times as long, and its best one to the end", async () => {
  const points = [0.001, 0.01, 0.1, 1000].map((stepSize) =>
    withDefaults({ corpus: "toy", subsample: 1, iterations: 300, stepSize, dimensions: 2 }),
  );
  const search = new HalvingSearch(points);
  assert.equal(search.total, 4 * 100 + 300);
  assert.throws(() => search.best, /requires to be trained to its end before its best is known/);
  let done = 0;
  for await (const now of search.train(corpus, folder, 2)) done = now;
  assert.equal(done, search.total);
  const [short, whole] = search.rungs;
  assert.deepEqual(
    short.map(({ settings, goesOn }) => [settings.iterations, goesOn]),
    [true, false, false, false].map((goesOn) => [100, goesOn]),
  );
  const losses = short.map(({ loss }) => loss);
  assert.equal(losses[3], Infinity, "vectors that leave all bounds come last");
  assert.deepEqual(
    losses,
    [...losses].sort((a, b) => a - b),
    "the best first",
  );
  assert.deepEqual(
    whole.map(({ settings, goesOn }) => [settings.stepSize, settings.iterations, goesOn]),
    [[short[0].settings.stepSize, 300, false]],
  );
  assert.deepEqual(search.best, whole[0].settings);
  const runs = readTrained([search.best], corpus, folder);
  const written = writeRuns(runs, corpus, folder);
  assert.deepEqual(readdirSync(written), [`step-${search.best.stepSize}-dimensions-2-seed-1`]);
  assert.equal(readRuns([written]).runs[0].loss, whole[0].loss);
});

test("a winner is asked again with new seeds, beside the published settings, each value with each", () => {
  const best = withDefaults({ corpus: "toy", iterations: 900, stepSize: 3, dimensions: 4 });
  const grid = confirmingGrid(best, 2).map(({ stepSize, dimensions, seed }) => [stepSize, dimensions, seed]);
  assert.deepEqual(grid, [
    [0.3, 10, 2], [0.3, 10, 3], [0.3, 4, 2], [0.3, 4, 3],
    [3, 10, 2], [3, 10, 3], [3, 4, 2], [3, 4, 3],
  ]); // prettier-ignore
  const published = confirmingGrid(withDefaults({ corpus: "toy" }), 2);
  assert.equal(published.length, 2, "the published settings are not compared with themselves");
});

test("a search without a point is refused", () => {
  assert.throws(() => new HalvingSearch([]), /requires at least one point, got none/);
});
