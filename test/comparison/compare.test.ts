import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test, type TestContext } from "node:test";
import { spreadByLoss } from "../../dist/comparison/choose";
import { compare } from "../../dist/comparison/compare";
import { comparisonText } from "../../dist/comparison/forms/comparison-text";
import { effectCautions } from "../../dist/comparison/cautions";
import { agreementRows, lossesBySettings } from "../../dist/comparison/rows";
import { effects } from "../../dist/comparison/effects";
import { mapsFigure, movedFigure } from "../../dist/comparison/forms/comparison-figures";
import { readRuns } from "../../dist/runs/read-runs";
import { groupRuns } from "../../dist/comparison/run-groups";
import { seedAgreement } from "../../dist/comparison/seed-agreement";
import { resolveRuns } from "../../dist/comparison/resolve-runs";
import { row, type Matrix } from "../../dist/model/matrix";
import { readVectors } from "../../dist/vectors/read-vectors";
import { writeVectors } from "../../dist/vectors/write-vectors";
import { normalSampler } from "../vectors/normal-matrix";
import { writeRunFolder } from "../runs/run-folder";

const words = ["man", "woman", "rain", "snow", "<b>", ...Array.from({ length: 55 }, (_, w) => `w${w}`)];

/** A grid whose two step sizes have learnt different directions, which the seeds share but for a little noise. */
function writeGrid(t: TestContext, seeds: number, noise = 0.05): string {
  const parent = mkdtempSync(path.join(tmpdir(), "compare-"));
  t.after(() => rmSync(parent, { recursive: true }));
  const normal = normalSampler(1);
  const learnt: Record<number, Matrix> = { 0.3: normal(words.length, 4), 3: normal(words.length, 6) };
  for (const stepSize of [0.3, 3])
    for (let seed = 1; seed <= seeds; seed++) {
      const { rows, cols } = learnt[stepSize];
      const random = normal(rows, cols);
      const vectors = words.map((_, w) =>
        [...row(learnt[stepSize], w)].map((value, i) => value + noise * row(random, w)[i]),
      );
      const loss = stepSize === 3 ? 7 + 0.1 * seed : 10 + 0.2 * seed;
      writeRunFolder(parent, `${stepSize}-${seed}`, { settings: { stepSize, seed }, words, vectors, loss });
    }
  return parent;
}

test("a seed whose vectors are damaged within is left out by name, and the others are compared", (t) => {
  const parent = writeGrid(t, 4);
  const damaged = path.join(parent, "3-2");
  const file = path.join(damaged, "vectors.txt");
  const lines = readFileSync(file, "utf8").split("\n");
  lines[20] = lines[20].replace(/[^ ]+$/, "x");
  writeFileSync(file, lines.join("\n"));
  const [a, b] = resolveRuns([path.join(parent, "0.3-1"), path.join(parent, "3-1")]);
  const found = compare(a, b);
  assert.deepEqual(found.b.seeds, ["1", "3", "4"]);
  assert.equal(found.loss.pairedSeeds, 3);
  const [left] = found.leftOut.filter(({ folder }) => folder === damaged);
  assert.match(left.reason, /line 21, .*"x"/);
  assert.equal(seedAgreement(b)?.seeds, 3);
  const [, alone] = resolveRuns([path.join(parent, "0.3-1"), damaged]);
  assert.throws(() => compare(a, { ...alone, runs: alone.runs.slice(0, 1) }), /line 21, .*"x"/);
});

