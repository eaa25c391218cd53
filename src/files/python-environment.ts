import { execFileSync, type ExecFileSyncOptionsWithStringEncoding } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

/** A Python environment beside the project's own, with what only few people need. */
export interface PythonEnvironment {
  /** where it is; absolute */
  readonly folder: string;
  /** file of requirements with hashes */
  readonly requirements: string;
  /** what it is for, with its size */
  readonly purpose: string;
  /** folders whose modules it finds as well */
  readonly modules?: readonly string[];
}

const program = process.platform === "win32" ? "Scripts/python.exe" : "bin/python";

/** Whether an environment is there, with all that it should have. */
export function hasPython({ folder, requirements }: PythonEnvironment): boolean {
  const stamp = path.join(folder, "requirements.txt");
  return existsSync(stamp) && readFileSync(stamp).equals(readFileSync(requirements));
}

/**
 * The Python of an environment, which is made when it is first asked for and made anew when its requirements have
 * changed: aside, and renamed once it is whole, so that two programs that make it at once do not harm each other.
 *
 * @param base Python to make it with
 * @throws Error if pip cannot install it, with pip's reason
 */
export function pythonOf(environment: PythonEnvironment, base: string, say: (line: string) => void): string {
  const { folder, requirements, purpose } = environment;
  const python = path.join(folder, program);
  if (hasPython(environment)) return python;
  say(`making the environment for ${purpose}`);
  mkdirSync(path.dirname(folder), { recursive: true });
  const aside = mkdtempSync(`${folder}-`);
  try {
    install(environment, base, aside);
    writeFileSync(path.join(aside, "requirements.txt"), readFileSync(requirements));
    if (existsSync(folder) && !hasPython(environment)) rmSync(folder, { recursive: true }); // of other requirements
    renameSync(aside, folder); // its Python works in any place
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
  const quiet = ["--quiet", "--no-input", "--disable-pip-version-check", "--no-compile"]; // compiled when it is used
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
      `the environment for ${purpose} cannot be made; check the network and the disk:\n${reason}`,
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
