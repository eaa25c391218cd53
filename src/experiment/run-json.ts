import { readFileSync } from "node:fs";
import path from "node:path";

/* Reading a JSON file of a run's folder that anybody may have written. */

/** An object as a file has it. */
export type Json = Readonly<Record<string, unknown>>;

/**
 * The object in a file, or undefined where there is no file.
 *
 * @throws RangeError if it holds something else
 */
export function readJson(file: string): Json | undefined {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new RangeError(`${path.basename(file)} is not JSON`);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new RangeError(`${path.basename(file)} requires an object, got ${say(value)}`);
  return value as Json;
}

/** The object under a name. @throws RangeError if there is none */
export function part(of: Json, name: string, file: string): Json {
  const value = of[name];
  if (typeof value !== "object" || value === null)
    throw new RangeError(`${file} requires ${name}, got ${say(value)}`);
  return value as Json;
}

/** A value, if it is a finite number. @throws RangeError if it is not */
export function number(value: unknown, name: string): number {
  if (typeof value !== "number" || !Number.isFinite(value)) throw wrong(name, "a number", value);
  return value;
}

/** The refusal of a value of `run.json`. */
export const wrong = (name: string, need: string, got: unknown): RangeError =>
  new RangeError(`run.json requires ${name} to be ${need}, got ${say(got)}`);

/** A value as a message shows it. */
export const say = (value: unknown): string => (JSON.stringify(value) ?? "nothing").slice(0, 80);
