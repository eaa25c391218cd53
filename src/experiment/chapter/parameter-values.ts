import { parseDocument, visit } from "yaml";
import type { ParameterValue } from "../../runs/experiment-json";
import { parseNumber } from "../../settings/parse-number";
import { kindOf, kinds, type Allowed, type Parameter } from "./parameters";

/* Values of parameters: as the command line writes them, and as a file has them. */

/**
 * The value of a parameter as it is written on the command line: a text as it is; a list or an object as JSON or YAML.
 *
 * @throws RangeError that says what the parameter may be
 */
export function parseParameterValue(parameter: Parameter, text: string): ParameterValue {
  for (const value of readings(parameter, text)) if (isAllowed(parameter, value)) return value;
  throw refusal(parameter, text);
}

/** A value that a file gives to a parameter. @throws RangeError that says what the parameter may be */
export function requireAllowedValue(parameter: Parameter, value: ParameterValue): ParameterValue {
  if (isAllowed(parameter, value)) return value;
  throw refusal(parameter, JSON.stringify(value));
}

/** Whether a parameter may have a value. */
export function isAllowed({ allowed }: Parameter, value: ParameterValue): boolean {
  return allowed.some((one) => (typeof one === "object" ? one.literal === value : one === kindOf(value)));
}

/**
 * The values of a YAML or JSON text, with numbers that a double holds.
 *
 * @param need the beginning of a message, as `experiment requires xs to be`
 * @returns undefined if the text is not YAML, with the line of the mistake
 */
export function parseYaml(text: string, need: string): { value: unknown } | { line: number; column: number } {
  const document = parseDocument(text, { logLevel: "silent", version: "1.2", merge: false });
  if (document.errors.length > 0) {
    const [{ line, col: column }] = document.errors[0].linePos ?? [{ line: 1, col: 1 }];
    return { line, column };
  }
  let unknown: number | undefined; // where an alias stands whose anchor is not there
  visit(document, {
    Alias(_, alias) {
      if (alias.resolve(document) === undefined) unknown ??= alias.range?.[0] ?? 0;
    },
    Scalar(_, { value, source, type }) {
      if (type === "PLAIN" && source !== undefined && typeof value === "number") parseNumber(source, need);
    },
  });
  if (unknown !== undefined) {
    const before = text.slice(0, unknown).split("\n");
    return { line: before.length, column: before[before.length - 1].length + 1 };
  }
  return { value: document.toJS({ maxAliasCount: 100 }) as unknown };
}

/** Whether JSON has the value: no date, no infinite number, no key that is no text. */
export function isJsonValue(value: unknown): value is ParameterValue {
  if (value === null || typeof value === "string" || typeof value === "boolean") return true;
  if (typeof value === "number") return Number.isFinite(value);
  if (Array.isArray(value)) return value.every(isJsonValue);
  if (typeof value !== "object") return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return (prototype === Object.prototype || prototype === null) && Object.values(value).every(isJsonValue);
}

/** What a parameter may be, in words: `a number`, `"plain" or "relaxed"`. */
export function describeAllowedValues(allowed: readonly Allowed[]): string {
  if (allowed === kinds) return "a value of JSON";
  const names = { number: "a number", string: "a text", boolean: "true or false", null: "null", array: "a list", object: "an object" }; // prettier-ignore
  return allowed
    .map((one) => (typeof one === "object" ? JSON.stringify(one.literal) : names[one]))
    .join(" or ");
}

/** What a text can mean, the more particular first; a quoted text is meant as it is. */
function* readings({ name, allowed }: Parameter, text: string): Generator<ParameterValue> {
  const only = allowed.every((one) => one === "string" || (typeof one === "object" && typeof one.literal === "string")); // prettier-ignore
  if (!only) {
    const need = `experiment requires ${name} to be`;
    const number = parseNumber(text, need);
    if (number !== undefined) yield number;
    if (text === "true" || text === "false") yield text === "true";
    if (text === "null") yield null;
    if (/^\s*["'[{]/.test(text)) {
      const read = parseYaml(text, need);
      if ("value" in read && isJsonValue(read.value)) yield read.value;
    }
  }
  yield text;
}

function refusal({ name, allowed, value }: Parameter, got: string): RangeError {
  const example =
    value === undefined || value === null || value === "" ? "" : `, such as ${JSON.stringify(value)}`;
  return new RangeError(
    `experiment requires ${name} to be ${describeAllowedValues(allowed)}${example}, got ${got}`,
  );
}
