import { randomUUID } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from "node:fs";
import path from "node:path";
import { writeAtomic } from "../files/write-atomic";
import type { Outcome } from "./executor";
import type { Parameters } from "./grid";
import type { PlannedRun } from "./plan";

/** `experiment.json`: what was run and how it ended. */
export type Experiment = Pick<Outcome, "status"> & {
  /** why it failed */
  error?: string;
  format: 1;
  /** name of the chapter */
  notebook: string;
  /** those that were set */
  parameters: Parameters;
  /** tells the run from every other */
  key: string;
  /** UTC, ISO 8601 */
  started: string;
  /** from the request to the report */
  seconds: number;
};

const folderName = /^\d{8}T\d{6}Z-[0-9a-f]{8}$/;

/** Runs in the making are below this folder, whose name readers leave out. */
const making = ".making";

/**
 * The folder in which a run is made, empty. Whoever calls it holds the run's lock, so what an earlier attempt
 * left behind is nobody's and is removed.
 */
export function makingFolder(runs: string, key: string): string {
  removeMaking(runs, key);
  const folder = path.join(runs, making, `${key}-${randomUUID()}`); // what a killed worker still writes goes elsewhere
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** Removes what attempts at a run have left behind. */
export function removeMaking(runs: string, key: string): void {
  for (const name of keysIn(runs).filter((other) => other.startsWith(key)))
    rmSync(path.join(runs, making, name), { recursive: true, force: true, maxRetries: 5 });
}

/** Keys of the runs that are being made, or of which an attempt is left. */
export function keysBeingMade(runs: string): string[] {
  return [...new Set(keysIn(runs).map((name) => name.split("-")[0]))];
}

function keysIn(runs: string): string[] {
  const folder = path.join(runs, making);
  return existsSync(folder) ? readdirSync(folder) : [];
}

/**
 * Puts a run that has ended among the others: all its files are on the disk, `experiment.json` too, before the
 * folder appears under its name, in one rename. An earlier failure of the same run gives way to it.
 *
 * @returns the folder
 */
export function publish(runs: string, made: string, experiment: Experiment): string {
  writeAtomic(path.join(made, "experiment.json"), json(experiment));
  for (const name of readdirSync(made)) sync(path.join(made, name));
  const failed = foldersOf(runs, experiment.key).filter(({ status }) => status === "failed");
  for (const { folder } of failed) rmSync(folder, { recursive: true, force: true });
  const time = experiment.started.replaceAll(/[-:]|\.\d+/g, "");
  const folder = path.join(runs, `${time}-${experiment.key.slice(0, 8)}`);
  renameSync(made, folder);
  sync(runs);
  return folder;
}

/** The folder of a run that is done, if there is one. */
export function doneFolder(runs: string, { key }: Pick<PlannedRun, "key">): string | undefined {
  return foldersOf(runs, key).find(({ status }) => status === "done")?.folder;
}

/** Names of all folders of runs, in the order of time. */
export function runFolderNames(runs: string): string[] {
  return existsSync(runs)
    ? readdirSync(runs)
        .filter((name) => folderName.test(name))
        .sort()
    : [];
}

/** What `experiment.json` in a folder says, if it is there. */
export function readExperiment(folder: string): Experiment | undefined {
  const file = path.join(folder, "experiment.json");
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Experiment) : undefined;
}

function foldersOf(runs: string, key: string): (Experiment & { folder: string })[] {
  const names = runFolderNames(runs).filter((name) => name.endsWith(`-${key.slice(0, 8)}`));
  return names.flatMap((name) => {
    const folder = path.join(runs, name);
    const experiment = readExperiment(folder);
    return experiment?.key === key ? [{ ...experiment, folder }] : [];
  });
}

/** JSON as the files of a run have it. */
export const json = (value: object): string => JSON.stringify(value, null, 2) + "\n";

/** Waits until a file, or the names in a folder, are on the disk; Windows has no such call for either. */
function sync(file: string): void {
  if (process.platform === "win32") return;
  const descriptor = openSync(file, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
