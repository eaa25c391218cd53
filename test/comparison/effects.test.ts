import assert from "node:assert/strict";
import { test } from "node:test";
import { effects } from "../../dist/comparison/effects";
import { groupRuns } from "../../dist/comparison/run-groups";
import { differingSettings } from "../../dist/runs/run-settings";
import type { StoredRun } from "../../dist/runs/stored-run";
import { withDefaults } from "../../dist/settings/settings";
import type { Settings } from "../../dist/settings/table";

const run = (given: Partial<Settings>, loss: number): StoredRun => {
  const settings = withDefaults({ corpus: "sst", ...given });
  return {
    folder: "",
    settings,
    corpusHash: "aa",
    finalRunningLoss: loss,
    loss,
    origin: { chapter: null, code: null },
    seconds: undefined,
  };
};
const lossOf = ({ loss }: StoredRun): number => loss;

/** A grid where each step of step size and of dimensions does the same to the loss. */
function additiveGrid(seeds: number, noise: (seed: number) => number): StoredRun[] {
  const all: StoredRun[] = [];
  for (const stepSize of [0.3, 3])
    for (const dimensions of [10, 50])
      for (let seed = 1; seed <= seeds; seed++) {
        const loss = 10 + noise(seed) - (stepSize === 3 ? 2 : 0) + (dimensions === 50 ? 0.5 : 0);
        all.push(run({ stepSize, dimensions, seed }, loss));
      }
  return all;
}

test("effects finds what each setting does, apart from the others and from the seeds' own differences", () => {
  const { found, confounded } = effects(additiveGrid(3, (seed) => 7 * seed), lossOf); // prettier-ignore
  assert.deepEqual(confounded, []);
  assert.deepEqual(
    found.map(({ setting, from, to, seeds, combinations }) => [setting, from, to, seeds, combinations]),
    [
      ["dimensions", 10, 50, 3, 2],
      ["stepSize", 0.3, 3, 3, 2],
    ],
  );
  const near = (actual: number | undefined, expected: number): void =>
    assert.ok(Math.abs((actual ?? NaN) - expected) < 1e-12, `${actual}, expected ${expected}`);
  [0.5, -2].forEach((expected, i) => {
    for (const value of [found[i].mean, found[i].lower, found[i].upper, found[i].least, found[i].greatest])
      near(value, expected); // the seeds' 7, 14, 21 fall out of every difference
  });
});

test("an effect's interval is the paired t interval over seeds", () => {
  const change = [1, 2, 3]; // mean 2, s = 1, t(0.975, 2) = 4.302653, half-width 4.302653 / √3
  const runs = change.flatMap((by, i) => [
    run({ seed: i }, 10 * i),
    run({ seed: i, stepSize: 3 }, 10 * i + by),
  ]);
  const [{ mean, lower, upper }] = effects(runs, lossOf).found;
  const half = 4.302652729911275 / Math.sqrt(3);
  assert.equal(mean, 2);
  assert.ok(Math.abs((lower ?? NaN) - (2 - half)) < 1e-9 && Math.abs((upper ?? NaN) - (2 + half)) < 1e-9);
});

test("with one seed there is a difference and no interval", () => {
  const [{ mean, lower, upper, seeds }] = effects(
    [run({}, 10), run({ stepSize: 3 }, 8)],
    lossOf,
  ).found; // prettier-ignore
  assert.deepEqual([mean, lower, upper, seeds], [-2, undefined, undefined, 1]);
});

test("settings that were only changed together are confounded, and no effect is claimed", () => {
  const { found, confounded } = effects([run({}, 10), run({ stepSize: 3, dimensions: 50 }, 7)], lossOf);
  assert.deepEqual(found, []);
  assert.deepEqual(
    confounded.map(({ setting, from, to }) => [setting, from, to]),
    [
      ["dimensions", 10, 50],
      ["stepSize", 0.3, 3],
    ],
  );
});

test("a run that is missing takes its combination out, so that no seed weighs more", () => {
  const whole = additiveGrid(3, () => 0);
  const missing = whole.filter(({ settings }) => !(settings.stepSize === 3 && settings.dimensions === 50 && settings.seed === 3)); // prettier-ignore
  const [, step] = effects(missing, lossOf).found;
  // 2 combinations with 2 seeds are 4 differences, 1 combination with 3 seeds only 3
  assert.deepEqual([step.setting, step.seeds, step.combinations], ["stepSize", 2, 2]);
});

test("runs group by all settings but the seed; negatives do not count where there are none", () => {
  const softmax = { loss: "naive-softmax" } as const;
  const runs = [
    run({ ...softmax, negatives: 5 }, 1),
    run({ ...softmax, negatives: 10, seed: 2 }, 2),
    run({ negatives: 5 }, 3),
    run({ reference: true, numpySeed: 1 }, 4),
    run({ reference: true, numpySeed: 2 }, 5),
  ];
  assert.deepEqual(differingSettings(runs), ["loss", "negatives", "power", "reference"]);
  const groups = groupRuns(runs);
  assert.deepEqual(groups.map((group) => group.runs.length), [2, 1, 2]); // prettier-ignore
  assert.equal(groups[0].name, "naive-softmax, reference false");
});
