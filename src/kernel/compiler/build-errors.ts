/**
 * Type errors in src/, shown under the next cell that is run.
 *
 * While JupyterLab runs, `npm start` compiles src/ at every change and writes the compiler's messages to a file.
 * A person who edits src/ beside an open notebook looks at the notebook, not at the terminal.
 */
import { readFileSync } from "node:fs";
import { modificationTime } from "./modification-time";
import { inCheckout } from "../../files/checkout";

const file = inCheckout("dist/build-errors.txt");
let reported = 0;

/** The compiler's messages, once for every time they were written. */
export function newBuildErrors(): string | undefined {
  const modified = modificationTime(file);
  if (modified === reported) return undefined;
  reported = modified;
  const errors = modified === 0 ? "" : readFileSync(file, "utf8");
  return errors === ""
    ? undefined
    : `src/ has type errors; cells use dist/ as far as it compiled:\n${errors}`;
}
