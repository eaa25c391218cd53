import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
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
 * that nobody needs them who does not measure. Made from hashed requirements when it is first asked for, aside, and
 * renamed once it is whole: two programs that make it at once do not harm each other.
 */
export function benchPython(say: (line: string) => void): string {
  if (hasBenchPython()) return python;
  say("making the environment for measurements (300 MB)");
  mkdirSync(path.dirname(folder), { recursive: true });
  const aside = mkdtempSync(`${folder}-`);
  try {
    const own = path.join(aside, path.relative(folder, python));
    const venvPython = path.join(root, ".venv", path.relative(folder, python));
    execFileSync(existsSync(venvPython) ? venvPython : "python3", ["-m", "venv", aside]);
    const install = ["-m", "pip", "install", "--quiet", "--no-compile"]; // compiled when it is used, which little is
    const pinned = ["--require-hashes", "--no-deps", "-r", requirements];
    execFileSync(own, [...install, ...pinned], { stdio: ["ignore", "ignore", "pipe"] });
    writeFileSync(path.join(aside, "requirements.txt"), readFileSync(requirements));
    if (existsSync(folder) && !hasBenchPython()) rmSync(folder, { recursive: true }); // of other requirements
    renameSync(aside, folder); // its Python works in any place
  } catch (error) {
    if (!hasBenchPython()) throw error; // else another program was first
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
  return python;
}
