import { nearest } from "./nearest";
import { settingTable, type Setting, type Settings } from "./table";

/**
 * The settings of a run: those given, and the defaults of the others.
 *
 * @param given values by name
 * @throws RangeError that names an unknown setting with the nearest right name, or a bad value with
 *         what is allowed
 */
export function withDefaults(given: Readonly<Record<string, unknown>>): Settings {
  const fast = given.fast === true;
  const settings: Record<string, unknown> = {};
  for (const [name, setting] of Object.entries(settingTable)) settings[name] = defaultOf(setting, fast);
  for (const [name, value] of Object.entries(given)) {
    const setting = settingNamed(name);
    settings[name] = checked(name, setting, value);
    requirePlace(name, setting, value, fast);
  }
  return settings as unknown as Settings;
}

/** The value of a setting that is not given. */
export function defaultOf(setting: Setting, fast: boolean): string | number | boolean {
  return (fast && "fastDefault" in setting ? setting.fastDefault : undefined) ?? setting.default;
}

/** Those of some settings that do something: without what is only for the other way of training. */
export function settingsInUse<Value>(settings: Readonly<Record<string, Value>>): Record<string, Value> {
  const other = settings.fast === true ? "assignment" : "fast";
  const inUse = ([name]: [string, Value]): boolean =>
    !Object.hasOwn(settingTable, name) || settingTable[name as keyof Settings].only !== other;
  return Object.fromEntries(Object.entries(settings).filter(inUse));
}

/** Refuses a setting that would do nothing: one of the other way of training. */
function requirePlace(name: string, setting: Setting, value: unknown, fast: boolean): void {
  if (setting.only === undefined || value === setting.default) return;
  if ((setting.only === "fast") !== fast) {
    throw new RangeError(
      `settings require ${name} only ${fast ? "without" : "with"} fast, got ${JSON.stringify(value)} ${fast ? "with" : "without"} it`,
    );
  }
}

/**
 * The value of a setting from how it is written on the command line.
 *
 * @param text for a switch `true` or `false`
 */
export function parseSetting(name: string, text: string): string | number | boolean {
  const setting = settingNamed(name);
  if (setting.kind === "switch" && (text === "true" || text === "false")) return text === "true";
  if (setting.kind === "integer" || setting.kind === "number") {
    const value = text.trim() === "" ? NaN : Number(text);
    return checked(name, setting, Number.isNaN(value) ? text : value) as number;
  }
  return checked(name, setting, text) as string;
}

/** What a setting may be, in words: `an integer from 1 to 1000`. */
export function allowed(setting: Setting): string {
  switch (setting.kind) {
    case "integer":
      return `an integer from ${setting.least} to ${setting.most}`;
    case "number":
      return `a number from ${setting.least} to ${setting.most}`;
    case "choice":
      return setting.choices.map((choice) => JSON.stringify(choice)).join(" or ");
    case "text":
      return "a text that is not empty";
    case "switch":
      return "true or false";
  }
}

function settingNamed(name: string): Setting {
  if (Object.hasOwn(settingTable, name)) return settingTable[name as keyof Settings];
  const names = Object.keys(settingTable);
  const guess = nearest(name, names);
  throw new RangeError(
    `settings require known names, got ${JSON.stringify(name)}; ` +
      (guess ? `did you mean ${guess}?` : `there are ${names.join(", ")}`),
  );
}

function checked(name: string, setting: Setting, value: unknown): unknown {
  if (!fits(setting, value)) {
    throw new RangeError(`settings require ${name} to be ${allowed(setting)}, got ${JSON.stringify(value)}`);
  }
  return value;
}

function fits(setting: Setting, value: unknown): boolean {
  switch (setting.kind) {
    case "integer":
    case "number":
      return (
        typeof value === "number" &&
        value >= setting.least &&
        value <= setting.most &&
        (setting.kind === "number" || Number.isInteger(value))
      );
    case "choice":
      return typeof value === "string" && setting.choices.includes(value);
    case "text":
      return typeof value === "string" && value !== "";
    case "switch":
      return typeof value === "boolean";
  }
}
