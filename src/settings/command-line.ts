import { parseOptions, type Option } from "./options";
import { defaultValue, describeAllowed, parseSetting, settingNames } from "./settings";
import { settingTable, type Setting, type SettingName } from "./table";

/** What was asked for on the command line. */
export interface Request {
  /** the values of the settings that were given, by name; `withDefaults` completes and checks them */
  given: Record<string, unknown>;
  /** the other options that were given, by name */
  options: Record<string, string | boolean | undefined>;
}

/** How a setting is written: `stepSize` as `--step-size`; the trainer is chosen by the switch `--fast`. */
const optionName = (setting: string): string =>
  setting === "trainer" ? "fast" : setting.replaceAll(/[A-Z]/g, (letter) => "-" + letter.toLowerCase());

/**
 * Reads a command line of settings (`--step-size 0.1`) and further options.
 *
 * @param args    as in `process.argv.slice(2)`
 * @param options the further options, by name
 * @throws RangeError that names what is unknown or not allowed, with the nearest right name
 */
export function parseCommandLine(
  args: readonly string[],
  options: Readonly<Record<string, Option>>,
): Request {
  const nameOfOption = new Map(settingNames.map((name) => [optionName(name), name]));
  const known: Record<string, Option> = { ...options };
  for (const [option, name] of nameOfOption) known[option] = { type: isSwitch(name) ? "boolean" : "string" };
  const { values } = parseOptions(args, known, false);
  const given: Record<string, unknown> = {};
  const rest: Request["options"] = {};
  for (const [option, value] of Object.entries(values)) {
    const name = nameOfOption.get(option);
    if (name === undefined) rest[option] = value as string | boolean;
    else if (name === "trainer") given.trainer = "fast";
    else given[name] = typeof value === "string" ? parseSetting(name, value) : value;
  }
  return { given, options: rest };
}

const isSwitch = (name: SettingName): boolean => name === "trainer" || settingTable[name].kind === "switch";

/** Every setting as `--help` says it, a line each: its option, meaning, range and default. */
export function settingLines(): string[] {
  return settingNames.map((name) => `  ${("--" + optionName(name)).padEnd(20)} ${settingHelp(name)}`);
}

function settingHelp(name: SettingName): string {
  if (name === "trainer") return "train in float32 on a text of any size, as word2vec.c does";
  const setting: Setting = settingTable[name];
  const range = setting.kind === "switch" || setting.kind === "text" ? "" : `; ${describeAllowed(setting)}`;
  const [preset, fastPreset] = [defaultValue(name, "assignment"), defaultValue(name, "fast")];
  const presets = preset === fastPreset ? preset : `${preset}, with --fast ${fastPreset}`;
  const place = { assignment: "without --fast: ", fast: "with --fast: ", both: "" }[setting.only ?? "both"];
  return `${place}${setting.meaning}${range} (${presets})`;
}
