import { settingNames as allSettings, settingValue } from "../settings/settings";
import type { SettingName, Settings, SettingValue } from "../settings/table";
import { originKey } from "./origin";
import type { StoredRun } from "./stored-run";

/* Which settings tell runs apart. */

const seedNames: readonly SettingName[] = ["seed", "pythonSeed", "numpySeed"];

/** Every setting that is not a seed. */
export const settingNames: readonly SettingName[] = allSettings.filter((name) => !seedNames.includes(name));

/** The seed of a run; both seeds of a reference run, as `31415/9265`. */
export function seedLabel({ settings }: StoredRun): string {
  const isReference = settings.trainer === "assignment" && settings.reference;
  return isReference ? `${settings.pythonSeed}/${settings.numpySeed}` : String(settings.seed);
}

/** The value of a setting, or null if it has no effect, as negatives have none on naive softmax. */
export function effectiveValue(settings: Settings, name: SettingName): SettingValue | null {
  const idle =
    settings.trainer === "fast"
      ? settings.deterministic && name === "workers"
      : settings.loss === "naive-softmax" && (name === "negatives" || name === "power");
  return idle ? null : (settingValue(settings, name) ?? null);
}

/** Equal for runs of one origin that agree in all settings that have an effect; their seeds may differ. */
export const settingsKey = (run: StoredRun): string => originKey(run) + effectKey(run);

/** Equal for runs that agree in all settings that have an effect, whatever made them. */
export function effectKey({ settings, corpusHash }: StoredRun): string {
  return JSON.stringify(
    settingNames.map((name) => (name === "corpus" ? corpusHash : effectiveValue(settings, name))),
  );
}

/** Equal for runs of one origin that agree in all settings, the seed included. */
export const runKey = (run: StoredRun): string => settingsKey(run) + seedLabel(run);

/** Equal for runs of one origin that agree in all settings as written, except one setting and the seed. */
export function othersKey(run: StoredRun, setting: SettingName): string {
  const { settings, corpusHash } = run;
  const others = settingNames.filter((name) => name !== setting);
  const values = others.map((name) => (name === "corpus" ? corpusHash : settingValue(settings, name)));
  return originKey(run) + JSON.stringify(values);
}

/** The settings, without seeds, that are not the same in all runs. */
export function differingSettings(runs: readonly StoredRun[]): SettingName[] {
  return settingNames.filter(
    (name) => new Set(runs.map(({ settings }) => effectiveValue(settings, name))).size > 1,
  );
}
