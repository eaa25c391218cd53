import { settingTable, type Settings } from "../settings/table";
import type { StoredRun } from "./stored-run";

/** Runs that differ in their seed alone. */
export interface RunGroup {
  /** what tells it from the other groups: `stepSize 3, dimensions 50` */
  readonly name: string;
  readonly settings: Settings;
  readonly runs: readonly StoredRun[];
}

export type SettingName = keyof Settings;
export type SettingValue = Settings[SettingName];

const seedNames: readonly SettingName[] = ["seed", "pythonSeed", "numpySeed"];

/** Every setting that is not a seed. */
export const settingNames: readonly SettingName[] = (Object.keys(settingTable) as SettingName[]).filter(
  (name) => !seedNames.includes(name),
);

/**
 * Settings that change what the loss measures: how many pairs and negatives are summed up, of which words, and how
 * each is judged. A lower loss then does not mean that more was learnt.
 */
export const changesTheLoss: readonly SettingName[] = [
  "corpus",
  "loss",
  "window",
  "negatives",
  "subsample",
  "power",
  "fast",
  "minimumCount",
];

/** The seed that a run drew from, or both of a reference run. */
export function seedOf({ settings }: StoredRun): string {
  const { reference, seed, pythonSeed, numpySeed } = settings;
  return reference ? `${pythonSeed}/${numpySeed}` : String(seed);
}

/** Equal for runs that are alike in all settings that have an effect, but for the seed. */
export function settingsKey({ settings, corpusHash }: StoredRun): string {
  return JSON.stringify(
    settingNames.map((name) => (name === "corpus" ? corpusHash : valueOf(settings, name))),
  );
}

/** Equal for runs that are written alike in all settings but one and the seed. */
export function othersKey({ settings, corpusHash }: StoredRun, setting: SettingName): string {
  const others = settingNames.filter((name) => name !== setting);
  return JSON.stringify(others.map((name) => (name === "corpus" ? corpusHash : settings[name])));
}

/** Equal for runs that are alike in all settings, seed included. */
export const runKey = (run: StoredRun): string => settingsKey(run) + seedOf(run);

/** The value of a setting, or null where it has no effect, as negatives have none on naive softmax. */
export function valueOf(settings: Settings, name: SettingName): SettingValue | null {
  const { loss, fast, deterministic } = settings;
  const idle =
    (loss === "naive-softmax" && (name === "negatives" || name === "power")) ||
    (deterministic && name === "workers") ||
    settingTable[name].only === (fast ? "assignment" : "fast");
  return idle ? null : settings[name];
}

/** The settings, seeds left out, that are not the same in all runs. */
export function differingSettings(runs: readonly StoredRun[]): SettingName[] {
  return settingNames.filter((name) => new Set(runs.map(({ settings }) => valueOf(settings, name))).size > 1);
}

/** Gathers runs that differ in their seed alone, in the order in which the first of each group comes. */
export function groupRuns(runs: readonly StoredRun[]): RunGroup[] {
  const differing = differingSettings(runs);
  const groups = new Map<string, StoredRun[]>();
  for (const run of runs) {
    const key = settingsKey(run);
    groups.set(key, [...(groups.get(key) ?? []), run]);
  }
  return [...groups.values()].map((members) => {
    const { settings } = members[0];
    return { name: nameOf(settings, differing), settings, runs: members };
  });
}

/** The seeds of one setting as groups of one run each. */
export function seedGroups({ settings, runs }: RunGroup): RunGroup[] {
  return runs.map((run) => ({ name: `seed ${seedOf(run)}`, settings, runs: [run] }));
}

/** Some settings in words; those without effect are left out. */
export function nameOf(settings: Settings, names: readonly SettingName[]): string {
  const shown = names.filter((name) => valueOf(settings, name) !== null);
  const words = shown.map((name) =>
    typeof settings[name] === "string" ? settings[name] : `${name} ${settings[name]}`,
  );
  return words.join(", ") || "all settings alike";
}
