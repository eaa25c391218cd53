import { existsSync } from "node:fs";
import path from "node:path";
import { hasPython, pythonOf, type PythonEnvironment } from "../files/python-environment";
import { python, root } from "../report/environment";

const environment: PythonEnvironment = {
  folder: path.join(root, ".cache/bench-venv"),
  requirements: path.join(root, "src/bench/requirements.txt"),
  purpose: "measurements (300 MB)",
};

/** Whether the environment for measurements is there, with all that it should have. */
export const hasBenchPython = (): boolean => hasPython(environment);

/**
 * The Python of an environment of its own, which holds the programs that this one is measured against, so that
 * nobody needs them who does not measure.
 */
export function benchPython(say: (line: string) => void): string {
  return pythonOf(environment, existsSync(python) ? python : "python3", say);
}
