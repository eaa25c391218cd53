import { nearest } from "./nearest";
import { parseNumber } from "./parse-number";
import {
  settingTable,
  type AssignmentSettings,
  type FastSettings,
  type Setting,
  type SettingName,
  type Settings,
  type SettingValue,
  type Trainer,
} from "./table";

/** Values of settings by name, not checked yet. */
type Given = Readonly<Record<string, unknown>>;

/**
 * The settings of a run: those given, and the defaults of the others that its trainer has.
 *
 * @param given values by name; `trainer` says whose settings they are, the assignment's by default
 * @throws RangeError that names an unknown setting with the nearest right name, or a bad value with
 *         what is allowed, or a setting that only the other trainer has
 */
export function withDefaults(given: Given & { readonly trainer: "fast" }): FastSettings;
export function withDefaults(given: Given & { readonly trainer?: "assignment" }): AssignmentSettings;
export function withDefaults(given: Given): Settings;
export function withDefaults(given: Given): Settings {
  const trainer = checkSetting("trainer", given.trainer ?? "assignment") as Trainer;
  for (const [name, value] of Object.entries(given)) {
    requireTrainer(requireName(name), value, trainer);
    checkSetting(name, value);
  }
  const own = settingNames.filter((name) => hasSetting(trainer, name));
  const defaults = Object.fromEntries(own.map((name) => [name, defaultValue(name, trainer)]));
  return { ...defaults, ...given, trainer } as Settings; // every name and value was checked
}

/**
 * Reads the settings of a file. Older files have the settings of both trainers, and a switch `fast` that says which of
 * them count.
 */
export function readSettings(given: Given): Settings {
  const { fast, ...others } = given;
  if (fast === undefined) return withDefaults(given);
  const trainer = fast === true ? "fast" : "assignment";
  const counts = ([name]: [string, unknown]): boolean => !isSettingName(name) || hasSetting(trainer, name);
  return withDefaults({ ...Object.fromEntries(Object.entries(others).filter(counts)), trainer });
}

/** Every setting, in the table's order. */
export const settingNames: readonly SettingName[] = Object.keys(settingTable).filter(isSettingName);

/** Whether this is the name of a setting. */
function isSettingName(name: string): name is SettingName {
  return Object.hasOwn(settingTable, name);
}

/** Whether a trainer has a setting. */
export function hasSetting(trainer: Trainer, name: SettingName): boolean {
  const { only } = settingTable[name];
  return only === undefined || only === trainer;
}

/** The value of a setting; undefined where the trainer does not have it. */
export function settingValue(settings: Settings, name: SettingName): SettingValue | undefined {
  const values: Partial<Record<SettingName, SettingValue>> = settings;
  return values[name];
}

/** The default of a setting, for a trainer. */
export function defaultValue(name: SettingName, trainer: Trainer): SettingValue {
  const setting: Setting = settingTable[name];
  const fastDefault = "fastDefault" in setting ? setting.fastDefault : undefined;
  return (trainer === "fast" ? fastDefault : undefined) ?? setting.default;
}

/**
 * The value of a setting from how it is written on the command line.
 *
 * @param text for a switch `true` or `false`
 */
export function parseSetting(name: string, text: string): SettingValue {
  const { kind } = settingTable[requireName(name)];
  if (kind === "switch" && (text === "true" || text === "false")) return text === "true";
  if (kind === "integer" || kind === "number")
    return checkSetting(name, parseNumber(text, `settings require ${name} to be`) ?? text);
  return checkSetting(name, text);
}

/** What a setting may be, in words: `an integer from 1 to 1000`. */
export function describeAllowed(setting: Setting): string {
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

function requireName(name: string): SettingName {
  if (isSettingName(name)) return name;
  const guess = nearest(name, settingNames);
  throw new RangeError(
    `settings require known names, got ${JSON.stringify(name)}; ` +
      (guess ? `did you mean ${guess}?` : `there are ${settingNames.join(", ")}`),
  );
}

/** Refuses a setting that would do nothing: one that only the other trainer has. */
function requireTrainer(name: SettingName, value: unknown, trainer: Trainer): void {
  if (hasSetting(trainer, name)) return;
  const [need, got] = trainer === "fast" ? ["without", "with"] : ["with", "without"];
  throw new RangeError(`settings require ${name} only ${need} fast, got ${JSON.stringify(value)} ${got} it`);
}

/** The value of a setting, if it is allowed. @throws RangeError that says what is */
export function checkSetting(name: string, value: unknown): SettingValue {
  const setting = settingTable[requireName(name)];
  if (isAllowed(setting, value)) return value;
  throw new RangeError(
    `settings require ${name} to be ${describeAllowed(setting)}, got ${JSON.stringify(value)}`,
  );
}

function isAllowed(setting: Setting, value: unknown): value is SettingValue {
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
