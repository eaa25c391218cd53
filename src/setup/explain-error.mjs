/** Errors as sentences. The system's are in src/files/system-errors.json, which the commands use, too. */
import fs from "node:fs";
import { say, SetupError } from "./messages.mjs";
import { inRoot, root } from "./paths.mjs";
import { Stopped } from "./stopping.mjs";

const sentences = JSON.parse(fs.readFileSync(inRoot("src", "files", "system-errors.json"), "utf8"));

/** Where the standard output is full or closed: says so, unless its reader has ended as `head` does, and ends with 1. */
export function watchOutput(end = () => {}) {
  process.stdout.on("error", (error) => {
    const [wrong, remedy] = sentences[error.code] ?? ["cannot be written", "check where it leads"];
    if (error.code !== "EPIPE" && process.exitCode !== 1) say(`the standard output ${wrong}; ${remedy}`);
    process.exitCode = 1;
    end();
  });
}

/** @returns {string} what is said of an error that ends a command */
export function explainError(error) {
  if (error instanceof SetupError || error instanceof Stopped) return error.message;
  if (error.code === "ENOSPC")
    return "the disk is full: free some space (a set-up takes about 700 MB) and run the command again";
  const [wrong, remedy] = sentences[error.code] ?? [];
  if (wrong === undefined)
    return `set-up has a fault, which is not yours: ${error.message}; please report it`;
  const place = `${error.path ?? "a file"} ${wrong}`;
  if (["EACCES", "EPERM", "EROFS"].includes(error.code))
    return `${root} must be writable for this user: ${place}; mend its permissions, or clone it elsewhere`;
  return `${place}; ${remedy}`;
}
