import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** How a program is started. */
interface ProgramOptions {
  cwd: string;
  env: NodeJS.ProcessEnv;
  /** Ends the program, and its kernel, when aborted. */
  signal: AbortSignal;
  onLine?: (line: string) => void;
}

/**
 * Runs a program to its end. It has a process group of its own, so that a Ctrl-C in the terminal reaches only this
 * process. Its stdin stays open until this process ends.
 *
 * @returns its exit status, and what it wrote to stderr
 */
export async function runProgram(
  command: string,
  args: string[],
  { cwd, env, signal, onLine }: ProgramOptions,
): Promise<{ status: number | null; stderr: string }> {
  signal.throwIfAborted();
  const child = spawn(command, args, { cwd, env, detached: process.platform !== "win32" });
  const stop = (): boolean => child.kill("SIGTERM");
  signal.addEventListener("abort", stop);
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  createInterface({ input: child.stdout }).on("line", (line) => onLine?.(line));
  try {
    const status = await new Promise<number | null>((resolve, reject) => {
      child.on("error", reject).on("close", resolve);
    });
    signal.throwIfAborted();
    return { status, stderr };
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
