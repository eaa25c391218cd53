/**
 * Step: node_modules, exactly as package-lock.json says. npm checks every integrity hash and runs no
 * script of any package.
 */
import { inRoot } from "../paths.mjs";
import { hashOf } from "../prepare.mjs";
import { quietly } from "../processes.mjs";

export const packages = {
  name: "npm packages from package-lock.json (about 550 MB)",
  stamp: inRoot("node_modules", ".set-up.json"),
  inputs: () => ({
    lock: hashOf([inRoot("package-lock.json")]),
    abi: process.versions.modules,
    platform: `${process.platform}-${process.arch}`,
  }),
  make: () => npm("ci", "--ignore-scripts", "--include=dev"),
};

/** Calls the npm that runs us, or else the one on PATH. */
function npm(...args) {
  const script = process.env.npm_execpath ?? "";
  if (script.endsWith("npm-cli.js")) return quietly("npm ci", process.execPath, [script, ...args]);
  return quietly("npm ci", process.platform === "win32" ? "npm.cmd" : "npm", args);
}
