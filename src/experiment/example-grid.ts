import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import { settingsGrid } from "../settings/settings-grid";
import type { AssignmentSettings } from "../settings/table";
import type { AssignmentRun } from "../training/assignment/run";
import { writeRun } from "../runs/write-run";

/**
 * A small grid for a reader who has no runs yet: two step sizes, two vector lengths and four seeds, each run with a
 * twentieth of the published iterations.
 */
export function exampleGrid(corpus: string): AssignmentSettings[] {
  return settingsGrid(
    { corpus, iterations: 2000 },
    { stepSize: [1, 10], dimensions: [5, 20], seed: [1, 2, 3, 4] },
  );
}

/** Writes each run that is missing to a folder of its own below `folder`. @returns `folder` */
export function writeRuns(runs: readonly AssignmentRun[], folder: string): string {
  for (const run of runs) {
    const { stepSize, dimensions, seed } = run.settings;
    const into = path.join(folder, `step-${stepSize}-dimensions-${dimensions}-seed-${seed}`);
    if (existsSync(path.join(into, "run.json"))) continue;
    mkdirSync(into, { recursive: true });
    writeRun(run, into);
  }
  return folder;
}
