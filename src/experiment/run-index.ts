import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { writeAtomic } from "../files/write-atomic";
import type { Parameters } from "./grid";
import type { Locks } from "./locks";
import { json, readExperiment, runFolderNames } from "./run-folders";

/** A run, as `index.json` lists it. */
export interface IndexEntry {
  /** name of its folder */
  readonly folder: string;
  readonly status: "done" | "failed";
  readonly parameters: Parameters;
  readonly key: string;
  /** null where the run has none */
  readonly finalRunningLoss: number | null;
  readonly meanOfLastLosses: number | null;
  readonly seconds: number;
  /** what went wrong, of a run that failed */
  readonly error?: string;
}

/** Shortest time between two writings while runs go on, in milliseconds. */
const interval = 2000;

/** The index's own lock; a run's key is a hash, which is never this. */
const indexKey = "0".repeat(64);

/** `index.json`, the list of all runs of a folder, as several grids keep it: made from the folders, never from itself. */
export class SharedIndex {
  /** by folder, which does not change once it is there */
  private readonly known = new Map<string, IndexEntry>();
  private written = -Infinity;

  constructor(
    private readonly runs: string,
    private readonly locks: Locks,
  ) {}

  /** Writes it unless that was done moments ago. @param now in milliseconds */
  async writeNowAndThen(now: number): Promise<void> {
    if (now - this.written < interval) return;
    this.written = now;
    await this.write();
  }

  /** Writes it, under a lock, so that an older list never replaces a newer one. */
  async write(): Promise<void> {
    while (!(await this.locks.lock(indexKey))) await delay(20);
    try {
      const entries = runFolderNames(this.runs).flatMap((name) => this.entry(name) ?? []);
      writeAtomic(path.join(this.runs, "index.json"), json(entries));
    } finally {
      this.locks.unlock(indexKey);
    }
  }

  private entry(name: string): IndexEntry | undefined {
    const entry = this.known.get(name) ?? entryOf(path.join(this.runs, name));
    if (entry) this.known.set(name, entry);
    return entry;
  }
}

/** What a folder says of its run, or undefined where the run has not ended. */
export function entryOf(folder: string): IndexEntry | undefined {
  const experiment = readExperiment(folder);
  if (experiment === undefined) return undefined;
  const file = path.join(folder, "run.json");
  const run = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Partial<IndexEntry>) : {};
  const { status, parameters, key, seconds, error } = experiment;
  return {
    folder: path.basename(folder),
    status,
    parameters,
    key,
    finalRunningLoss: run.finalRunningLoss ?? null,
    meanOfLastLosses: run.meanOfLastLosses ?? null,
    seconds,
    ...(error === undefined ? {} : { error }),
  };
}
