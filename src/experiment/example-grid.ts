import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import { withDefaults } from "../settings/settings";
import type { Settings } from "../settings/table";
import type { TrainingRun } from "../model/run";
import { writeRun } from "./write-run";

/**
 * A grid small enough to be trained while one waits, for whoever has no runs yet: two step sizes by two lengths of
 * vectors by four seeds, each run a twentieth of the published one.
 */
export function exampleGrid(corpus: string): Settings[] {
  const grid: Settings[] = [];
  for (const stepSize of [1, 10])
    for (const dimensions of [5, 20])
      for (const seed of [1, 2, 3, 4])
        grid.push(withDefaults({ corpus, stepSize, dimensions, seed, iterations: 2000 }));
  return grid;
}

/** Writes runs to folders of their own below one folder, those that are not there yet, and returns that folder. */
export function writeRuns(runs: readonly TrainingRun[], folder: string): string {
  for (const run of runs) {
    const { stepSize, dimensions, seed } = run.settings;
    const into = path.join(folder, `step-${stepSize}-dimensions-${dimensions}-seed-${seed}`);
    if (existsSync(path.join(into, "run.json"))) continue;
    mkdirSync(into, { recursive: true });
    writeRun(run, into);
  }
  return folder;
}
