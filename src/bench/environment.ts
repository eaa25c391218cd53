import { existsSync } from "node:fs";
import { hasPython, ensurePython, type PythonEnvironment } from "../files/python-environment";
import { inCheckout, venvPython } from "../files/checkout";

const environment: PythonEnvironment = {
  folder: inCheckout(".cache/bench-venv"),
  requirements: inCheckout("src/bench/requirements.txt"),
  purpose: "measurements (300 MB)",
};

/** Whether the environment for measurements exists and is complete. */
export const hasBenchPython = (): boolean => hasPython(environment);

/**
 * The Python of an environment with the programs that this one is compared with. It is made when a measurement needs
 * it first.
 */
export function benchPython(say: (line: string) => void): string {
  return ensurePython(environment, existsSync(venvPython) ? venvPython : "python3", say);
}
