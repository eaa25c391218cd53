import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { writeAtomic } from "../files/write-atomic";
import type { Parameters } from "./grid";
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

/**
 * Writes `index.json`, the list of all runs of a folder, from the folders themselves.
 *
 * @param known entries of before, by folder, which this call adds to; a folder does not change once it is there
 */
export function writeIndex(runs: string, known: Map<string, IndexEntry> = new Map()): IndexEntry[] {
  const entries = runFolderNames(runs).flatMap((name) => {
    const entry = known.get(name) ?? entryOf(path.join(runs, name));
    if (entry) known.set(name, entry);
    return entry ? [entry] : [];
  });
  writeAtomic(path.join(runs, "index.json"), json(entries));
  return entries;
}

/** What a folder says of its run, or undefined where the run has not ended. */
export function entryOf(folder: string): IndexEntry | undefined {
  const experiment = readExperiment(folder);
  if (experiment === undefined) return undefined;
  const file = path.join(folder, "run.json");
  const run = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Partial<IndexEntry>) : {};
  const { status, parameters, key, seconds } = experiment;
  return {
    folder: path.basename(folder),
    status,
    parameters,
    key,
    finalRunningLoss: run.finalRunningLoss ?? null,
    meanOfLastLosses: run.meanOfLastLosses ?? null,
    seconds,
    ...(experiment.status === "failed" ? { error: experiment.error } : {}),
  };
}
