import { mkdirSync, renameSync } from "node:fs";
import path from "node:path";
import { hashBytes } from "../../files/sha256";
import { readLiveRecord } from "../../runs/live/live-record";
import { attemptFolder, attemptFolders, placeOf, removeRemains } from "../../runs/run-folders";
import { isNoted } from "../../runs/run-notes";
import type { RunRecord } from "../../runs/run-record";
import { Locks } from "../grid/locks";
import { SharedIndex } from "../grid/shared-index";
import { folderBytes } from "./sizes";

/** A run that `gc` would remove, and why. */
export interface Garbage {
  readonly run: RunRecord;
  readonly reason: string;
}

/**
 * The runs that nothing needs: those that failed, and those that were made again with the same key. What people have
 * given a name, a tag or a note stays.
 *
 * @param runs all of a folder, the oldest first
 */
export function findGarbage(runs: readonly RunRecord[]): Garbage[] {
  const newest = new Map<string, RunRecord>();
  for (const run of runs) if (run.status === "done" && run.key !== "") newest.set(run.key, run);
  const found: Garbage[] = [];
  for (const run of runs.filter((one) => !isNoted(one))) {
    const later = newest.get(run.key);
    if (run.status === "failed") found.push({ run, reason: "failed" });
    else if (later !== undefined && later !== run) found.push({ run, reason: `made again in ${later.id}` });
  }
  return found;
}

/**
 * Removes runs, each in one step: a reader finds the whole folder or none. The index follows.
 *
 * @throws Error if another command makes one of them now; those before it are removed
 */
export async function removeRuns(chosen: readonly RunRecord[]): Promise<void> {
  const places = new Set(chosen.map(({ folder }) => placeOf(folder)));
  for (const runs of places)
    await withLocks(runs, async (locks) => {
      for (const { folder, key, id, status } of chosen.filter((run) => placeOf(run.folder) === runs)) {
        const lock = key === "" ? hashBytes(folder) : key;
        if (goesOn(status) || !(await locks.lock(lock)))
          throw new Error(`delete requires a run that no other command makes, got ${id}; wait for it`);
        const aside = attemptFolder(runs, lock);
        mkdirSync(path.dirname(aside), { recursive: true });
        renameSync(folder, aside);
        removeRemains(aside);
        locks.unlock(lock);
      }
    });
}

/** Whether a command makes the run now. */
export const goesOn = (status: RunRecord["status"]): boolean => status === "running" || status === "waiting";

/** What an attempt at a run has left, whose command was stopped or killed. */
export interface Remains {
  readonly folder: string;
  /** undefined if it does not say which run it was to be */
  readonly run: RunRecord | undefined;
  readonly bytes: number;
}

/** What stopped commands have left in a folder of runs. Runs in progress do not count. */
export async function findRemains(runs: string): Promise<Remains[]> {
  const found: Remains[] = [];
  await eachRemains(runs, (folder) => {
    found.push({ folder, run: readOrNone(folder), bytes: folderBytes(folder) });
  });
  return found;
}

/** Removes what stopped commands have left. */
export async function removeAllRemains(runs: string): Promise<void> {
  await eachRemains(runs, removeRemains);
}

async function eachRemains(runs: string, work: (folder: string) => void): Promise<void> {
  const attempts = attemptFolders(runs);
  if (attempts.length === 0) return;
  const locks = new Locks(runs);
  try {
    for (const { key, folder } of attempts) {
      if (!(await locks.lock(key))) continue;
      work(folder);
      locks.unlock(key);
    }
  } finally {
    locks.close();
  }
}

function readOrNone(folder: string): RunRecord | undefined {
  try {
    return readLiveRecord(folder);
  } catch {
    return undefined; // damaged
  }
}

/** Does work with the locks of a folder of runs, and writes its index. */
export async function withLocks(runs: string, work: (locks: Locks) => Promise<void>): Promise<void> {
  const locks = new Locks(runs);
  try {
    await work(locks);
  } finally {
    try {
      await new SharedIndex(runs, locks).write();
    } finally {
      locks.close();
    }
  }
}
