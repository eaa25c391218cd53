import path from "node:path";
import { fixed } from "../notebook/format";
import { settingWords } from "../settings/setting-words";
import { differingSettings, effectiveValue, seedLabel } from "../runs/run-settings";
import type { StoredRun } from "../runs/stored-run";
import type { Comparison } from "./comparison";
import type { Effect, Effects } from "./effects";
import type { RunGroup } from "./run-groups";
import type { SeedAgreement } from "./seed-agreement";

/* Results as rows of tables, and as points of plots. */

type Cell = string | number | boolean | null;
type Row = Record<string, Cell>;

/**
 * A row for each run: the name of its folder, the settings that differ, seed, losses, and the seconds of training if known. No result
 * has the name of a setting, as `loss` is.
 */
export function runRows(runs: readonly StoredRun[]): Row[] {
  const names = differingSettings(runs);
  const timed = runs.some(({ seconds }) => seconds !== undefined);
  const running = runs.some(({ finalRunningLoss }) => finalRunningLoss !== null);
  return runs.map((run) => ({
    run: path.basename(run.folder),
    ...Object.fromEntries(names.map((name) => [settingWords(name), effectiveValue(run.settings, name)])),
    seed: "reference" in run.settings && run.settings.reference ? seedLabel(run) : run.settings.seed,
    "mean loss": run.loss,
    ...(running ? { "running loss": run.finalRunningLoss } : {}),
    ...(timed ? { seconds: run.seconds ?? null } : {}),
  }));
}

/** A row for each run: its settings by the name of their group, its seed, its loss. A data frame groups them by settings. */
export function lossesBySettings(groups: readonly RunGroup[]): Row[] {
  return groups.flatMap(({ name, runs }) =>
    runs.map((run) => ({ settings: name, seed: seedLabel(run), loss: run.loss })),
  );
}

/** A row for each setting: what its seeds agree on, null for one seed. */
export function agreementRows(
  groups: readonly RunGroup[],
  agreements: readonly (SeedAgreement | undefined)[],
): Row[] {
  return groups.map(({ name }, i) => {
    const shared = agreements[i]?.shared;
    return { settings: name, "agreement (%)": shared === undefined ? null : 100 * shared };
  });
}

/** Effects as dots of a plot: `step size 3 instead of 0.3`. */
export function effectDots(
  effects: readonly Effect[],
  series: string,
): { name: string; series: string; mean: number; lower?: number; upper?: number }[] {
  return effects.map(({ setting, from, to, mean, lower, upper }) => {
    return { name: `${settingWords(setting)} ${to} instead of ${from}`, series, mean, lower, upper };
  });
}

/** A row for each word: its nearest words in both settings, only in the first, and only in the second. */
export function neighbourRows({ neighbours, a, b }: Comparison): Row[] {
  const list = (words: readonly string[]): string => words.join(", ") || "none";
  return neighbours.words.map(({ word, kept, gone, come }) => {
    return { word, both: list(kept), [`only ${a.name}`]: list(gone), [`only ${b.name}`]: list(come) };
  });
}

/** A row for each setting, and one for their difference with its interval. */
export function lossRows({ a, b, loss, differing }: Comparison): Row[] {
  const { difference, lower, upper, pairedSeeds } = loss;
  const say = (value: number): string => fixed(value, 3);
  const known = lower === null || upper === null ? "no interval" : `${say(lower)} to ${say(upper)}, 95 %`;
  const names = differing.map(({ setting }) => setting).join(", ") || "seed";
  return [
    { settings: a.name, seeds: a.seeds.join(", "), loss: say(loss.a) },
    { settings: b.name, seeds: b.seeds.join(", "), loss: say(loss.b) },
    {
      settings: `difference: ${names}`,
      seeds: `${pairedSeeds} in common`,
      loss: difference === null ? "none: they do not measure the same" : `${say(difference)} (${known})`,
    },
  ];
}

/** The share of nearest words in common: between the settings, between the seeds of each, between random vectors. */
export function overlapRows({ neighbours, a, b }: Comparison): Row[] {
  const say = (share: number): string => `${(100 * share).toFixed(1)} %`;
  const rows: [string, number | null][] = [
    [`${a.name} and ${b.name}`, neighbours.shared],
    [`two seeds of ${a.name}`, neighbours.sharedWithinA],
    [`two seeds of ${b.name}`, neighbours.sharedWithinB],
    ["vectors at random", neighbours.chance],
  ];
  return rows.flatMap(([between, share]) => (share === null ? [] : [{ between, shared: say(share) }]));
}

/** The main figures of the results: how many runs, the largest effect that is shown, and what two seeds agree on at most. */
export function headlineItems(
  runs: readonly StoredRun[],
  { found }: Effects,
  agreements: readonly (SeedAgreement | undefined)[],
): { label: string; value: string }[] {
  const say = (value = NaN): string => fixed(value, 2);
  const shown = found.filter(({ lower = 0, upper = 0 }) => lower > 0 || upper < 0);
  const largest = [...shown].sort((a, b) => Math.abs(b.mean) - Math.abs(a.mean))[0];
  const known = agreements.filter((each) => each !== undefined);
  const most = [...known].sort((a, b) => b.shared - a.shared)[0];
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
  return [
    { label: "runs compared", value: String(runs.length) },
    largest
      ? {
          label: `largest effect on the loss that is shown: ${settingWords(largest.setting)} ${largest.from} to ${largest.to}, between ${say(largest.lower)} and ${say(largest.upper)}`,
          value: `${say(largest.mean)} nats`,
        }
      : { label: "largest effect on the loss that is shown", value: "none" },
    most
      ? {
          label: `neighbours that two seeds share, at most; ${percent(most.chance)} at chance`,
          value: percent(most.shared),
        }
      : { label: "neighbours that two seeds share", value: "not known" },
  ];
}
