import type { Comparison } from "./comparison";
import type { Effect, Effects } from "./effects";
import {
  differingSettings,
  seedOf,
  settingNames,
  valueOf,
  type RunGroup,
  type SettingName,
} from "./run-groups";
import type { SeedAgreement } from "./seed-agreement";
import type { StoredRun } from "./stored-run";

/* Results as rows of tables and points of plots. */

type Cell = string | number | boolean | null;
type Row = Record<string, Cell>;

/** A row a run: the settings that differ among them, seed, losses, and the seconds of training if known. */
export function runRows(runs: readonly StoredRun[]): Row[] {
  const names = differingSettings(runs);
  const timed = runs.some(({ seconds }) => seconds !== undefined);
  const running = runs.some(({ finalRunningLoss }) => finalRunningLoss !== null);
  return runs.map((run, i) => ({
    run: i + 1,
    ...Object.fromEntries(names.map((name) => [name, valueOf(run.settings, name)])),
    seed: run.settings.reference ? seedOf(run) : run.settings.seed,
    loss: run.loss,
    ...(running ? { "running loss": run.finalRunningLoss } : {}),
    ...(timed ? { seconds: run.seconds ?? null } : {}),
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

/** A row a setting, and one of their difference with its interval. */
export function lossRows({ a, b, loss, differing }: Comparison): Row[] {
  const { difference, lower, upper, pairedSeeds } = loss;
  const say = (value: number): string => value.toFixed(3);
  const known = lower === null || upper === null ? "no interval" : `${say(lower)} to ${say(upper)}, 95 %`;
  const names = differing.map(({ setting }) => setting).join(", ") || "seed";
  return [
    { settings: a.name, seeds: a.seeds.join(", "), loss: say(loss.a) },
    { settings: b.name, seeds: b.seeds.join(", "), loss: say(loss.b) },
    {
      settings: `difference: ${names}`,
      seeds: `${pairedSeeds} in common`,
      loss: `${say(difference)} (${known})`,
    },
  ];
}

/** What two sets of vectors share: of the two settings, of the seeds of each, and of vectors at random. */
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

/** The few figures of all that was found. */
export function headlineOf(
  runs: readonly StoredRun[],
  { found }: Effects,
  comparison: Comparison | undefined,
): { label: string; value: string }[] {
  const shown = found.filter(({ lower = 0, upper = 0 }) => lower > 0 || upper < 0);
  const largest = [...shown].sort((a, b) => Math.abs(b.mean) - Math.abs(a.mean))[0];
  const effect =
    largest && `${largest.setting} ${largest.from} to ${largest.to}: ${largest.mean.toFixed(2)} nats`;
  const test = comparison?.moved.test;
  return [
    { label: "runs compared", value: String(runs.length) },
    { label: "largest effect on the loss that is shown", value: effect ?? "none" },
    { label: "words moved beyond the noise", value: test ? `p = ${test.p.toFixed(2)}` : "cannot be told" },
  ];
}

/** What made these runs, as a page's foot states it: settings with all their values, the seeds, the text. */
export function describeRuns(runs: readonly StoredRun[]): {
  corpus: { name: string; sha256: string };
  settings: Record<string, string>;
  seeds: Record<string, string>;
} {
  const [{ corpusHash }] = runs;
  const values = (name: SettingName): string =>
    [...new Set(runs.map(({ settings }) => settings[name]))].join(" | ");
  const settings = settingNames.filter((name) => name !== "corpus").map((name) => [name, values(name)]);
  const seeds = [...new Set(runs.map(seedOf))].join(" | ");
  return {
    corpus: { name: values("corpus"), sha256: corpusHash },
    settings: Object.fromEntries(settings),
    seeds: { seed: seeds },
  };
}
