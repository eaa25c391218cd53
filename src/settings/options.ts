import { parseArgs } from "node:util";
import { nearest } from "./nearest";

/** An option of a command: a switch, or one that takes a text; `multiple` may be given several times. */
export interface Option {
  readonly type: "boolean" | "string";
  readonly multiple?: boolean;
}

type Value<O extends Option> = O extends { type: "boolean" }
  ? true
  : O extends { multiple: true }
    ? string[]
    : string;

/** The options that were given, by name. */
export type Values<O extends Readonly<Record<string, Option>>> = {
  -readonly [Name in keyof O]?: Value<O[Name]>;
};

/**
 * Reads the words of a command. Every option is known and given once, unless it is a list; one that takes a text has
 * one, and a switch has none. Names are not shortened. After `--`, every word is an operand.
 *
 * @param args     as in `process.argv.slice(2)`
 * @param options  by name, without the two hyphens
 * @param operands whether the command takes other words: files, names
 * @throws RangeError that names the option, what it requires and what came
 */
export function parseOptions<const O extends Readonly<Record<string, Option>>>(
  args: readonly string[],
  options: O,
  operands: boolean,
): { values: Values<O>; positionals: string[] } {
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(Object.entries(options).map(([name, { type }]) => [name, { type }])),
    strict: false,
    tokens: true,
  });
  const values: Record<string, unknown> = {};
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === "positional") {
      if (!operands) throw new RangeError(refuseOperand(token.value));
      positionals.push(token.value);
    }
    if (token.kind !== "option") continue;
    const { name, rawName, value, inlineValue } = token;
    if (!rawName.startsWith("--") || !Object.hasOwn(options, name))
      throw new RangeError(refuseUnknown(rawName, Object.keys(options)));
    const { type, multiple } = options[name];
    if (Object.hasOwn(values, name) && !multiple)
      throw new RangeError(`${rawName} is given twice; give it once`);
    if (type === "boolean") {
      if (inlineValue) throw new RangeError(`${rawName} requires no value, got ${JSON.stringify(value)}`);
      values[name] = true;
    } else {
      const text = requireValue(rawName, value, inlineValue);
      values[name] = multiple ? [...((values[name] as string[] | undefined) ?? []), text] : text;
    }
  }
  return { values: values as Values<O>, positionals };
}

/** The text of an option. One that begins like an option is refused, unless it is written `--name=--text`. */
function requireValue(option: string, value: string | undefined, inline: boolean | undefined): string {
  if (value === undefined) throw new RangeError(`${option} requires a value, got none`);
  if (value === "") throw new RangeError(`${option} requires a value, got an empty text`);
  if (!inline && /^--?[a-z]/i.test(value))
    throw new RangeError(
      `${option} requires a value, got the option ${value}; write ${option}=${value} if that is the value`,
    );
  return value;
}

function refuseUnknown(given: string, names: readonly string[]): string {
  const guess = given.startsWith("--") ? nearest(given.slice(2), names) : undefined;
  const help = guess === undefined ? "--help lists them" : `did you mean --${guess}?`;
  return `this command requires known options, got ${given}; ${help}`;
}

function refuseOperand(given: string): string {
  const help = "npm takes options for its own unless -- stands before them: npm run train -- --seed 1";
  return `this command requires options only, got ${JSON.stringify(given)}; ${help}`;
}
