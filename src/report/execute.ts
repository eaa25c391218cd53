import path from "node:path";
import { inCheckout, venvPython } from "../files/checkout";
import { projectEnvironment } from "../processes/environment";
import { runProgram } from "../processes/run-program";

const program = inCheckout("src/report/execute.py");

/** The progress of a chapter: code cell `cell` of `of` is running. */
export interface Progress {
  cell: number;
  of: number;
}

type Event = Progress | { failed: string; position: number; message: string };

/**
 * Executes a notebook in a kernel of its own and writes it, with its outputs, to `result`.
 *
 * @throws Error that names the notebook and the failed cell, with the kernel's message
 */
export async function executeNotebook(
  notebook: string,
  result: string,
  onProgress: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<void> {
  let failure: string | undefined;
  const onLine = (line: string): void => {
    const event = JSON.parse(line) as Event;
    if ("failed" in event) {
      failure = `${path.basename(notebook)}, cell ${event.position} ("${event.failed}"): ${event.message}`;
    } else onProgress(event);
  };
  const options = { cwd: path.dirname(notebook), env: projectEnvironment(process.env), signal, onLine };
  const { status, stderr } = await runProgram(venvPython, [program, notebook, result], options);
  if (failure !== undefined) throw new Error(failure);
  if (status !== 0) throw new Error(`${path.basename(notebook)} was not executed: ${lastLine(stderr)}`);
}

/** The reason that a Python program gives, behind the places in its own code. */
export function lastLine(stderr: string): string {
  return stderr.trim().split("\n").at(-1) ?? "";
}
