import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { runRows } from "../../dist/comparison/rows";
import { readStoredRun } from "../../dist/runs/stored-run";
import { settingTable } from "../../dist/settings/table";
import { writeRunFolder } from "../runs/run-folder";

test("a row of a run has its settings and its results, and no result has the name of a setting", (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), "rows-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const losses = ["negative-sampling", "naive-softmax"] as const;
  const runs = losses.map((loss, i) => readStoredRun(writeRunFolder(folder, loss, { loss: 9 + i, settings: { loss } }))); // prettier-ignore
  const common = { seed: 1, "running loss": 10 };
  assert.deepEqual(runRows(runs), [
    {
      run: "negative-sampling",
      loss: "negative-sampling",
      negatives: 10,
      power: 0.75,
      "mean loss": 9,
      ...common,
    },
    { run: "naive-softmax", loss: "naive-softmax", negatives: null, power: null, "mean loss": 10, ...common },
  ]);
  const results = Object.keys(runRows(runs.slice(0, 1))[0]).filter((name) => name !== "seed");
  assert.deepEqual(results.filter((name) => Object.hasOwn(settingTable, name)), []); // prettier-ignore
});
