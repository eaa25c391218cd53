import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

const root = path.join(__dirname, "../..");

const folder = path.join(root, ".cache/bench-venv");
const python = path.join(folder, process.platform === "win32" ? "Scripts/python.exe" : "bin/python");
const requirements = path.join(root, "src/bench/requirements.txt");
const stamp = path.join(folder, "requirements.txt");

/** Whether the environment for measurements is there, with all that it should have. */
export function hasBenchPython(): boolean {
  return existsSync(stamp) && readFileSync(stamp).equals(readFileSync(requirements));
}

/**
 * The Python of an environment of its own, which holds the programs that this one is measured against, so
 * that nobody needs them who does not measure. Made from hashed requirements when it is first asked for.
 */
export function benchPython(say: (line: string) => void): string {
  if (hasBenchPython()) return python;
  say("making the environment for measurements");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(path.dirname(folder), { recursive: true });
  const venvPython = path.join(root, ".venv", path.relative(folder, python));
  execFileSync(existsSync(venvPython) ? venvPython : "python3", ["-m", "venv", folder]);
  const install = ["-m", "pip", "install", "--quiet", "--require-hashes", "--no-deps", "-r", requirements];
  execFileSync(python, install, { stdio: ["ignore", "ignore", "pipe"] });
  writeFileSync(stamp, readFileSync(requirements)); // last: a broken installation is made again
  return python;
}
