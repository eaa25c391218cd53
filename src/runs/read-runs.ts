import { existsSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { isExperimentFolder } from "./experiment-json";
import { reasonOf } from "./run-json";
import { runKey } from "./run-settings";
import { readStoredRun, type StoredRun } from "./stored-run";

/** A folder that does not count, and why. */
export interface LeftOut {
  readonly folder: string;
  readonly reason: string;
}

/** The runs that were found, in the order of their folders' names, and the folders that were left out. */
export interface FoundRuns {
  readonly runs: readonly StoredRun[];
  readonly leftOut: readonly LeftOut[];
}

/**
 * Reads runs from folders: each is the folder of a run, or holds such folders. A folder that is damaged, not finished
 * or no run is left out, with the reason. Of runs with equal settings, seed and origin only the last by name counts:
 * they are one result, and would be taken for two seeds.
 *
 * @throws Error if one of the folders does not exist
 */
export function readRuns(folders: readonly string[]): FoundRuns {
  const { runs: all, leftOut } = readEveryRun(folders);
  const runs = new Map<string, StoredRun>();
  const again: LeftOut[] = [];
  for (const run of all) {
    const earlier = runs.get(runKey(run));
    if (earlier) again.push({ folder: earlier.folder, reason: `made again in ${run.folder}` });
    runs.set(runKey(run), run);
  }
  return { runs: [...runs.values()], leftOut: [...leftOut, ...again] };
}

/** As `readRuns`, with the runs that were made again. */
export function readEveryRun(folders: readonly string[]): FoundRuns {
  const { found, leftOut } = readEach(new Set(folders.flatMap(runFolders)), readStoredRun);
  return { runs: withCorpusNames(found), leftOut };
}

/** Reads some folders. One that cannot be read is left out with the reason, and stops no other. */
export function readEach<T>(
  folders: Iterable<string>,
  read: (folder: string) => T,
): { found: T[]; leftOut: LeftOut[] } {
  const found: T[] = [];
  const leftOut: LeftOut[] = [];
  for (const folder of folders)
    try {
      found.push(read(folder));
    } catch (error) {
      leftOut.push({ folder, reason: reasonOf(error) });
    }
  return { found, leftOut };
}

/** The folder itself if it has a file of a run; otherwise the folders in it, without hidden ones. */
function runFolders(folder: string): string[] {
  if (!isFolder(folder))
    throw new Error(`runs require a folder, got ${JSON.stringify(folder)}, which is not one`);
  if (["run.json", "experiment.json"].some((file) => existsSync(path.join(folder, file)))) return [folder];
  const names = readdirSync(folder).filter((name) => !name.startsWith("."));
  const inside = names.sort().map((name) => path.join(folder, name));
  return inside.filter((entry) => isExperimentFolder(path.basename(entry)) || isFolder(entry));
}

function isFolder(entry: string): boolean {
  try {
    return statSync(entry).isDirectory();
  } catch {
    return false; // not there, or a link to itself
  }
}

/** Adds the hash to the names of different texts that have the same name. */
function withCorpusNames(runs: readonly StoredRun[]): StoredRun[] {
  const hashes = new Map<string, Set<string>>();
  for (const { settings, corpusHash } of runs) {
    const known = hashes.get(settings.corpus) ?? new Set();
    hashes.set(settings.corpus, known.add(corpusHash));
  }
  return runs.map((run) => {
    const { corpus } = run.settings;
    if (hashes.get(corpus)?.size === 1) return run;
    return { ...run, settings: { ...run.settings, corpus: `${corpus} (${run.corpusHash.slice(0, 8)})` } };
  });
}