test("compare finds what differs between two settings, and holds it against their seeds", (t) => {
  const parent = writeGrid(t, 4);
  const [a, b] = resolveRuns([path.join(parent, "0.3-2"), path.join(parent, "3-1")]);
  const found = compare(a, b);
  assert.deepEqual(found.a.seeds, ["2", "1", "3", "4"]); // the run itself, then the seeds beside it
  assert.deepEqual(found.differing, [
    { setting: "dimensions", a: 4, b: 6 },
    { setting: "stepSize", a: 0.3, b: 3 },
  ]);
  // differences of −3.1, −3.2, −3.3, −3.4: mean −3.25, s = 0.1291, t(0.975, 3) = 3.182446
  const half = (3.182446305284263 * Math.sqrt(0.05 / 3)) / 2;
  assert.ok(Math.abs((found.loss.difference ?? 0) + 3.25) < 1e-9);
  assert.ok(Math.abs((found.loss.lower ?? 0) + 3.25 + half) < 1e-6);
  const { shared, sharedWithinA, sharedWithinB, chance } = found.neighbours;
  assert.ok((sharedWithinA ?? 0) > 0.7 && (sharedWithinB ?? 0) > 0.7, `${sharedWithinA}, ${sharedWithinB}`);
  assert.ok(Math.abs(chance - 10 / 59) < 1e-12 && shared < 2 * chance, `${shared}`);
  assert.equal(found.moved.test?.splits, 35);
  assert.equal(found.moved.test?.p, 1 / 35);
  assert.equal(found.moved.words.length, words.length);
  assert.deepEqual(found.cautions, ["dimensions, step size were changed together: the comparison cannot say which of them made the difference"]); // prettier-ignore
  assert.deepEqual(JSON.parse(JSON.stringify(found)), found, "plain JSON");
  for (const figure of [mapsFigure(found), movedFigure(found)]) assert.ok(figure && !/NaN/.test(JSON.stringify(figure))); // prettier-ignore
  assert.match(comparisonText(found), /A 10\.5000 {3}B 7\.2500 {3}B − A −3\.250 \(95 % interval/);
});

test("runs that wrote their vectors in other formats are compared as well, to the same result", async (t) => {
  const parent = writeGrid(t, 2);
  const folders = ["0.3-1", "3-1"].map((name) => path.join(parent, name));
  const before = compare(...resolveRuns(folders));
  for (const end of ["safetensors", "tsv"]) {
    for (const folder of folders) {
      const [from] = readdirSync(folder).filter((name) => name.startsWith("vectors."));
      writeVectors(path.join(folder, `vectors.${end}`), await readVectors(path.join(folder, from)));
      rmSync(path.join(folder, from));
    }
    assert.deepEqual(compare(...resolveRuns(folders)), before, end);
  }
  const cut = path.join(folders[0], "vectors.tsv");
  writeFileSync(cut, readFileSync(cut).subarray(0, -3));
  assert.throws(() => resolveRuns(folders), /vectors.tsv requires a newline at its end/);
});

test("with one seed each compare gives no interval and no test, and says why", (t) => {
  const parent = writeGrid(t, 1);
  const [a, b] = groupRuns(readRuns([parent]).runs);
  const { loss, moved, neighbours, cautions } = compare(a, b);
  assert.deepEqual([loss.lower, loss.upper, moved.test, neighbours.sharedWithinA], [null, null, null, null]);
  assert.ok(moved.words.every(({ within }) => within === null));
  assert.match(cautions.join("\n"), /one seed in common: the difference of the losses has no interval/);
  assert.match(cautions.join("\n"), /cannot be told from noise/);
});

test("two seeds of one setting are compared as what they are: noise", (t) => {
  const parent = writeGrid(t, 2);
  const found = compare(...resolveRuns([path.join(parent, "3-1"), path.join(parent, "3-2")]));
  assert.deepEqual(found.differing, []);
  assert.deepEqual(found.cautions, [
    "these are two seeds of one setting: whatever differs between them is noise",
  ]);
  assert.match(comparisonText(found), /none but the seed/);
});

test("resolveRuns refuses folders without a finished run, and one run twice", (t) => {
  const parent = writeGrid(t, 1);
  const good = path.join(parent, "3-1");
  writeRunFolder(parent, "bad", {
    files: { "experiment.json": '{"format":1,"status":"failed","error":"no space"}' },
  });
  assert.throws(() => resolveRuns([good, path.join(parent, "bad")]), /the folder of one finished run, got .*bad: failed: no space/); // prettier-ignore
  assert.throws(() => resolveRuns([good, good]), /two different runs, got .*3-1 twice$/);
  assert.throws(() => resolveRuns([good, parent]), /one finished run, got .*, which holds 2 runs$/);
  assert.throws(() => resolveRuns([good, mkdtempSync(path.join(parent, "empty"))]), /, which holds no run$/);
  const again = path.join(parent, "3-1-again");
  cpSync(good, again, { recursive: true });
  assert.throws(
    () => resolveRuns([good, again]),
    /two different runs, got .*3-1, made again in .*3-1-again$/,
  );
  assert.throws(() => resolveRuns([good, path.join(parent, "none")]), /runs require a folder/);
});

test("seeds that learnt the same agree, seeds of noise agree as chance has it", (t) => {
  const agreements = (noise: number): number[] => {
    const groups = groupRuns(readRuns([writeGrid(t, 3, noise)]).runs);
    return groups.map((group) => seedAgreement(group)?.shared ?? NaN);
  };
  for (const shared of agreements(0.01)) assert.ok(shared > 0.85, `${shared}`);
  for (const shared of agreements(100)) assert.ok(Math.abs(shared - 10 / 59) < 0.06, `${shared}`);
});

test("spreadByLoss takes settings in even steps from the lowest loss to the highest", (t) => {
  const [group] = groupRuns(readRuns([writeGrid(t, 1)]).runs);
  const groups = [4, 0, 6, 2, 5, 1, 3].map((loss) => ({ ...group, runs: [{ ...group.runs[0], loss }] }));
  const losses = (most: number): number[] => spreadByLoss(groups, most).map(({ runs: [{ loss }] }) => loss);
  assert.deepEqual(losses(4), [0, 2, 4, 6]);
  assert.deepEqual(losses(7), [0, 1, 2, 3, 4, 5, 6]);
});

test("effectCautions says what effects do not show", (t) => {
  const { runs } = readRuns([writeGrid(t, 1)]);
  const said = effectCautions(effects(runs, ({ loss }) => loss));
  assert.deepEqual(said, ["no two of these runs differ in one setting alone: no effect can be measured"]);
  const alone = runs.map((run) => ({ ...run, settings: { ...run.settings, dimensions: 4, negatives: run.settings.stepSize * 10 } })); // prettier-ignore
  const negatives = alone.map((run) => ({ ...run, settings: { ...run.settings, stepSize: 1 } }));
  assert.deepEqual(effectCautions(effects(negatives, ({ loss }) => loss)), [
    "1 of 1 effects rest on one seed: they have no interval and may be chance",
    "what the loss measures depends on negatives: the effect on the loss does not show what was learnt",
  ]);
});

test("a data frame gets a row a run, by its settings' name, and a row a setting of what its seeds agree on", (t) => {
  const groups = groupRuns(readRuns([writeGrid(t, 2)]).runs);
  assert.deepEqual(
    lossesBySettings(groups),
    [
      ["dimensions 4, step size 0.3", "1", 10.2],
      ["dimensions 4, step size 0.3", "2", 10.4],
      ["dimensions 6, step size 3", "1", 7.1],
      ["dimensions 6, step size 3", "2", 7.2],
    ].map(([settings, seed, loss]) => ({ settings, seed, loss })),
  );
  assert.deepEqual(agreementRows(groups, [{ shared: 0.25, chance: 0.1, seeds: 2 }, undefined]), [
    { settings: "dimensions 4, step size 0.3", "agreement (%)": 25 },
    { settings: "dimensions 6, step size 3", "agreement (%)": null },
  ]);
});
