/** Where things are in this checkout. Set-up writes below these folders and nowhere else. */
import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");

/** A path in this checkout: `inRoot("dist", "cli")`. */
export const inRoot = (...parts) => path.join(root, ...parts);

export const venv = inRoot(".venv");
export const cache = inRoot(".cache");

/** The Python of this checkout; its programs are called as modules (`-m jupyterlab`). */
export const venvPython =
  process.platform === "win32" ? path.join(venv, "Scripts", "python.exe") : path.join(venv, "bin", "python");
