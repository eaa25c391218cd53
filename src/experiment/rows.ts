import type { Comparison } from "./comparison";
import type { Effect } from "./effects";
import { differingSettings, seedOf, valueOf, type RunGroup } from "./run-groups";
import type { SeedAgreement } from "./seed-agreement";
import type { StoredRun } from "./stored-run";

/* Results as rows of tables and points of plots. */

type Cell = string | number | boolean | null;
type Row = Record<string, Cell>;

/** A row a run: the settings that differ among them, seed, losses, and the seconds that training took. */
export function runRows(runs: readonly StoredRun[]): Row[] {
  const names = differingSettings(runs);
  return runs.map((run, i) => ({
    run: i + 1,
    ...Object.fromEntries(names.map((name) => [name, valueOf(run.settings, name)])),
    seed: run.settings.reference ? seedOf(run) : run.settings.seed,
    loss: run.loss,
    "running loss": run.finalRunningLoss,
    seconds: run.seconds ?? null,
  }));
}

/** A row a setting: its seeds, their mean loss and its range, and what the seeds agree on. */
export function groupRows(
  groups: readonly RunGroup[],
  agreements: readonly (SeedAgreement | undefined)[],
): Row[] {
  return groups.map(({ name, runs }, i) => {
    const losses = runs.map(({ loss }) => loss);
    return {
      settings: name,
      seeds: runs.length,
      "mean loss": losses.reduce((sum, loss) => sum + loss, 0) / losses.length,
      "lowest loss": Math.min(...losses),
      "highest loss": Math.max(...losses),
      "agreement (%)": agreements[i] ? 100 * agreements[i].shared : null,
    };
  });
}

/** Effects as dots of a plot: `stepSize 3 instead of 0.3`. */
export function effectDots(
  effects: readonly Effect[],
  series: string,
): { name: string; series: string; mean: number; lower?: number; upper?: number }[] {
  return effects.map(({ setting, from, to, mean, lower, upper }) => {
    return { name: `${setting} ${to} instead of ${from}`, series, mean, lower, upper };
  });
}

/** A row a word: which of its nearest words both settings have, which only the first and only the second. */
export function neighbourRows({ neighbours, a, b }: Comparison): Row[] {
  const list = (words: readonly string[]): string => words.join(", ") || "none";
  return neighbours.words.map(({ word, kept, gone, come }) => {
    return { word, both: list(kept), [`only ${a.name}`]: list(gone), [`only ${b.name}`]: list(come) };
  });
}
