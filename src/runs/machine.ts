import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";

const packages = ["typescript", "tslab", "plotly.js-dist", "mathjs", "danfojs-node", "ml-matrix"];

/** The machine, packages and code of a run: `environment.json`, to which Python adds its part. */
export interface Machine {
  node: string;
  v8: string;
  platform: string;
  arch: string;
  cpu: string;
  cores: number;
  memoryBytes: number;
  /** versions of npm packages */
  packages: Record<string, string>;
  /** null outside a git checkout */
  commit: string | null;
  /** whether tracked files differ from the commit */
  dirty: boolean | null;
}

/** @param root the checkout */
export function describeMachine(root: string): Machine {
  const commit = git(root, "rev-parse", "HEAD");
  const changes = git(root, "status", "--porcelain", "--untracked-files=no");
  return {
    node: process.versions.node,
    v8: process.versions.v8,
    platform: process.platform,
    arch: process.arch,
    cpu: os.cpus()[0]?.model ?? "unknown",
    cores: os.availableParallelism(),
    memoryBytes: os.totalmem(),
    packages: Object.fromEntries(packages.map((name) => [name, readPackageVersion(root, name)])),
    commit: commit ?? null,
    dirty: changes === undefined ? null : changes !== "",
  };
}

function readPackageVersion(root: string, name: string): string {
  const file = path.join(root, "node_modules", name, "package.json");
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}

function git(root: string, ...args: string[]): string | undefined {
  const { status, stdout } = spawnSync("git", ["-C", root, ...args], { encoding: "utf8", timeout: 60_000 });
  return status === 0 ? stdout.trim() : undefined;
}
