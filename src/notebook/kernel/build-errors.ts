/**
 * Type errors in src/, shown under the next cell that is run.
 *
 * While JupyterLab runs, `npm start` compiles src/ whenever it changes and writes down what the compiler found.
 * Whoever edits beside an open notebook looks at the notebook, not at the terminal behind it.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import { modificationTime } from "./watched-files";

const file = path.resolve(__dirname, "../../build-errors.txt");
let told = 0;

/** What the compiler found, once for every time it was written down. */
export function newBuildErrors(): string | undefined {
  const modified = modificationTime(file);
  if (modified === told) return undefined;
  told = modified;
  const errors = modified === 0 ? "" : readFileSync(file, "utf8");
  return errors === "" ? undefined : `src/ has type errors, the cells use what could be compiled:\n${errors}`;
}
