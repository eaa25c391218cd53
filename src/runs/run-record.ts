import { existsSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { readExperiment, isExperimentFolder, type FailedCell, type Parameters } from "./experiment-json";
import { readEach, type LeftOut } from "./read-runs";
import { part, readJson, requireNumber, type Json } from "./run-json";
import { readNotes, type RunNotes } from "./run-notes";

/** What a list of runs says of one: that of an experiment, or of `npm run train`. */
export interface RunRecord extends RunNotes {
  /** absolute */
  readonly folder: string;
  /** name of the folder */
  readonly id: string;
  /** all but the first two are of runs that have not ended: see `live/live-record.ts` */
  readonly status: "done" | "failed" | "running" | "waiting" | "stopped" | "killed";
  /** null for a run of `npm run train` */
  readonly chapter: string | null;
  /** SHA-256 that identifies the run; empty for a run of `npm run train` */
  readonly key: string;
  /** SHA-256 of the code that made it, if the folder says it */
  readonly code: string | null;
  /** UTC, ISO 8601; null if the folder does not say it */
  readonly started: string | null;
  /** of the whole run, and of its training alone */
  readonly seconds: number | null;
  readonly trainingSeconds: number | null;
  /** all parameters with their values */
  readonly settings: Parameters;
  /** mean of the last batches, which varies less than the moving average at the end; of a fast run, of the last twentieth */
  readonly meanLoss: number | null;
  readonly runningLoss: number | null;
  readonly error?: string;
  readonly cell?: FailedCell;
}

/**
 * Reads what the folder of a run says of it.
 *
 * @throws RangeError if it is no run, or damaged
 */
export function readRecord(folder: string): RunRecord {
  const experiment = readExperiment(folder);
  const run = readJson(path.join(folder, "run.json"));
  if (experiment === undefined && (run === undefined || isExperimentFolder(path.basename(folder))))
    throw new RangeError(run ? "not finished: experiment.json is missing" : "not a run: run.json is missing");
  const written = readJson(path.join(folder, "settings.json")) as Parameters | undefined;
  const own = run?.settings === undefined ? {} : (part(run, "settings", "run.json") as Parameters);
  const { status = "done", error, cell } = experiment ?? {};
  return {
    folder: path.resolve(folder),
    id: path.basename(path.resolve(folder)),
    status,
    chapter: experiment?.notebook ?? null,
    key: experiment?.key ?? "",
    code: experiment?.code ?? (typeof run?.code === "string" ? run.code : null),
    started: experiment?.started ?? null,
    seconds: experiment?.seconds ?? null,
    trainingSeconds: numberOf(run, "seconds"),
    settings: { ...own, ...experiment?.parameters, ...written },
    meanLoss: numberOf(run, "meanOfLastLosses") ?? numberOf(run, "finalLoss"),
    runningLoss: numberOf(run, "finalRunningLoss"),
    ...(error === undefined ? {} : { error }),
    ...(cell === undefined ? {} : { cell }),
    ...readNotes(folder),
  };
}

/** All runs of a folder, in the order of their names, and the folders that were left out. */
export function readRecords(runs: string): { found: RunRecord[]; leftOut: LeftOut[] } {
  const names = existsSync(runs) ? readdirSync(runs).sort() : [];
  const folders = names.filter((name) => !name.startsWith(".")).map((name) => path.join(runs, name));
  return readEach(folders.filter(holdsRun), readRecord);
}

/** Whether a folder is that of a run that has ended, or says it is. */
export const holdsRun = (folder: string): boolean =>
  isExperimentFolder(path.basename(folder)) ||
  ["run.json", "experiment.json"].some((file) => isFile(path.join(folder, file)));

const isFile = (file: string): boolean => {
  try {
    return statSync(file).isFile();
  } catch {
    return false; // the folder is a file
  }
};

function numberOf(run: Json | undefined, name: string): number | null {
  const value = run?.[name];
  return value === undefined || value === null ? null : requireNumber(value, name, "run.json");
}
