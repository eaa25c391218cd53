import { differingSettings, effectiveValue, seedLabel, settingsKey } from "../runs/run-settings";
import { describeOrigin, originKey } from "../runs/origin";
import type { LeftOut } from "../runs/read-runs";
import type { StoredRun } from "../runs/stored-run";
import { settingWords } from "../settings/setting-words";
import { settingValue } from "../settings/settings";
import type { SettingName, Settings } from "../settings/table";

/** Runs of one origin that differ in their seed alone. */
export interface RunGroup {
  /** the settings in which it differs from the other groups: `step size 3, dimensions 50` */
  readonly name: string;
  readonly settings: Settings;
  readonly runs: readonly StoredRun[];
  /** folders beside the runs that do not count, and why */
  readonly leftOut?: readonly LeftOut[];
}

/**
 * Settings that change what the loss measures: how many pairs and negatives it sums, of which words, and how it
 * scores each. A lower loss then does not mean that the vectors are better.
 */
export const changesTheLoss: readonly SettingName[] = [
  "corpus",
  "loss",
  "window",
  "negatives",
  "subsample",
  "power",
  "trainer",
  "minimumCount",
];

/** Groups runs of one origin that differ in their seed alone. Groups keep the order of their first runs. */
export function groupRuns(runs: readonly StoredRun[]): RunGroup[] {
  const differing = differingSettings(runs);
  const mixed = new Set(runs.map(originKey)).size > 1;
  const groups = new Map<string, StoredRun[]>();
  for (const run of runs) {
    const key = settingsKey(run);
    groups.set(key, [...(groups.get(key) ?? []), run]);
  }
  return [...groups.values()].map((members) => {
    const { settings, origin } = members[0];
    const name = describeSettings(settings, differing);
    return { name: mixed ? `${name}, ${describeOrigin(origin)}` : name, settings, runs: members };
  });
}

/** One group for each seed of a setting. */
export function seedGroups({ settings, runs }: RunGroup): RunGroup[] {
  return runs.map((run) => ({ name: `seed ${seedLabel(run)}`, settings, runs: [run] }));
}

/** The given settings in words, without those that have no effect. */
function describeSettings(settings: Settings, names: readonly SettingName[]): string {
  const shown = names.filter((name) => effectiveValue(settings, name) !== null);
  const words = shown.map((name) => {
    const value = settingValue(settings, name);
    return typeof value === "string" ? value : `${settingWords(name)} ${value}`;
  });
  return words.join(", ") || "all settings alike";
}
