import { randomUUID } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
} from "node:fs";
import path from "node:path";
import { writeAtomic } from "../files/write-atomic";
import { writeHashes } from "./file-hashes";
import { readEach } from "./read-runs";
import { isExperimentFolder, readExperiment, type Experiment } from "./experiment-json";

/** Runs in progress are below this folder; readers skip its name. */
const making = ".making";

/**
 * Makes an empty folder for a run in progress. The caller holds the lock of the run, so the remains of an earlier
 * attempt are removed.
 */
export function makingFolder(runs: string, key: string): string {
  removeMaking(runs, key);
  const folder = attemptFolder(runs, key);
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** A name for the folder of a run in progress, or of one that goes. A killed worker may still write to its own. */
export const attemptFolder = (runs: string, key: string): string =>
  path.join(runs, making, `${key}-${randomUUID()}`);

/** Removes the remains of attempts at a run. */
function removeMaking(runs: string, key: string): void {
  for (const name of attempts(runs).filter((other) => other.startsWith(key)))
    removeRemains(path.join(runs, making, name));
}

/** Removes the folder of an attempt; a worker that was killed may still write to it. */
export function removeRemains(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** The folder of all runs that a run's folder is in, also that of a run that has not ended. */
export function placeOf(folder: string): string {
  const place = path.dirname(folder);
  return path.basename(place) === making ? path.dirname(place) : place;
}

/** The folders of the runs in progress, and the remains of attempts, with the keys of their runs. */
export function attemptFolders(runs: string): { key: string; folder: string }[] {
  return attempts(runs).map((name) => ({ key: name.split("-")[0], folder: path.join(runs, making, name) }));
}

function attempts(runs: string): string[] {
  const folder = path.join(runs, making);
  return existsSync(folder) ? readdirSync(folder) : [];
}

/**
 * Publishes the folder of a run that has ended: all its files are synced to the disk, `experiment.json` too, before the
 * folder gets its name, in one rename. It replaces an earlier failure of the same run.
 *
 * @returns the folder
 */
export function publish(runs: string, made: string, experiment: Experiment): string {
  writeAtomic(path.join(made, "experiment.json"), json(experiment));
  writeHashes(made);
  const failed = findFolders(runs, experiment.key).filter(({ status }) => status === "failed");
  for (const { folder } of failed) rmSync(folder, { recursive: true, force: true });
  return publishAs(runs, made, path.basename(freeFolder(runs, experiment)));
}

/** Gives a folder, whose files are synced first, its name among the runs. @returns the folder */
export function publishAs(runs: string, made: string, name: string): string {
  for (const file of readdirSync(made)) sync(path.join(made, file));
  const folder = path.join(runs, name);
  renameSync(made, folder);
  sync(runs);
  return folder;
}

/** The folder that is named after the second in which the run began, or the first second later that is free. */
function freeFolder(runs: string, { started, key }: Experiment): string {
  for (let late = 0; ; late++) {
    const folder = path.join(runs, folderName({ started, key }, late));
    if (!existsSync(folder)) return folder;
  }
}

/**
 * The name of the folder of a run: the second in which it began, and the first digits of its key.
 *
 * @param late seconds that are added
 */
export function folderName({ started, key }: Pick<Experiment, "started" | "key">, late = 0): string {
  const time = new Date(Date.parse(started) + 1000 * late).toISOString();
  return `${time.replaceAll(/[-:]|\.\d+/g, "")}-${key.slice(0, 8)}`;
}

/** The folders of the finished runs with a key, the newest first. */
export function doneFolders(runs: string, key: string): string[] {
  const done = findFolders(runs, key).filter(({ status }) => status === "done");
  return done.map(({ folder }) => folder).reverse();
}

/** The folder of a run that was stopped at a time limit, if `timeLimit` seconds would not let it run longer. */
export function stoppedFolder(runs: string, key: string, timeLimit = Infinity): string | undefined {
  return findFolders(runs, key).find((run) => (run.timeLimit ?? 0) >= timeLimit)?.folder;
}

/** Names of the folders of all runs, the oldest first. */
export function runFolderNames(runs: string): string[] {
  return existsSync(runs)
    ? readdirSync(runs)
        .filter((name) => isExperimentFolder(name))
        .sort()
    : [];
}

/** The folders of a run with a key. A damaged one is no folder of it; the index names it. */
function findFolders(runs: string, key: string): (Experiment & { folder: string })[] {
  const names = runFolderNames(runs).filter((name) => name.endsWith(`-${key.slice(0, 8)}`));
  const { found } = readEach(
    names.map((name) => path.join(runs, name)),
    (folder) => ({ experiment: readExperiment(folder), folder }),
  );
  return found.flatMap(({ experiment, folder }) =>
    experiment?.key === key ? [{ ...experiment, folder }] : [],
  );
}

/** JSON in the format of the files of a run. */
export const json = (value: object): string => JSON.stringify(value, null, 2) + "\n";

/** Waits until a file, or the list of a folder, is on the disk; Windows has no such call. */
function sync(file: string): void {
  if (process.platform === "win32") return;
  const descriptor = openSync(file, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
