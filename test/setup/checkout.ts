import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type { TestContext } from "node:test";
import { pathToFileURL } from "node:url";

const here = path.join(__dirname, "../..");

/** Sources of a project small enough to be compiled in seconds. */
const sources: Record<string, string> = {
  "src/webassembly/modules.mjs": "export const modules = [];",
  "src/cli/data.ts": `process.stdout.write("Corpus: a small one, for " + process.argv[2] + "\\n");`,
  "src/cli/train.ts": `process.stdout.write(JSON.stringify(process.argv.slice(2)));\nprocess.exitCode = 3;`,
  "test/sums/right.test.ts": `import { test } from "node:test";\ntest("right", () => {});`,
  "test/sums/wrong.test.ts": `import { test } from "node:test";\ntest("wrong", () => { throw new Error("wrong"); });`,
};

/** A checkout of its own for a test: this one's set-up, the small sources above, nothing made yet. */
export function checkout(t: Pick<TestContext, "after">, parent = os.tmpdir()): string {
  const root = fs.mkdtempSync(path.join(fs.realpathSync(parent), "checkout-"));
  t.after(() => fs.rmSync(root, { recursive: true, force: true }));
  for (const name of ["package.json", "package-lock.json", ".npmrc", "tsconfig.json", "test/tsconfig.json"]) {
    fs.cpSync(path.join(here, name), path.join(root, name));
  }
  fs.cpSync(path.join(here, "src/setup"), path.join(root, "src/setup"), { recursive: true });
  write(root, "src/report/install.mjs", fs.readFileSync(path.join(here, "src/report/install.mjs"), "utf8"));
  fs.mkdirSync(path.join(root, "notebooks"));
  for (const [name, text] of Object.entries(sources)) write(root, name, text);
  return root;
}

/** Writes a file of a checkout, and the folders it is in. */
export function write(root: string, name: string, text: string): void {
  fs.mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
  fs.writeFileSync(path.join(root, name), text);
}

/** Lends a checkout this one's npm packages, which costs no time and no disk. */
export function lendPackages(root: string): void {
  fs.symlinkSync(path.join(here, "node_modules"), path.join(root, "node_modules"));
}

/**
 * Makes a Python environment in a checkout that imports from this one's, and marks it as set up, with
 * what plots and the report's template need, which no test of set-up shows.
 */
export async function lendPython(root: string): Promise<void> {
  const [venv, lent] = [path.join(root, ".venv"), path.join(here, ".venv")];
  spawnSync(path.join(lent, "bin/python"), ["-m", "venv", "--without-pip", venv]);
  const [version] = fs.readdirSync(path.join(lent, "lib"));
  const packages = path.join("lib", version, "site-packages");
  fs.writeFileSync(path.join(venv, packages, "lent.pth"), path.join(lent, packages));
  fs.cpSync(path.join(lent, "etc"), path.join(venv, "etc"), { recursive: true });
  fs.mkdirSync(path.join(venv, "share/jupyter"), { recursive: true });
  fs.symlinkSync(path.join(lent, "share/jupyter/lab"), path.join(venv, "share/jupyter/lab"));
  for (const name of ["python", "plots", "report"]) {
    const steps = await import(pathToFileURL(path.join(root, `src/setup/steps/${name}.mjs`)).href);
    const { stamp, inputs } = steps[name];
    fs.writeFileSync(stamp, JSON.stringify(inputs()));
  }
}

/** Environment of a command: npm is the script given, and the test runner around us is not seen. */
function surroundings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const unset = { NODE_TEST_CONTEXT: undefined, npm_execpath: undefined, PYTHON: undefined };
  return { ...process.env, ...unset, ...env };
}

/** What a command printed, and how it ended. */
export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command of a checkout to its end, as npm's script does. */
export function run(root: string, args: string[], env: NodeJS.ProcessEnv = {}): Ended {
  const options = { cwd: root, env: surroundings(env), encoding: "utf8", timeout: 300_000 } as const;
  return spawnSync(process.execPath, [path.join(root, "src/setup/run.cjs"), ...args], options);
}

/** A command that runs, and what it has printed so far on both streams. */
export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  output(): string;
}

/** Starts a command of a checkout in a process group of its own, as a terminal does; the test's end ends it. */
export function begin(t: TestContext, root: string, args: string[], env: NodeJS.ProcessEnv = {}): Running {
  const script = path.join(root, "src/setup/run.cjs");
  const child = spawn(process.execPath, [script, ...args], {
    ...{ cwd: root, env: surroundings(env), detached: true, stdio: ["ignore", "pipe", "pipe"] },
  });
  let output = "";
  child.stdout?.on("data", (chunk) => (output += chunk));
  child.stderr?.on("data", (chunk) => (output += chunk));
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  t.after(() => child.kill("SIGTERM") && ended); // which ends what it has started, too
  return { child, ended, output: () => output };
}

/** Waits until something holds, looking ten times a second. @throws {Error} after two minutes */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 120_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`until requires ${what} within two minutes`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Command lines of the living processes that name a folder. */
export function processesOf(root: string): string[] {
  const { stdout } = spawnSync("ps", ["-eo", "args="], { encoding: "utf8" });
  return stdout.split("\n").filter((line) => line.includes(root));
}
