import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { python, root } from "../report/environment";

const folder = path.join(root, ".cache", "dask-venv");
const windows = process.platform === "win32";
const scripts = path.join(folder, windows ? "Scripts" : "bin");

/**
 * The Python of an environment with Dask, which nobody needs who runs grids on one machine. It is made from hashed
 * requirements when it is first asked for, and made anew when these have changed.
 */
export function daskPython(say: (line: string) => void): string {
  const daskPython = path.join(scripts, path.basename(python) + (windows ? ".exe" : ""));
  const requirements = path.join(root, "src", "experiment", "word2vec_dask", "requirements.txt");
  const stamp = path.join(folder, "requirements.txt");
  if (existsSync(stamp) && readFileSync(stamp).equals(readFileSync(requirements))) return daskPython;
  say("making the environment for Dask (about 200 MB)");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(path.dirname(folder), { recursive: true });
  execFileSync(python, ["-m", "venv", folder]);
  const install = ["-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"];
  const pinned = ["--require-hashes", "--no-deps", "--only-binary", ":all:", "-r", requirements];
  execFileSync(daskPython, [...install, ...pinned], { stdio: ["ignore", "ignore", "pipe"] });
  writeFileSync(
    path.join(sitePackages(daskPython), "word2vec.pth"),
    path.join(root, "src", "experiment") + "\n",
  );
  writeFileSync(stamp, readFileSync(requirements)); // last: a broken installation is made again
  return daskPython;
}

function sitePackages(of: string): string {
  const ask = "import sysconfig; print(sysconfig.get_path('purelib'))";
  return execFileSync(of, ["-c", ask], { encoding: "utf8" }).trim();
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
