import { fstatSync, writeFileSync } from "node:fs";
import { explainSystemError } from "../../files/explain-error";
import type { ProgressStream } from "./progress-line";
import { stopWork } from "./until-stopped";

let failed = false;

/**
 * What a command prints. Nothing else in `src/cli` writes to the standard output: where it is full or closed, the
 * command ends with status 1, and says why unless the program that reads it has ended, as `head` does.
 */
export const standardOutput: ProgressStream & { write(text: string): void } = {
  get isTTY() {
    return process.stdout.isTTY;
  },
  get columns() {
    return process.stdout.columns;
  },
  write(text) {
    if (failed) return;
    if (!isFile()) return void process.stdout.write(text);
    try {
      writeFileSync(1, text); // Node's stream takes a short count, as on a disk that is filling up, for success
    } catch (error) {
      fail(error as NodeJS.ErrnoException);
    }
  },
};

/** Prints a line. */
export function print(line: string): void {
  standardOutput.write(`${line}\n`);
}

/** Listens for failures of the standard streams, once for a process. */
export function watchStandardStreams(): void {
  process.stdout.on("error", fail);
  process.stderr.on("error", () => {}); // there is nowhere to say it
}

/** Waits until all that was printed has left, or failed to. */
export async function flushOutput(): Promise<void> {
  if (!failed && !isFile()) await new Promise<void>((resolve) => process.stdout.write("", () => resolve()));
  await new Promise(setImmediate); // a stream tells of its failure a moment later
}

/** Files, and devices such as /dev/full; but no terminal, pipe or socket, which a stream waits for. */
function isFile(): boolean {
  const status = fstatSync(1);
  return status.isFile() || (status.isCharacterDevice() && !process.stdout.isTTY);
}

function fail(error: NodeJS.ErrnoException): void {
  if (failed) return;
  failed = true;
  if (error.code !== "EPIPE")
    process.stderr.write(`${explainSystemError(error, "the standard output") ?? error.message}\n`);
  if (!stopWork(new Error("the standard output was closed"))) process.exit(1);
}

/** Whether something could not be printed. */
export const outputFailed = (): boolean => failed;
