/** Running other programs: quietly, with the end of their output kept for a message, or in full view. */
import { spawn } from "node:child_process";
import { environment } from "./environment.mjs";
import { SetupError } from "./messages.mjs";
import { root } from "./paths.mjs";
import { registered } from "./lock.mjs";

/**
 * Runs a program of set-up and keeps its output to itself.
 *
 * @param what    the program's name in messages, as "npm ci"
 * @param command its file
 * @param args    its arguments
 * @throws SetupError with the cause, its remedy and the last lines of output
 */
export async function quietly(what, command, args) {
  const { status, output } = await captured(command, args);
  if (status !== 0) throw new SetupError(explained(what, status, output));
}

/** Runs a program to its end. @returns {Promise<{status: number | string, output: string}>} */
export async function captured(command, args) {
  const child = spawn(command, args, { cwd: root, env: environment(), stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  const keep = (chunk) => (output = (output + chunk).slice(-100_000));
  child.stdout.setEncoding("utf8").on("data", keep);
  child.stderr.setEncoding("utf8").on("data", keep);
  return registered(child, async () => {
    const status = await ended(child);
    return { status, output };
  });
}

/**
 * Runs a command of this project with the terminal as its own. The terminal sends Ctrl-C to the command
 * too, so it decides itself how to end, and set-up waits for it.
 *
 * @returns its exit status
 */
export async function inView(command, args, { stdio = "inherit" } = {}) {
  const child = spawn(command, args, { cwd: root, env: environment(), stdio });
  const wait = () => {};
  const forward = (signal) => child.kill(signal);
  process.on("SIGINT", wait).on("SIGTERM", forward);
  const status = await ended(child);
  process.off("SIGINT", wait).off("SIGTERM", forward);
  return typeof status === "number" ? status : 1;
}

/** Waits for the end of a child. @returns its exit status, or the signal or error that ended it */
export function ended(child) {
  return new Promise((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("close", (status, signal) => resolve(status ?? signal));
  });
}

const causes = [
  [
    /ENOSPC|No space left on device|not enough space/i,
    "the disk is full: free some space (a set-up takes about 1 GB) and run the command again",
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

function explained(what, status, output) {
  const cause = causes.find(([sign]) => sign.test(output))?.[1] ?? "the end of its output says why";
  const tail = output.trim().split("\n").slice(-12).join("\n  ");
  return `${what} failed (${status}): ${cause}\n  ${tail}`;
}
