import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type { TestContext } from "node:test";
import { pathToFileURL } from "node:url";
import { inCheckout } from "../../dist/files/checkout";

/** Sources of a project small enough to be compiled in seconds. */
const sources: Record<string, string> = {
  "src/webassembly/modules.mjs": "export const modules = [];",
  "src/pages/bundle.mjs": "export const programs = [];\nexport const bundlePrograms = async () => new Map();",
  "src/derivation/numbers/bundle-mathjs.mjs": `export const bundled = "mathjs-parts.min.js";\nexport const bundleMathjs = async () => "";`,
  "src/derivation/numbers/mathjs.ts": "export {};",
  "src/kernel/compiler/make-snapshot.mjs": `import fs from "node:fs";
export const snapshotOf = (root) => root + "/.cache/compiler/small.blob";
export const makeSnapshot = async (root) => (fs.mkdirSync(root + "/.cache/compiler", { recursive: true }), fs.writeFileSync(snapshotOf(root), ""));`,
  "src/pages/page.ts": "export const title = document.title;",
  "src/cli/data.ts": `process.stdout.write("Corpus: a small one, for " + process.argv[2] + "\\n");`,
  "src/cli/train.ts": `process.stdout.write(JSON.stringify(process.argv.slice(2)));\nprocess.exitCode = 3;`,
  "test/sums/right.test.ts": `import { test } from "node:test";\ntest("right", () => {});`,
  "test/sums/wrong.test.ts": `import { test } from "node:test";\ntest("wrong", () => { throw new Error("wrong"); });`,
};

/** A checkout of its own for a test: this one's set-up, the small sources above, nothing made yet. */
export function checkout(t: Pick<TestContext, "after">, parent = os.tmpdir()): string {
  const root = fs.mkdtempSync(path.join(fs.realpathSync(parent), "checkout-"));
  t.after(() => fs.rmSync(root, { recursive: true, force: true }));
  const projects = ["tsconfig.json", "test/tsconfig.json", "src/pages/tsconfig.json"];
  const single = ["package.json", "package-lock.json", ".npmrc", ...projects];
  for (const name of [...single, "src/files/system-errors.json"]) {
    fs.cpSync(inCheckout(name), path.join(root, name));
  }
  for (const name of ["src/setup", "src/cli/help"])
    fs.cpSync(inCheckout(name), path.join(root, name), { recursive: true });
  for (const name of ["src/report/install.mjs", "src/pages/in-script.mjs"])
    write(root, name, fs.readFileSync(inCheckout(name), "utf8"));
  fs.mkdirSync(path.join(root, "notebooks"));
  for (const [name, text] of Object.entries(sources)) write(root, name, text);
  return root;
}

/** A name that shells, addresses, Python and markup read in ways of their own. */
const oddName = `w2v ü #%'" `;

/** A checkout with all that this one has, built, with its packages as links to the same files, and nothing else set up. */
export async function wholeCheckout(t: Pick<TestContext, "after">, parent = os.tmpdir()): Promise<string> {
  const root = fs.mkdtempSync(path.join(fs.realpathSync(parent), oddName));
  t.after(() => fs.rmSync(root, { recursive: true, force: true }));
  const single = ["package.json", "package-lock.json", ".npmrc", "tsconfig.json"];
  const folders = ["src", "test", "notebooks", "data/reviews", "data/corpora.json", "dist", "dist-test"];
  for (const name of [...single, ...folders])
    fs.cpSync(inCheckout(name), path.join(root, name), { recursive: true, preserveTimestamps: true });
  if (fs.existsSync(inCheckout("data/cache")))
    fs.symlinkSync(inCheckout("data/cache"), path.join(root, "data/cache"));
  linkFiles(inCheckout("node_modules"), path.join(root, "node_modules"));
  await stampAsDone(root, ["assembly", "build"]);
  return root;
}

/** Copies a folder whose files are not changed: each file is the same one, under a second name. */
function linkFiles(from: string, to: string): void {
  fs.mkdirSync(to);
  for (const entry of fs.readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory()) linkFiles(source, target);
    else if (entry.isSymbolicLink()) fs.symlinkSync(fs.readlinkSync(source), target);
    else link(source, target);
  }
}

function link(source: string, target: string): void {
  try {
    fs.linkSync(source, target);
  } catch {
    fs.copyFileSync(source, target); // the other is on another disk
  }
}

/** Marks steps as done with what they would be made of now. */
async function stampAsDone(root: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const steps = await import(pathToFileURL(path.join(root, `src/setup/steps/${name}.mjs`)).href);
    const { stamp, inputs } = steps[name];
    fs.writeFileSync(stamp, JSON.stringify(inputs()));
  }
}

/** Writes a file of a checkout, and the folders it is in. */
export function write(root: string, name: string, text: string): void {
  fs.mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
  fs.writeFileSync(path.join(root, name), text);
}

/** Lends a checkout this one's npm packages, which costs no time and no disk. */
export function lendPackages(root: string): void {
  fs.symlinkSync(inCheckout("node_modules"), path.join(root, "node_modules"));
}

/**
 * Makes a Python environment in a checkout that imports from this one's, and marks it as set up, with
 * what plots and the report's template need, which few tests of set-up show.
 *
 * @param steps the steps that are not to be made
 */
export async function lendPython(root: string, steps = ["python", "plots", "report"]): Promise<void> {
  const [venv, lent] = [path.join(root, ".venv"), inCheckout(".venv")];
  spawnSync(path.join(lent, "bin/python"), ["-m", "venv", "--without-pip", venv]);
  const [version] = fs.readdirSync(path.join(lent, "lib"));
  const packages = path.join("lib", version, "site-packages");
  fs.writeFileSync(path.join(venv, packages, "lent.pth"), path.join(lent, packages));
  fs.cpSync(path.join(lent, "etc"), path.join(venv, "etc"), { recursive: true });
  fs.mkdirSync(path.join(venv, "share/jupyter"), { recursive: true });
  for (const name of ["lab", "labextensions"])
    fs.symlinkSync(path.join(lent, "share/jupyter", name), path.join(venv, "share/jupyter", name));
  const templates = "share/jupyter/nbconvert/templates";
  fs.mkdirSync(path.join(venv, templates), { recursive: true });
  for (const name of fs.readdirSync(path.join(lent, templates)).filter((each) => each !== "word2vec"))
    fs.symlinkSync(path.join(lent, templates, name), path.join(venv, templates, name));
  await stampAsDone(root, steps);
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
export function listProcesses(root: string): string[] {
  if (!fs.existsSync("/proc/self/cmdline")) {
    const { stdout } = spawnSync("ps", ["-eo", "args="], { encoding: "utf8" });
    return stdout.split("\n").filter((line) => line.includes(root));
  }
  const processes = fs.readdirSync("/proc").filter((name) => /^\d+$/.test(name)); // ps prints ASCII in some languages
  return processes.map(commandLine).filter((line) => line.includes(root));
}

function commandLine(pid: string): string {
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    return ""; // it has ended
  }
}
