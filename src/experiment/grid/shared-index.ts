import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { writeAtomic } from "../../files/write-atomic";
import { readIndexEntry, type IndexEntry } from "../../runs/index-entry";
import { readEach, type LeftOut } from "../../runs/read-runs";
import { json, runFolderNames } from "../../runs/run-folders";
import type { Locks } from "./locks";

/** Shortest time between two writes while runs are made, in milliseconds. */
const interval = 2000;

/** Key of the lock of the index; no run has it. */
const indexKey = "0".repeat(64);

/** `index.json`, the list of all runs of a folder. Several grids may write it; it is always made from the folders. */
export class SharedIndex {
  /** by folder; a folder does not change */
  private readonly known = new Map<string, IndexEntry>();
  private written = -Infinity;
  /** folders that are damaged, and are not in the index */
  leftOut: readonly LeftOut[] = [];

  constructor(
    private readonly runs: string,
    private readonly locks: Locks,
  ) {}

  /** Writes it unless that was done less than 2 s ago. @param now in milliseconds */
  async writeIfDue(now: number): Promise<void> {
    if (now - this.written < interval) return;
    this.written = now;
    await this.write();
  }

  /** Writes it under a lock, so that an older list never replaces a newer one. */
  async write(): Promise<void> {
    while (!(await this.locks.lock(indexKey))) await delay(20);
    try {
      const folders = runFolderNames(this.runs).map((name) => path.join(this.runs, name));
      const { found, leftOut } = readEach(folders, (folder) => this.entry(folder));
      this.leftOut = leftOut;
      writeAtomic(path.join(this.runs, "index.json"), json(found));
    } finally {
      this.locks.unlock(indexKey);
    }
  }

  private entry(folder: string): IndexEntry {
    const entry = this.known.get(folder) ?? readIndexEntry(folder);
    this.known.set(folder, entry);
    return entry;
  }
}
