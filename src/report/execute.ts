import path from "node:path";
import { projectEnvironment, python, root } from "./environment";
import { runProgram } from "./run-program";

const program = path.join(root, "src", "report", "execute.py");

/** How far a chapter is: its `cell`-th code cell of `of` is running. */
export interface Progress {
  cell: number;
  of: number;
}

type Event = Progress | { failed: string; position: number; message: string };

/**
 * Runs a notebook in its own kernel and writes it, with its outputs, to `result`.
 *
 * @throws Error naming the notebook and the cell that failed, with the kernel's words
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
  const { status, stderr } = await runProgram(python, [program, notebook, result], options);
  if (failure !== undefined) throw new Error(failure);
  if (status !== 0) throw new Error(`${path.basename(notebook)} could not be run: ${stderr.trim()}`);
}
