import { copyFileSync, lstatSync, readdirSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { isExperimentFolder, readExperiment } from "../../runs/experiment-json";
import { findDamage } from "../../runs/file-hashes";
import { makingFolder, publishAs, runFolderNames } from "../../runs/run-folders";
import { reasonOf } from "../../runs/run-json";
import { readRecord } from "../../runs/run-record";
import { withLocks } from "./remove-runs";

/** How an import ended: names of the folders that came and that were there before, and those that were refused. */
export interface Imported {
  readonly come: readonly string[];
  readonly there: readonly string[];
  readonly refused: readonly { readonly folder: string; readonly reason: string }[];
}

/**
 * Copies runs of another machine into a folder of runs. The hash of every file is checked in the copy, before it gets its
 * name. A run that is there already stays as it is.
 *
 * @param from the folder of a run, or one that holds such folders
 * @throws Error if it holds no run of an experiment, or the disk is full; what came before stays
 */
export async function importRuns(from: string, runs: string): Promise<Imported> {
  const folders = findRuns(from);
  const come: string[] = [];
  const there: string[] = [];
  const refused: { folder: string; reason: string }[] = [];
  await withLocks(runs, async (locks) => {
    for (const folder of folders) {
      const id = path.basename(folder);
      try {
        const key = requireKey(folder);
        if (runFolderNames(runs).includes(id)) requireSame(path.join(runs, id), folder, key, there);
        else if (!(await locks.lock(key))) refused.push({ folder, reason: "another command makes it now" });
        else
          try {
            if (runFolderNames(runs).includes(id))
              requireSame(path.join(runs, id), folder, key, there); // another import has brought it just now
            else {
              copyChecked(folder, runs, key);
              come.push(id);
            }
          } finally {
            locks.unlock(key);
          }
      } catch (error) {
        rethrowFullDisk(error);
        refused.push({ folder, reason: reasonOf(error) });
      }
    }
  });
  return { come, there, refused };
}

function findRuns(from: string): string[] {
  if (!statSync(from, { throwIfNoEntry: false })?.isDirectory())
    throw new Error(`import requires a folder, got ${from}, which is none`);
  const folder = path.resolve(from);
  if (isExperimentFolder(path.basename(folder))) return [folder];
  const names = runFolderNames(folder);
  if (names.length === 0)
    throw new Error(`import requires a run's folder, or one that holds them, got ${from}, which holds none`);
  return names.map((name) => path.join(folder, name));
}

function requireKey(folder: string): string {
  const experiment = readExperiment(folder);
  if (experiment === undefined) throw new RangeError("not finished: experiment.json is missing");
  const { key } = experiment;
  if (!/^[0-9a-f]{64}$/.test(key) || !folder.endsWith(`-${key.slice(0, 8)}`))
    throw new RangeError("the folder's name does not end in the first digits of its key");
  return key;
}

/** A full disk is no fault of the run, and refuses all others. */
function rethrowFullDisk(error: unknown): void {
  if (["ENOSPC", "EDQUOT"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
}

/** Of two folders of one name, the one that is here must hold the same run. */
function requireSame(here: string, folder: string, key: string, there: string[]): void {
  if (readExperiment(here)?.key !== key) throw new RangeError("a folder of that name holds another run here");
  there.push(path.basename(folder));
}

/** Copies the plain files of a run, checks them, and publishes the copy. */
function copyChecked(folder: string, runs: string, key: string): void {
  const copy = makingFolder(runs, key);
  try {
    for (const name of readdirSync(folder)) {
      if (!lstatSync(path.join(folder, name)).isFile()) throw new RangeError(`${name} is no plain file`);
      copyFileSync(path.join(folder, name), path.join(copy, name));
    }
    const damage = findDamage(copy);
    if (damage !== undefined) throw new RangeError(damage);
    readRecord(copy); // also what has no hash: its notes
    publishAs(runs, copy, path.basename(folder));
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}
