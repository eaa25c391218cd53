import { execFileSync, type ExecFileSyncOptionsWithStringEncoding } from "node:child_process";
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { makeTemporaryFolder } from "./temporary-names";

/** A Python environment beside the project's own, with packages that few people need. */
export interface PythonEnvironment {
  /** absolute path */
  readonly folder: string;
  /** file of requirements with hashes */
  readonly requirements: string;
  /** its purpose and size, for a message */
  readonly purpose: string;
  /** folders of modules that it can import, too */
  readonly modules?: readonly string[];
}

const program = process.platform === "win32" ? "Scripts/python.exe" : "bin/python";

/** Whether an environment is there and has the required packages. */
export function hasPython({ folder, requirements }: PythonEnvironment): boolean {
  const stamp = path.join(folder, "requirements.txt");
  return existsSync(stamp) && readFileSync(stamp).equals(readFileSync(requirements));
}

/**
 * Returns the Python of an environment, and makes the environment if it is missing or its requirements have changed. It
 * is made in another folder and then renamed, so that two programs can make it at the same time.
 *
 * @param base Python to make it with
 * @throws Error if pip cannot install it, with pip's reason
 */
export function ensurePython(
  environment: PythonEnvironment,
  base: string,
  say: (line: string) => void,
): string {
  const { folder, requirements, purpose } = environment;
  const python = path.join(folder, program);
  if (hasPython(environment)) return python;
  say(`making the environment for ${purpose}`);
  const aside = makeTemporaryFolder(path.basename(folder), path.dirname(folder));
  try {
    install(environment, base, aside);
    writeFileSync(path.join(aside, "requirements.txt"), readFileSync(requirements));
    if (existsSync(folder) && !hasPython(environment)) rmSync(folder, { recursive: true }); // it has other requirements
    renameSync(aside, folder); // its Python works under any path
  } catch (error) {
    if (!hasPython(environment)) throw error; // else another program was first
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
  return python;
}

function install(
  { purpose, requirements, modules = [] }: PythonEnvironment,
  base: string,
  into: string,
): void {
  const python = path.join(into, program);
  const options: ExecFileSyncOptionsWithStringEncoding = {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  };
  execFileSync(base, ["-m", "venv", into], options);
  const quiet = ["--quiet", "--no-input", "--disable-pip-version-check", "--no-compile"]; // Python compiles a module when it is first used
  const pinned = ["--require-hashes", "--no-deps", "--only-binary", ":all:", "-r", requirements];
  try {
    execFileSync(python, ["-m", "pip", "install", ...quiet, ...pinned], options);
  } catch (error) {
    const reason = String((error as { stderr?: unknown }).stderr)
      .trim()
      .split("\n")
      .slice(-3)
      .join("\n");
    throw new Error(
      `the environment for ${purpose} requires pip to install it; check the network and the disk; got:\n${reason}`,
      {
        cause: error,
      },
    );
  }
  if (modules.length === 0) return;
  const ask = "import sysconfig; print(sysconfig.get_path('purelib'))";
  const packages = execFileSync(python, ["-c", ask], options).trim();
  const lines = modules.map((module) => path.relative(packages, module) + "\n"); // so that the checkout may be moved
  writeFileSync(path.join(packages, "word2vec.pth"), lines.join(""));
}
