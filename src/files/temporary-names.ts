import { createHash, randomBytes } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import path from "node:path";
import { explainSystemError } from "./explain-error";

/*
 * What a process makes for a while has the process in its name, so that the next one can tell what a killed process has
 * left from what a living one still needs:
 *
 *     .w2v-<process>-<time of its start>-<machine>-<random>
 *
 * The start tells a process from a later one of the same number; the machine, because several may share a folder.
 */
const form = /\.w2v-(\d+)-(\d+|x)-([0-9a-f]{8})-[0-9a-f]{6}$/;
const day = 86_400_000; // ms

let own: string | undefined;

/** A name that no other file has, and that says whose it is. */
export function temporaryName(prefix = ""): string {
  own ??= `${process.pid}-${startOf(process.pid) ?? "x"}-${machine()}`;
  return `${prefix}.w2v-${own}-${randomBytes(3).toString("hex")}`;
}

/**
 * Makes a folder for some work, after removing what killed processes have left beside it. Its maker removes it.
 *
 * @param prefix beginning of its name
 * @param parent where it is made; it is made, too, unless it is the system's
 * @throws Error if it cannot be made
 */
export function makeTemporaryFolder(prefix: string, parent = tmpdir()): string {
  const folder = path.join(parent, temporaryName(prefix));
  try {
    removeLeftovers(parent);
    mkdirSync(folder, { recursive: parent !== tmpdir(), mode: 0o700 });
    return folder;
  } catch (error) {
    const reason = explainSystemError(error, parent) ?? (error as Error).message;
    if (parent !== tmpdir()) throw new Error(reason, { cause: error });
    throw new Error(`a folder for temporary files is required, got TMPDIR=${parent}: ${reason}`, {
      cause: error,
    });
  }
}

/** Removes what killed processes have left in a folder. */
export function removeLeftovers(folder: string): void {
  const place = path.resolve(folder);
  for (const name of list(place)) {
    if (!isLeftover(name, place)) continue;
    try {
      rmSync(path.join(place, name), { recursive: true, force: true });
    } catch {
      // it belongs to another user, who will remove it
    }
  }
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // who works in the folder says why it cannot be used
  }
}

/** Whether a name in a folder is of a process that has ended. */
export function isLeftover(name: string, folder: string): boolean {
  const [, pid, start, on] = form.exec(name) ?? [];
  if (pid === undefined) return false;
  if (on === machine()) return !isAlive(Number(pid), start);
  const status = statSync(path.join(folder, name), { throwIfNoEntry: false });
  return status !== undefined && Date.now() - status.mtimeMs > day; // nobody writes for so long
}

function isAlive(pid: number, start: string): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return false; // else it is another user's
  }
  const found = startOf(pid);
  return start === "x" || found === undefined || found === start;
}

/** Clock ticks from the system's start to the process's; undefined where there is no /proc. */
function startOf(pid: number): string | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").pop()?.split(" ") ?? [];
    return fields[0] === "Z" ? "ended" : fields[19];
  } catch {
    return undefined;
  }
}

let machineName: string | undefined;

/** Names this machine, or the container, within which process numbers are told apart. */
function machine(): string {
  const text = (): string => {
    try {
      return readlinkSync("/proc/self/ns/pid");
    } catch {
      return "";
    }
  };
  machineName ??= createHash("sha256").update(`${hostname()} ${text()}`).digest("hex").slice(0, 8);
  return machineName;
}
