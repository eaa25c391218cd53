import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, statSync } from "node:fs";
import path from "node:path";
import { uniform } from "../dist/random/random";
import type { Xoshiro128 } from "../dist/random/xoshiro";

/** A program, its arguments, and the environment that it runs in. */
export interface Call {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
}

/**
 * Runs Node with a program, and kills it (SIGKILL) at a random moment: of every second call anywhere in its life, of the
 * others within `burst` milliseconds from the first change in a folder, when it writes its results.
 *
 * @param life milliseconds that it takes when nobody kills it
 * @returns whether it was killed: it may have ended before
 */
export async function killAtRandom(
  call: Call,
  watched: string,
  life: number,
  random: Xoshiro128,
): Promise<boolean> {
  const before = stamp(watched);
  const child = spawn(process.execPath, [...call.args], { ...call, stdio: "ignore" });
  let ended = false;
  const end = once(child, "exit").then(() => (ended = true));
  const wait = (ms: number): Promise<unknown> =>
    Promise.race([end, new Promise((resolve) => setTimeout(resolve, ms))]);
  if (uniform(random) < 0.5) await wait(life * uniform(random));
  else {
    while (!ended && stamp(watched) === before) await wait(1);
    await wait(burst * uniform(random));
  }
  child.kill("SIGKILL");
  await end;
  return child.signalCode === "SIGKILL";
}

const burst = 30; // ms

/** What a folder holds, and when each was last changed. */
function stamp(folder: string): string {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return files
    .map((name) => `${name} ${statSync(path.join(folder, name), { throwIfNoEntry: false })?.mtimeMs}`)
    .join();
}
