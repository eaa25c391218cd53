import { accessSync, constants, existsSync, mkdirSync, statSync } from "node:fs";
import path from "node:path";

/**
 * Makes a folder, and those above it, unless it is there.
 *
 * @param what who needs it, and what it was called: `experiment requires --runs`
 * @throws Error if it cannot be made, has no name, a file is in its place, or nothing may be written there
 */
export function makeFolder(what: string, folder: string): void {
  if (folder === "") throw new RangeError(`${what} to name a folder, got an empty text`);
  try {
    make(path.resolve(folder));
    if (!statSync(folder).isDirectory()) throw new Error("a file is there");
    accessSync(folder, constants.W_OK);
  } catch (error) {
    const { message } = error as Error;
    throw new Error(`${what} to be a folder that can be written, got ${folder}: ${message}`, {
      cause: error,
    });
  }
}

/** One after the other: where folders cannot be made, as in /proc, Node's `recursive` never comes back. */
function make(folder: string): void {
  if (existsSync(folder)) return;
  make(path.dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error; // else another command was first
  }
}
