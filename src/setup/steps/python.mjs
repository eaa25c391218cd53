/**
 * Step: .venv, a Python environment of the checkout's own with the wheels that requirements.txt pins
 * by hash. Nothing is built from source and no dependency is looked up, so only pinned files are used.
 */
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { ask, findPython } from "../find-python.mjs";
import { inRoot, root, venv, venvPython } from "../paths.mjs";
import { hashFiles } from "../prepare.mjs";
import { runQuiet } from "../processes.mjs";

const requirements = inRoot("src", "setup", "requirements.txt");

export const python = {
  name: "Python environment .venv from src/setup/requirements.txt (about 260 MB)",
  after: [],
  stamp: path.join(venv, "set-up-python.json"),
  inputs: () => ({ requirements: hashFiles([requirements]), root }), // an environment cannot be moved
  intact: () => sameVersion() && samePython(),
  make: async () => {
    const base = findPython();
    fs.rmSync(venv, { recursive: true, force: true });
    await runQuiet("python -m venv", base, ["-m", "venv", venv]);
    await runQuiet("pip install", venvPython, [
      // Python compiles a module when it is first imported; to compile all would take 70 MB.
      ...["-m", "pip", "install", "--no-input", "--disable-pip-version-check", "--no-compile"],
      "--no-cache-dir",
      ...["--require-hashes", "--no-deps", "--only-binary", ":all:", "-r", requirements],
    ]);
  },
};

/** False where the Python behind the environment is gone or was upgraded. */
function sameVersion() {
  const { stdout } = spawnSync(venvPython, ["--version"], { encoding: "utf8" });
  return stdout?.trim() === `Python ${setting("version")}`;
}

/** False where PYTHON names another Python than the one the environment was made with. */
function samePython() {
  const named = process.env.PYTHON;
  return !named || ask(named)?.executable === setting("executable");
}

function setting(name) {
  const text = fs.readFileSync(path.join(venv, "pyvenv.cfg"), "utf8");
  return new RegExp(`^${name} *= *(.*)$`, "m").exec(text)?.[1].trim();
}
