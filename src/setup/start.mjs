/**
 * `npm start`: JupyterLab on this checkout, with the build kept up to date while it runs.
 *
 * Options after `--` go to JupyterLab as they are (`npm start -- --port 9000 --no-browser`). It listens
 * on 127.0.0.1 only and asks for its token (src/setup/jupyter/etc/jupyter/jupyter_config.json).
 */
import { spawn } from "node:child_process";
import fs from "node:fs";
import { environment } from "./environment.mjs";
import { requireFreePort, runningServer } from "./jupyter-server.mjs";
import { SetupError, say } from "./messages.mjs";
import { inRoot, root, venvPython } from "./paths.mjs";
import { prepare, writeWhole } from "./prepare.mjs";
import { waitForEnd } from "./processes.mjs";
import { assembly, assemblyFolders } from "./steps/assembly.mjs";
import { onStop } from "./stopping.mjs";
import { build } from "./steps/build.mjs";
import { compiler } from "./steps/compiler.mjs";
import { mathjs } from "./steps/mathjs.mjs";
import { programs } from "./steps/programs.mjs";
import { ensureCorpus } from "./steps/corpus.mjs";
import { watchBuild } from "./watch-build.mjs";

/** @returns {Promise<number>} JupyterLab's exit status; 0 when Ctrl-C ended it */
export async function start(args) {
  const running = await runningServer();
  if (running) {
    say(`JupyterLab of this checkout already runs: ${running}`);
    return 0;
  }
  await requireFreePort(args);
  await goOnWithout(() => prepare([assembly]));
  await goOnWithout(() => prepare([build]));
  await goOnWithout(() => prepare([mathjs, programs, compiler]));
  await goOnWithout(ensureCorpus);
  const watch = watchSources();
  const modules = watchModules();
  try {
    return await jupyterLab(args);
  } finally {
    watch.kill();
    modules.forEach((folder) => folder.close());
  }
}

/** Reports a failure that still leaves notebooks worth opening. */
async function goOnWithout(work) {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    say(error.message);
  }
}

/** Runs JupyterLab until it ends. In a group of its own, so that Ctrl-C reaches only us and asks no question. */
async function jupyterLab(args) {
  const rootful = process.getuid?.() === 0 ? ["--allow-root"] : [];
  if (rootful.length > 0) say("running as root, so JupyterLab is started with --allow-root");
  const given = ["-m", "jupyterlab", `--ServerApp.root_dir=${root}`, ...rootful, ...args];
  const child = spawn(venvPython, given, {
    cwd: root,
    env: environment(),
    stdio: ["ignore", "inherit", "inherit"],
    detached: true,
  });
  const stop = stopper(child);
  onStop(stop);
  const status = await waitForEnd(child);
  return stop.asked ? 0 : typeof status === "number" ? status : 1;
}

/** Asks JupyterLab to shut its kernels down and end; asked a second time, or after 15 s, kills it. */
function stopper(child) {
  const stop = () => {
    child.kill(stop.asked ? "SIGKILL" : "SIGTERM");
    if (!stop.asked) setTimeout(() => child.kill("SIGKILL"), 15_000).unref();
    stop.asked = true;
  };
  stop.asked = false;
  return stop;
}

/** Where the kernel finds what `src/kernel/compiler/build-errors.ts` shows under the next cell. */
const errorsFile = inRoot("dist", "build-errors.txt");

/** Compiles whenever a source changes; errors, and how many are left, reach the terminal and the kernels. */
function watchSources() {
  let before = 0;
  const child = watchBuild((errors, lines) => {
    if (errors > 0 || before > 0) {
      process.stderr.write(`build: errors left: ${errors}\n`);
      writeWhole(errorsFile, lines.join("\n"));
    }
    before = errors;
  });
  child.on("exit", () => fs.rmSync(errorsFile, { force: true })); // nobody would correct it
  return child;
}

/** Compiles the WebAssembly modules whenever a source of theirs changes. */
function watchModules() {
  let soon;
  const again = () => {
    clearTimeout(soon); // an editor writes a file in several steps
    soon = setTimeout(() => goOnWithout(() => prepare([assembly])), 200);
  };
  return assemblyFolders.map((folder) => fs.watch(folder, { persistent: false }, again));
}
