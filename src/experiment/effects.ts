import { defaultOf } from "../settings/settings";
import { settingTable } from "../settings/table";
import { interval } from "../vectors/interval";
import {
  differingSettings,
  othersKey,
  seedOf,
  valueOf,
  type SettingName,
  type SettingValue,
} from "./run-groups";
import type { StoredRun } from "./stored-run";

/** What a change of one setting does to a result, all else being equal. */
export interface Effect {
  readonly setting: SettingName;
  readonly from: SettingValue;
  readonly to: SettingValue;
  /** mean result at `to` less that at `from` */
  readonly mean: number;
  /** 95 % interval of the mean; undefined with one seed */
  readonly lower: number | undefined;
  readonly upper: number | undefined;
  /** the least and the greatest difference among the combinations of the other settings, each a mean over seeds */
  readonly least: number;
  readonly greatest: number;
  readonly seeds: number;
  /** combinations of the other settings at which both values were tried */
  readonly combinations: number;
}

/** Effects that can be told apart, and changes that were never made alone. */
export interface Effects {
  readonly found: readonly Effect[];
  readonly confounded: readonly { setting: SettingName; from: SettingValue; to: SettingValue }[];
}

/**
 * The effect of each setting that differs among runs, from one value to each other. Only pairs count that are alike in
 * all else, seed included: with the same seed the same words are drawn, so much of the noise falls out of the
 * difference. The differences of a seed are averaged over the combinations of the other settings, and
 *
 *     interval = mean ± t · s / √seeds          (paired t, over seeds)
 *
 * says how far off the mean may be by the luck of the seeds; the combinations themselves are no sample, and nothing
 * is said of others. Only combinations that have all the seeds that are used count, so that no seed weighs more.
 *
 * @param outcome the result of a run, such as its loss
 */
export function effects(runs: readonly StoredRun[], outcome: (run: StoredRun) => number): Effects {
  const found: Effect[] = [];
  const confounded: { setting: SettingName; from: SettingValue; to: SettingValue }[] = [];
  for (const setting of differingSettings(runs)) {
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

/** The values of a setting, its default or else the least one first: what the others are compared with. */
export function levels(runs: readonly StoredRun[], setting: SettingName): SettingValue[] {
  const values = new Set(
    runs.map(({ settings }) => valueOf(settings, setting)).filter((value) => value !== null),
  );
  const preset = defaultOf(settingTable[setting], runs[0].settings.fast);
  const order = (a: SettingValue, b: SettingValue): number => {
    if (a === preset || b === preset) return a === preset ? -1 : 1;
    return typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), "en");
  };
  return [...values].sort(order);
}

/** By combination of the other settings, by seed: the difference that the change makes. */
function pairedDifferences(
  runs: readonly StoredRun[],
  setting: SettingName,
  from: SettingValue,
  to: SettingValue,
  outcome: (run: StoredRun) => number,
): Map<string, Map<string, number>> {
  const before = new Map<string, number>();
  const pairOf = (run: StoredRun): string => othersKey(run, setting) + seedOf(run);
  for (const run of runs) if (valueOf(run.settings, setting) === from) before.set(pairOf(run), outcome(run));
  const differences = new Map<string, Map<string, number>>();
  for (const run of runs) {
    const base = before.get(pairOf(run));
    if (valueOf(run.settings, setting) !== to || base === undefined) continue;
    const combination = othersKey(run, setting);
    const ofSeeds = differences.get(combination) ?? new Map<string, number>();
    differences.set(combination, ofSeeds.set(seedOf(run), outcome(run) - base));
  }
  return differences;
}

type Summary = Omit<Effect, "setting" | "from" | "to">;

function summary(differences: Map<string, Map<string, number>>): Summary | undefined {
  const complete = fullest([...differences.values()]);
  if (complete === undefined) return undefined;
  const { seeds, combinations } = complete;
  const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length;
  const ofSeed = seeds.map((seed) => mean(combinations.map((ofSeeds) => ofSeeds.get(seed) as number)));
  const ofCombination = combinations.map((ofSeeds) => mean(seeds.map((seed) => ofSeeds.get(seed) as number)));
  const known = ofSeed.length > 1 ? interval(ofSeed) : undefined;
  return {
    mean: mean(ofSeed),
    lower: known?.lower,
    upper: known?.upper,
    least: Math.min(...ofCombination),
    greatest: Math.max(...ofCombination),
    seeds: seeds.length,
    combinations: combinations.length,
  };
}

/** The seeds and the combinations that have all of them, such that most differences are used; then more seeds. */
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
