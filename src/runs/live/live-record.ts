import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { isWorkedIn } from "../../files/locks";
import { isExperimentFolder, readBegun, type Parameters } from "../experiment-json";
import { attemptFolders, folderName } from "../run-folders";
import { readJson } from "../run-json";
import { readNotes } from "../run-notes";
import type { RunRecord } from "../run-record";
import { readPoint } from "./last-words";
import { LineTail } from "./json-lines";
import { holdsLog, logFile, parseLogLine, type BeginLine } from "./log-file";

/* Runs that have not ended: those that go on, and those whose command was stopped or killed, as far as their folders tell. */

/**
 * What the folder of a run that has not ended says of it: that of an experiment, below `.making`, or of `npm run train`; undefined if
 * the run has ended, or there is none, or its command is gone before it has begun.
 *
 * @throws RangeError if a file of it is damaged
 */
export function readLiveRecord(folder: string): RunRecord | undefined {
  if (!existsSync(folder)) return undefined;
  const isRunning = isWorkedIn(folder);
  const begun = readBegun(folder);
  const beginning = begun === undefined ? findBeginning(folder, isRunning) : undefined;
  if (begun === undefined && beginning === undefined) return undefined;
  const waits = begun !== undefined && !holdsLog(folder);
  if (waits && !isRunning) return undefined; // nothing was done of it
  const written = readJson(path.join(folder, "settings.json")) as Parameters | undefined;
  return {
    folder: path.resolve(folder),
    id: begun ? folderName(begun) : path.basename(path.resolve(folder)),
    status: waits ? "waiting" : isRunning ? "running" : begun?.status === "stopped" ? "stopped" : "killed",
    chapter: begun?.notebook ?? null,
    key: begun?.key ?? "",
    code: begun?.code ?? null,
    started: begun?.started ?? beginning?.time ?? null,
    seconds: begun?.seconds ?? null,
    trainingSeconds: null,
    settings: { ...begun?.parameters, ...written, ...beginning?.settings },
    meanLoss: null,
    runningLoss: readPoint(folder)?.loss ?? null,
    ...readNotes(folder),
  };
}

/** Of a training that has not ended; one that was stopped, and is continued, has a `run.json` already. */
function findBeginning(folder: string, isRunning: boolean): BeginLine | undefined {
  if (existsSync(path.join(folder, "experiment.json"))) return undefined;
  if (!isRunning && existsSync(path.join(folder, "run.json"))) return undefined;
  const lines = new LineTail(path.join(folder, logFile)).read().flatMap((value) => parseLogLine(value) ?? []);
  return lines.filter((line): line is BeginLine => "settings" in line).at(-1);
}

/** Whether people may want to look at what an attempt at a run has left: it says what it was, and has begun. */
export function isLookedAt(folder: string): boolean {
  try {
    return holdsLog(folder) && readBegun(folder) !== undefined;
  } catch {
    return false; // damaged
  }
}

/** The folders in which a run may go on, or have been killed: those of experiments, and those of `npm run train`. */
export function liveFolders(runs: string): string[] {
  const attempts = attemptFolders(runs).map(({ folder }) => folder);
  const names = existsSync(runs) ? readdirSync(runs) : [];
  const trainings = names
    .filter((name) => !name.startsWith(".") && !isExperimentFolder(name))
    .map((name) => path.join(runs, name))
    .filter((folder) => existsSync(path.join(folder, logFile)));
  return [...attempts, ...trainings];
}

/** The runs of a folder that have not ended, the oldest first. A run that ends meanwhile, or is damaged, is left out. */
export function readLiveRecords(runs: string): RunRecord[] {
  const found = liveFolders(runs).flatMap((folder) => {
    try {
      return readLiveRecord(folder) ?? [];
    } catch {
      return [];
    }
  });
  return found.sort((a, b) => ((a.started ?? "") < (b.started ?? "") ? -1 : 1));
}
