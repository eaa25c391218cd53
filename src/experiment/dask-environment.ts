import { spawn } from "node:child_process";
import path from "node:path";
import { pythonOf } from "../files/python-environment";
import { python, root } from "../report/environment";

/** The Python of an environment with Dask, which nobody needs who runs grids on one machine. */
export function daskPython(say: (line: string) => void): string {
  const sources = path.join(root, "src", "experiment");
  const environment = {
    folder: path.join(root, ".cache", "dask-venv"),
    requirements: path.join(sources, "word2vec_dask", "requirements.txt"),
    purpose: "Dask (200 MB)",
    modules: [sources],
  };
  return pythonOf(environment, python, say);
}

/**
 * Runs Dask's own scheduler or worker in the terminal, with options as Dask documents them. A worker process takes
 * one run at a time.
 *
 * @returns its exit status
 */
export function runDask(
  program: "scheduler" | "worker",
  args: readonly string[],
  say: (line: string) => void,
): Promise<number> {
  const command = [
    daskPython(say),
    "-m",
    "dask",
    program,
    ...args,
    ...(program === "worker" ? ["--nthreads", "1"] : []),
  ];
  const child = spawn(command[0], command.slice(1), { stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.on("error", reject).on("close", (status) => resolve(status ?? 1));
  });
}
