import { existsSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { runKey } from "./run-groups";
import { readStoredRun, type StoredRun } from "./stored-run";

/** The runs that were found, in the order of their folders' names, and the folders that do not count. */
export interface FoundRuns {
  readonly runs: readonly StoredRun[];
  readonly leftOut: readonly { folder: string; reason: string }[];
}

/**
 * Reads runs from folders: each is a run's own, or holds such folders. What is broken, not finished or no run is
 * left out with the reason. Of runs that are alike in all settings, seed included, the last by name counts: they
 * are one result twice, and would pass for two seeds.
 *
 * @throws Error if one of the folders is not there
 */
export function readRuns(folders: readonly string[]): FoundRuns {
  const runs = new Map<string, StoredRun>();
  const leftOut: { folder: string; reason: string }[] = [];
  for (const folder of new Set(folders.flatMap(runFolders))) {
    try {
      const run = readStoredRun(folder);
      const before = runs.get(runKey(run));
      if (before) leftOut.push({ folder: before.folder, reason: `made again in ${folder}` });
      runs.set(runKey(run), run);
    } catch (error) {
      leftOut.push({ folder, reason: (error as Error).message });
    }
  }
  return { runs: withCorpusNames([...runs.values()]), leftOut };
}

/** The folder itself if it looks like a run's, else the folders in it, hidden ones left out. */
function runFolders(folder: string): string[] {
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw new Error(`readRuns requires a folder, got ${JSON.stringify(folder)}, which is none`);
  if (["run.json", "experiment.json"].some((file) => existsSync(path.join(folder, file)))) return [folder];
  const names = readdirSync(folder).filter((name) => !name.startsWith("."));
  const inside = names.sort().map((name) => path.join(folder, name));
  return inside.filter((entry) => statSync(entry, { throwIfNoEntry: false })?.isDirectory());
}

/** Texts that share a name are told apart by their hash. */
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
