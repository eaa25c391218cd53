/** Compiles src/ and test/ whenever one of their files changes. */
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { root } from "./paths.mjs";
import { compiler, projects } from "./steps/build.mjs";

/**
 * Only errors reach the terminal.
 *
 * @param onEnd called after each build with the number of errors, and the lines that say them
 * @returns the compiler's process
 */
export function watchBuild(onEnd) {
  const options = ["--build", "--watch", "--preserveWatchOutput", "--pretty", "false", ...projects];
  const child = spawn(process.execPath, [compiler, ...options], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
  });
  let lines = [];
  createInterface({ input: child.stdout }).on("line", (line) => {
    if (/error TS\d+/.test(line)) {
      process.stderr.write(`build: ${line}\n`);
      lines.push(line);
    }
    const errors = / Found (\d+) errors?/.exec(line)?.[1];
    if (errors === undefined) return;
    onEnd(Number(errors), lines);
    lines = [];
  });
  return child;
}
