/** What a cell threw, as the `error` of the Jupyter protocol; the kernel's process makes its positions readable. */
import { inspect } from "node:util";
import { CellError } from "./cells-global";
import type { ErrorContent } from "./messages";
import { Interrupted } from "./stop-button";
import { stopped } from "./stopped";

/** The content for a value that a cell threw, even if the value throws when it is inspected. */
export function thrownError(thrown: unknown): ErrorContent {
  try {
    if (thrown instanceof Interrupted) return stopped;
    const traceback = inspect(thrown).split("\n");
    if (!(thrown instanceof CellError)) return { ename: "Thrown value", evalue: inspect(thrown), traceback };
    return { ename: String(thrown.name), evalue: String(thrown.message), traceback };
  } catch {
    const evalue = "a value that throws when it is shown";
    return { ename: "Thrown value", evalue, traceback: [evalue] };
  }
}
