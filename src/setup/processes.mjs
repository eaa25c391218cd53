/** Running other programs: quiet, with the end of their output kept for a message, or with our own terminal. */
import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { environment } from "./environment.mjs";
import { say, SetupError } from "./messages.mjs";
import { withClaim } from "./lock.mjs";
import { cache, root } from "./paths.mjs";
import { isStop, onStop, throwIfStopped } from "./stopping.mjs";

/**
 * Runs a program of set-up and keeps its output to itself.
 *
 * @param what    the program's name in messages, as "npm ci"
 * @param command its file
 * @param args    its arguments
 * @throws SetupError with the cause, its remedy and the last lines of output
 */
export async function runQuiet(what, command, args) {
  const { status, output } = await runCaptured(command, args);
  if (status !== 0) throw new SetupError(explainFailure(what, status, output));
}

/**
 * Runs a program to its end. It has a process group of its own, so that all it has started ends with it.
 *
 * @returns {Promise<{status: number | string, output: string}>}
 * @throws Stopped where an end was asked for
 */
export async function runCaptured(command, args) {
  throwIfStopped();
  const child = spawn(command, args, {
    ...{ cwd: root, env: environment(), stdio: ["ignore", "pipe", "pipe"] },
    detached: process.platform !== "win32",
  });
  const ignoreStop = onStop(() => endGroup(child));
  let output = "";
  const keep = (chunk) => (output = (output + chunk).slice(-100_000));
  child.stdout.setEncoding("utf8").on("data", keep);
  child.stderr.setEncoding("utf8").on("data", keep);
  return withClaim(child, async () => {
    const status = await waitForEnd(child);
    ignoreStop();
    throwIfStopped();
    return { status, output };
  });
}

function endGroup(child) {
  try {
    process.kill(process.platform === "win32" ? child.pid : -child.pid, "SIGTERM");
  } catch {
    // it has ended
  }
}

/**
 * Runs a command of this project with the terminal as its own. Asked to end, it is told (a terminal tells it of Ctrl-C,
 * too), decides itself how to end, and is waited for.
 *
 * @returns its exit status
 */
export async function runInherited(command, args, { stdio = "inherit" } = {}) {
  const child = spawn(command, args, { cwd: root, env: environment(), stdio });
  const ignoreStop = onStop((signal) => child.kill(signal));
  const status = await waitForEnd(child);
  ignoreStop();
  if (typeof status === "number") return status;
  if (isStop(status)) {
    say("stopped; what it was writing is as it was before, and the same command begins again");
    return 130;
  }
  say(
    `the command was ended by ${status}${status === "SIGKILL" ? ", as a system does when memory runs out" : ""}`,
  );
  return 1;
}

/** Waits for the end of a child. @returns its exit status, or the signal or error that ended it */
export function waitForEnd(child) {
  return new Promise((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("close", (status, signal) => resolve(status ?? signal));
  });
}

const causes = [
  [
    /ENOSPC|No space left on device|not enough space/i,
    "the disk is full: free some space (a set-up takes about 700 MB) and run the command again",
  ],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|NewConnectionError|NameResolutionError|ConnectTimeoutError|Max retries exceeded|Connection refused|from versions: none/i,
    "no network, or the package registry cannot be reached: check the connection (and HTTPS_PROXY, if there is a proxy) and run the command again",
  ],
  [
    /do not match the hashes|EINTEGRITY/i,
    "a download does not match its pinned hash: run npm run clean and try again",
  ],
];

function explainFailure(what, status, output) {
  const cause = causes.find(([sign]) => sign.test(output))?.[1];
  if (cause !== undefined) return `${what} failed (${status}): ${cause}${keepOutput(what, output)}`;
  const tail = output.trim().split("\n").slice(-12).join("\n  ");
  return `${what} failed (${status}): the end of its output says why\n  ${tail}`;
}

/** Keeps what a program has printed. @returns a sentence that names the file; none where it cannot be written */
function keepOutput(what, output) {
  const file = path.join(cache, `${what.replaceAll(/\W+/g, "-")}.log`);
  try {
    fs.mkdirSync(cache, { recursive: true });
    fs.writeFileSync(file, output);
    return `\n  its output is in ${path.relative(root, file)}`;
  } catch {
    return "";
  }
}
