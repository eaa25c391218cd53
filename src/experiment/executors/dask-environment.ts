import { spawn } from "node:child_process";
import { ensurePython } from "../../files/python-environment";
import { inCheckout, venvPython } from "../../files/checkout";

/** The Python of an environment with Dask, made when it is first needed: grids on one machine do not need it. */
export function daskPython(say: (line: string) => void): string {
  const environment = {
    folder: inCheckout(".cache/dask-venv"),
    requirements: inCheckout("src/experiment/word2vec_dask/requirements.txt"),
    purpose: "Dask (200 MB)",
    modules: [inCheckout("src/experiment")],
  };
  return ensurePython(environment, venvPython, say);
}

/**
 * Runs Dask's own scheduler or worker in the terminal, with Dask's options. A worker process takes one run at a time.
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
