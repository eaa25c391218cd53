import { settingValue } from "./settings";
import type { SettingName, Settings } from "./table";

/**
 * Refuses settings that differ from those that something was made with.
 *
 * @param what   was made, for the message of an error, as `checkpoint runs/a/checkpoint`
 * @param made   settings it was made with
 * @param isFree whether a setting may be another
 * @throws RangeError that names the first setting that differs, with both values
 */
export function requireSameSettings(
  what: string,
  made: Settings,
  given: Settings,
  isFree: (name: SettingName) => boolean,
): void {
  for (const name of Object.keys(given) as SettingName[]) {
    const [needed, got] = [made, given].map((settings) => JSON.stringify(settingValue(settings, name)));
    if (!isFree(name) && needed !== got)
      throw new RangeError(`${what} requires ${name} to be ${needed}, got ${got}`);
  }
}
