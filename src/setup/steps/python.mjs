/**
 * Step: .venv, a Python environment of the checkout's own with the wheels that requirements.txt pins
 * by hash. Nothing is built from source and no dependency is looked up, so only pinned files are used.
 */
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { ask, findPython } from "../find-python.mjs";
import { inRoot, root, venv, venvPython } from "../paths.mjs";
import { hashOf } from "../prepare.mjs";
import { quietly } from "../processes.mjs";

const requirements = inRoot("src", "setup", "requirements.txt");

export const python = {
  name: "Python environment .venv from src/setup/requirements.txt (about 320 MB)",
  stamp: path.join(venv, "set-up-python.json"),
  inputs: () => ({ requirements: hashOf([requirements]), root }), // an environment cannot be moved
  intact: () => sameVersion() && samePython(),
  make: async () => {
    const base = findPython();
    fs.rmSync(venv, { recursive: true, force: true });
    await quietly("python -m venv", base, ["-m", "venv", venv]);
    await quietly("pip install", venvPython, [
      ...["-m", "pip", "install", "--no-input", "--disable-pip-version-check"],
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
