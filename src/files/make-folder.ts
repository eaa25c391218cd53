import { accessSync, constants, existsSync, mkdirSync, statSync } from "node:fs";
import path from "node:path";
import { explainSystemError } from "./explain-error";

/**
 * Makes a folder and its parents, unless it is there.
 *
 * @param what the beginning of an error: who requires the folder, as `experiment requires --runs`
 * @throws Error if it has no name, cannot be made or written, or is a file
 */
export function makeFolder(what: string, folder: string): void {
  if (folder === "") throw new RangeError(`${what} to name a folder, got an empty text`);
  try {
    make(path.resolve(folder));
    if (!statSync(folder).isDirectory()) throw new Error("a file is there");
    accessSync(folder, constants.W_OK);
  } catch (error) {
    const reason = explainSystemError(error) ?? (error as Error).message;
    throw new Error(`${what} to be a folder that can be written, got ${folder}: ${reason}`, { cause: error });
  }
}

/** Makes one folder after another: Node's `recursive` does not return where folders cannot be made, as in /proc. */
function make(folder: string): void {
  if (existsSync(folder)) return;
  make(path.dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error; // else another command made it
  }
}
