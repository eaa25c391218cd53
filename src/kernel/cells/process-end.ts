/**
 * `process.exit` in a cell.
 *
 * Under stock tslab the call, also in a library that a cell uses, ends the kernel with all its variables. Here it is an
 * error of the cell.
 */
import { CellError } from "./cells-global";

class ProcessExit extends CellError {
  override name = "ProcessExit";
}

/** Ends the process. */
export const endProcess: (status: number) => never = process.exit.bind(process);

export function guardExit(): void {
  process.exit = (status) => {
    throw new ProcessExit(`process.exit(${status ?? ""}) does not end the kernel; restart it to end it`);
  };
}
