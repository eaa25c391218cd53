/**
 * Step: node_modules, as package-lock.json says, without the files that nothing here reads. npm checks every
 * integrity hash and runs no script of any package.
 */
import fs from "node:fs";
import { environment } from "../environment.mjs";
import { inRoot } from "../paths.mjs";
import { hashFiles } from "../prepare.mjs";
import { runQuiet } from "../processes.mjs";
import { removeUnused, unusedFiles } from "../unused-files.mjs";

export const packages = {
  name: "npm packages from package-lock.json (about 285 MB)",
  after: [],
  stamp: inRoot("node_modules", ".set-up.json"),
  inputs: () => ({
    lock: hashFiles([inRoot("package-lock.json")]),
    unusedFiles,
    platform: `${process.platform}-${process.arch}`,
  }),
  make: async () => {
    await npm("ci", "--ignore-scripts", "--include=dev");
    removeUnused();
    fs.rmSync(environment().npm_config_cache, { recursive: true, force: true }); // 170 MB, all of it installed
  },
};

/** Calls the npm that runs us, or else the one on PATH. */
function npm(...args) {
  const script = process.env.npm_execpath ?? "";
  if (script.endsWith("npm-cli.js")) return runQuiet("npm ci", process.execPath, [script, ...args]);
  return runQuiet("npm ci", process.platform === "win32" ? "npm.cmd" : "npm", args);
}
