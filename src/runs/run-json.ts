import { readFileSync, statSync } from "node:fs";
import path from "node:path";

/* Reads a JSON file in the folder of a run; its content is not trusted. */

/** An object from a file. */
export type Json = Readonly<Record<string, unknown>>;

/** No such file is larger; a larger one is none of ours. */
const mostBytes = 2 ** 26;

/**
 * The object in a file, or undefined if there is no file.
 *
 * @throws RangeError if it holds something else, or cannot be read
 */
export function readJson(file: string): Json | undefined {
  const name = path.basename(file);
  let text: string;
  try {
    const status = statSync(file);
    if (!status.isFile())
      throw new RangeError(`${name} is ${status.isDirectory() ? "a folder" : "no plain file"}`);
    if (status.size > mostBytes)
      throw new RangeError(`${name} requires at most 64 MB, got ${status.size} bytes`);
    text = readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new RangeError(`${name} requires JSON, got ${quote(text)}`);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new RangeError(`${name} requires an object, got ${quote(value)}`);
  return value as Json;
}

/** Why a folder cannot be read, in words: our own message, or what the system says of a file in it. */
export function reasonOf(error: unknown): string {
  const { code, path: file, message } = error as NodeJS.ErrnoException;
  const name = file === undefined ? "a file" : path.basename(file);
  switch (code) {
    case undefined:
      return message;
    case "ENOTDIR":
      return "not a folder";
    case "EISDIR":
      return `${name} is a folder`;
    case "EACCES":
    case "EPERM":
      return `${name} may not be read by this user`;
    case "ENOSPC":
      return "the disk is full";
    case "ELOOP":
      return `${name} is a link to itself`;
    default:
      return `${name} cannot be read (${code})`;
  }
}

/** The object under a name. @throws RangeError if there is none */
export function part(of: Json, name: string, file: string): Json {
  const value = of[name];
  if (typeof value !== "object" || value === null)
    throw new RangeError(`${file} requires ${name}, got ${quote(value)}`);
  return value as Json;
}

/** A value, if it is a finite number. @throws RangeError if it is not */
export function requireNumber(value: unknown, name: string, file: string): number {
  if (typeof value === "number" && Number.isFinite(value)) return value;
  throw new RangeError(`${file} requires ${name} to be a number, got ${quote(value)}`);
}

/** A value of `run.json`, if it is a finite number. @throws RangeError if it is not */
export const number = (value: unknown, name: string): number => requireNumber(value, name, "run.json");

/** The error for a value of `run.json`. */
export const wrong = (name: string, need: string, got: unknown): RangeError =>
  new RangeError(`run.json requires ${name} to be ${need}, got ${quote(got)}`);

/** A value as messages show it. */
export const quote = (value: unknown): string => (JSON.stringify(value) ?? "nothing").slice(0, 80);
