import { closeSync, fsyncSync, openSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { explainSystemError } from "./explain-error";

/** Begins the name of a claim; then come its machine, its process, and the time at which that process began. */
const prefix = ".in-use~";

/** What a claim holds: as much as a disk gives out at a time, so that a full disk is noticed. */
const claimBytes = 1 << 14;

const attempts = 3;

/**
 * Does work in a folder in which no other process does such work. It leaves a claim, a file that names this process, and
 * only then looks for claims of others: of two processes the later to look sees the other's. The claim of a process of
 * this machine that has ended, even if it was killed, counts for nothing, and is removed.
 *
 * @param what   the beginning of an error, as `train requires --out`
 * @param folder exists
 * @throws Error if the folder cannot be written, or another process works in it
 */
export async function withLock<T>(what: string, folder: string, work: () => Promise<T>): Promise<T> {
  const mine = nameClaim(process.pid) as string;
  const place = path.join(folder, mine);
  try {
    for (let attempt = 1; ; attempt++) {
      write(what, folder, place);
      const other = livingClaims(folder).find((claim) => claim !== mine);
      if (other === undefined) break;
      rmSync(place, { force: true });
      if (attempt === attempts) throw new Error(describeClaim(what, folder, other));
      await delay(20 + 80 * Math.random()); // both may have looked at the same time
    }
    return await work();
  } finally {
    rmSync(place, { force: true });
  }
}

function write(what: string, folder: string, file: string): void {
  try {
    const descriptor = openSync(file, "w");
    try {
      writeFileSync(descriptor, Buffer.alloc(claimBytes));
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    const reason = explainSystemError(error, folder) ?? (error as Error).message;
    throw new Error(`${what} to be a folder that can be written, got ${folder}: ${reason}`, { cause: error });
  }
}

function describeClaim(what: string, folder: string, claim: string): string {
  const [, host, pid] = claim.split("~");
  const there = host === hostname() ? "" : ` on ${host}`;
  const gone = there && `; if it is gone, remove ${path.join(folder, claim)}`;
  return `${what} to be a folder that no other process writes to, got ${folder}, where process ${pid}${there} works; wait for it or name another folder${gone}`;
}

/**
 * Whether a process works in a folder now, as far as this machine can tell: one of another machine counts until its claim goes.
 * Nothing in the folder is changed.
 */
export function isWorkedIn(folder: string): boolean {
  return readClaims(folder).some(isLiving);
}

/** The claims in a folder whose processes live, as far as this machine can tell; others are removed. */
function livingClaims(folder: string): string[] {
  return readClaims(folder).filter((claim) => {
    const alive = isLiving(claim);
    if (!alive) rmSync(path.join(folder, claim), { force: true }); // its name never comes back
    return alive;
  });
}

const readClaims = (folder: string): string[] =>
  readdirSync(folder).filter((name) => name.startsWith(prefix));

function isLiving(claim: string): boolean {
  const [, host, pid] = claim.split("~");
  return host !== hostname() || nameClaim(Number(pid)) === claim;
}

/** The claim of a process of this machine; undefined if there is none of that number. */
function nameClaim(pid: number): string | undefined {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return undefined; // else alive, and another user's
  }
  return `${prefix}${hostname()}~${pid}~${startTime(pid)}`;
}

/** Clock ticks from the machine's start to the process's, which tell it from a later one of the same number. */
function startTime(pid: number): string {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").pop()?.split(" ") ?? [];
    return fields[0] === "Z" ? "ended" : fields[19];
  } catch {
    return "unknown"; // no /proc: the number alone has to do
  }
}
