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
 * Runs Dask's own scheduler or worker in the terminal, with Dask's options. A worker process takes one run at a time. Before it
 * begins, its machine is compared with what the scheduler and its grids want; with `--check` that is all.
 *
 * @returns its exit status
 */
export async function runDask(
  program: "scheduler" | "worker",
  args: readonly string[],
  say: (line: string) => void,
): Promise<number> {
  const python = daskPython(say);
  if (program === "scheduler") return runInTerminal(python, ["-m", "dask", program, ...args]);
  const address = args.find((word) => word.includes("://"));
  const only = args.includes("--check");
  if (only && address === undefined) throw new Error("worker --check requires the address of a scheduler, got none"); // prettier-ignore
  const status =
    address === undefined ? 0 : await runInTerminal(python, ["-m", "word2vec_dask.check", address]);
  return only ? status : runInTerminal(python, ["-m", "dask", program, ...args, "--nthreads", "1"]);
}

function runInTerminal(python: string, args: readonly string[]): Promise<number> {
  const child = spawn(python, args, { stdio: ["inherit", 2, 2] });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.on("error", reject).on("close", (status) => resolve(status ?? 1));
  });
}
