import { parseArgs, type ParseArgsConfig } from "node:util";
import { nearest } from "./nearest";
import { allowed, defaultOf, parseSetting, withDefaults } from "./settings";
import { settingTable, type Settings } from "./table";

/** An option of a command that is not a setting: a switch, or one that takes a text. */
export interface Option {
  type: "boolean" | "string";
  meaning: string;
}

/** What was asked for on the command line. */
export interface Request {
  settings: Settings;
  /** the other options that were given, by name */
  options: Record<string, string | boolean | undefined>;
}

/** `stepSize` is written `--step-size`. */
export const optionName = (setting: string): string =>
  setting.replaceAll(/[A-Z]/g, (letter) => "-" + letter.toLowerCase());

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
  const settingOf = new Map(Object.keys(settingTable).map((name) => [optionName(name), name]));
  const known: NonNullable<ParseArgsConfig["options"]> = {};
  for (const [option, name] of settingOf) {
    known[option] = { type: settingTable[name as keyof Settings].kind === "switch" ? "boolean" : "string" };
  }
  for (const [option, { type }] of Object.entries(options)) known[option] = { type };
  refuseUnknown(args, Object.keys(known));
  const { values } = parseArgs({ args: [...args], options: known });
  const given: Record<string, unknown> = {};
  const rest: Request["options"] = {};
  for (const [option, value] of Object.entries(values)) {
    const name = settingOf.get(option);
    if (name === undefined) rest[option] = value as string | boolean;
    else given[name] = typeof value === "string" ? parseSetting(name, value) : value;
  }
  return { settings: withDefaults(given), options: rest };
}

/** The options of a command with their meaning, one a line, for `--help`. */
export function optionLines(options: Readonly<Record<string, Option>>): string[] {
  const settings = Object.entries(settingTable).map(([name, setting]): [string, string] => {
    const range = setting.kind === "switch" || setting.kind === "text" ? "" : `; ${allowed(setting)}`;
    const [plain, fast] = [false, true].map((way) => defaultOf(setting, way));
    const preset = plain === fast ? plain : `${plain}, with --fast ${fast}`;
    const place =
      setting.only === undefined ? "" : setting.only === "fast" ? "with --fast: " : "without --fast: ";
    return [optionName(name), `${place}${setting.meaning}${range} (${preset})`];
  });
  const others = Object.entries(options).map(([name, { meaning }]): [string, string] => [name, meaning]);
  return [...settings, ...others].map(([name, meaning]) => `  ${("--" + name).padEnd(16)} ${meaning}`);
}

/** @throws RangeError where an argument is an option that is none of `names`, with the nearest right one */
export function refuseUnknown(args: readonly string[], names: readonly string[]): void {
  for (const arg of args) {
    const name = /^--([^=]+)/.exec(arg)?.[1];
    if (name === undefined || names.includes(name)) continue;
    const guess = nearest(name, names);
    throw new RangeError(
      `this command requires known options, got --${name}; ${guess ? `did you mean --${guess}?` : "--help lists them"}`,
    );
  }
}
