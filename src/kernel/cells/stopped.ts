import type { ErrorContent } from "./messages";

/** The error of a cell that was stopped. */
export const stopped: ErrorContent = {
  ename: "Interrupted",
  evalue: "the cell was stopped",
  traceback: ["Interrupted: the cell was stopped"],
};
