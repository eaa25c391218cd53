/** What a cell threw, as the `error` of the Jupyter protocol; the kernel's process makes its positions readable. */
import { inspect } from "node:util";
import { CellError } from "./cells-global";
import type { ErrorContent } from "./messages";
import { Interrupted } from "./stop-button";
import { stopped } from "./stopped";

const unshown = "a value that throws when it is shown";

/** How Node shows a value that was thrown; name and message if that fails, as with a broken `Error.prepareStackTrace`. */
export function shownError(thrown: unknown): string {
  try {
    return inspect(thrown);
  } catch {
    try {
      return thrown instanceof CellError ? `${String(thrown.name)}: ${String(thrown.message)}` : unshown;
    } catch {
      return unshown;
    }
  }
}

/** The content for a value that a cell threw, even if the value throws when it is inspected. */
export function thrownError(thrown: unknown): ErrorContent {
  const shown = shownError(thrown);
  const traceback = shown.split("\n");
  try {
    if (thrown instanceof Interrupted) return stopped;
    if (!(thrown instanceof CellError)) return { ename: "Thrown value", evalue: shown, traceback };
    return { ename: String(thrown.name), evalue: String(thrown.message), traceback };
  } catch {
    return { ename: "Thrown value", evalue: unshown, traceback };
  }
}
