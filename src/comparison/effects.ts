import { interval } from "../evaluation/interval";
import { differingSettings, effectiveValue, othersKey, seedLabel } from "../runs/run-settings";
import type { StoredRun } from "../runs/stored-run";
import { defaultValue } from "../settings/settings";
import type { SettingName, SettingValue } from "../settings/table";

/** The effect of a change of one setting on a result, all other settings being equal. */
export interface Effect {
  readonly setting: SettingName;
  readonly from: SettingValue;
  readonly to: SettingValue;
  /** mean result at `to` minus mean result at `from` */
  readonly mean: number;
  /** 95 % interval of the mean; undefined with one seed */
  readonly lower: number | undefined;
  readonly upper: number | undefined;
  /** the smallest and the largest difference over the combinations of the other settings, each a mean over seeds */
  readonly least: number;
  readonly greatest: number;
  readonly seeds: number;
  /** number of combinations of the other settings with runs at both values */
  readonly combinations: number;
}

/** Effects that can be separated, and changes that were never made alone. */
export interface Effects {
  readonly found: readonly Effect[];
  readonly confounded: readonly { setting: SettingName; from: SettingValue; to: SettingValue }[];
}

/**
 * The effect of each setting that differs among runs, from one value to each other value. Only pairs of runs with
 * equal other settings and equal seed count: the same seed draws the same words, so much of the noise cancels. The
 * differences of a seed are averaged over the combinations of the other settings, and
 *
 *     interval = mean ± t · s / √seeds          (paired t, over seeds)
 *
 * bounds the error of the mean over seeds. The combinations are no sample: the interval says nothing about others. Only
 * combinations that have all seeds in use count, so that all seeds have the same weight.
 *
 * @param outcome  the result of a run, such as its loss
 * @param settings whose effects are wanted
 */
export function effects(
  runs: readonly StoredRun[],
  outcome: (run: StoredRun) => number,
  settings: readonly SettingName[] = differingSettings(runs),
): Effects {
  const found: Effect[] = [];
  const confounded: { setting: SettingName; from: SettingValue; to: SettingValue }[] = [];
  for (const setting of settings) {
    const [from, ...others] = levels(runs, setting);
    for (const to of others) {
      const differences = pairedDifferences(runs, setting, from, to, outcome);
      const effect = summary(differences);
      if (effect) found.push({ setting, from, to, ...effect });
      else confounded.push({ setting, from, to });
    }
  }
  return { found, confounded };
}

/** The values of a setting. The first is its default, or else the smallest: the others are compared with it. */
export function levels(runs: readonly StoredRun[], setting: SettingName): SettingValue[] {
  const values = new Set(
    runs.map(({ settings }) => effectiveValue(settings, setting)).filter((value) => value !== null),
  );
  const preset = defaultValue(setting, runs[0].settings.trainer);
  const order = (a: SettingValue, b: SettingValue): number => {
    if (a === preset || b === preset) return a === preset ? -1 : 1;
    return typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), "en");
  };
  return [...values].sort(order);
}

/** The differences that a change makes, by combination of the other settings and by seed. */
function pairedDifferences(
  runs: readonly StoredRun[],
  setting: SettingName,
  from: SettingValue,
  to: SettingValue,
  outcome: (run: StoredRun) => number,
): Map<string, Map<string, number>> {
  const before = new Map<string, number>();
  const pairKey = (run: StoredRun): string => othersKey(run, setting) + seedLabel(run);
  for (const run of runs)
    if (effectiveValue(run.settings, setting) === from) before.set(pairKey(run), outcome(run));
  const differences = new Map<string, Map<string, number>>();
  for (const run of runs) {
    const base = before.get(pairKey(run));
    if (effectiveValue(run.settings, setting) !== to || base === undefined) continue;
    const combination = othersKey(run, setting);
    const ofSeeds = differences.get(combination) ?? new Map<string, number>();
    differences.set(combination, ofSeeds.set(seedLabel(run), outcome(run) - base));
  }
  return differences;
}

type Summary = Omit<Effect, "setting" | "from" | "to">;

function summary(differences: Map<string, Map<string, number>>): Summary | undefined {
  const complete = fullest([...differences.values()]);
  if (complete === undefined) return undefined;
  const { seeds, combinations } = complete;
  const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length;
  const bySeed = seeds.map((seed) => mean(combinations.map((ofSeeds) => ofSeeds.get(seed) as number)));
  const byCombination = combinations.map((ofSeeds) => mean(seeds.map((seed) => ofSeeds.get(seed) as number)));
  const known = bySeed.length > 1 ? interval(bySeed) : undefined;
  return {
    mean: mean(bySeed),
    lower: known?.lower,
    upper: known?.upper,
    least: Math.min(...byCombination),
    greatest: Math.max(...byCombination),
    seeds: seeds.length,
    combinations: combinations.length,
  };
}

/** Seeds, and combinations that have all of them, so that most differences are used; of equal choices, the one with more seeds. */
function fullest(
  all: readonly Map<string, number>[],
): { seeds: string[]; combinations: Map<string, number>[] } | undefined {
  let best: { seeds: string[]; combinations: Map<string, number>[] } | undefined;
  const size = (of: typeof best): number => (of ? of.seeds.length * of.combinations.length : 0);
  for (const candidate of all) {
    const seeds = [...candidate.keys()].sort();
    const combinations = all.filter((ofSeeds) => seeds.every((seed) => ofSeeds.has(seed)));
    const now = { seeds, combinations };
    const more = size(now) - size(best);
    if (more > 0 || (more === 0 && best && seeds.length > best.seeds.length)) best = now;
  }
  return best;
}
