import { once } from "node:events";
import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import type { Corpus } from "../../corpus/corpus";
import { checkout } from "../../files/checkout";
import { fileClosure } from "../../files/code-closure";
import { hashBytes } from "../../files/sha256";
import type { AssignmentSettings } from "../../settings/table";
import type { Film } from "../film";
import { readFilm } from "../film-file";
import { AssignmentRun } from "./run";

/** The task of a worker: which run to train, where to keep it, and where to count its iterations. */
export interface WorkerTask {
  settings: AssignmentSettings;
  corpus: Corpus;
  file: string;
  /** where to keep its film */
  filmFile: string;
  /** iterations done by each run; the worker writes entry `index` */
  iterations: Int32Array;
  index: number;
}

/** How often the caller hears of progress, in milliseconds. */
const interval = 250;

/**
 * Trains runs, several at a time, each in a thread of its own, and keeps each as a checkpoint in a folder, with
 * a film beside it. The
 * checkpoint's name is a hash of the settings, the corpus and the code that trains. A run that is finished is not trained again; a run
 * that was begun is continued. Yields the iterations done by all runs together; to stop, call `return()`.
 *
 * @param folder   of the kept runs; made if it is not there
 * @param parallel how many threads at most
 */
export async function* trainMissing(
  all: readonly AssignmentSettings[],
  corpus: Corpus,
  folder: string,
  parallel: number,
): AsyncGenerator<number, void, void> {
  if (!(parallel >= 1)) throw new RangeError(`trainMissing requires at least one thread, got ${parallel}`);
  mkdirSync(folder, { recursive: true });
  const iterations = new Int32Array(new SharedArrayBuffer(4 * Math.max(1, all.length)));
  const waiting = all.map((settings, index) => {
    const file = checkpointFile(settings, corpus, folder);
    return { settings, corpus, file, filmFile: filmBeside(file), iterations, index };
  });
  const running = new Map<Worker, Promise<unknown>>();
  try {
    while (waiting.length > 0 || running.size > 0) {
      while (waiting.length > 0 && running.size < parallel) start(waiting.shift() as WorkerTask, running);
      await Promise.race([delay(interval), ...running.values()]);
      yield iterations.reduce((sum, done) => sum + done, 0);
    }
  } finally {
    await Promise.all([...running.keys()].map((worker) => worker.terminate()));
  }
}

/** Reads the runs that `trainMissing` has trained. */
export function readTrained(
  all: readonly AssignmentSettings[],
  corpus: Corpus,
  folder: string,
): AssignmentRun[] {
  return all.map((settings) =>
    AssignmentRun.resume(checkpointFile(settings, corpus, folder), settings, corpus),
  );
}

/** Where the words of a run stood while `trainMissing` trained it; undefined if its file is no longer there. */
export function readTrainedFilm(
  settings: AssignmentSettings,
  corpus: Corpus,
  folder: string,
): Film | undefined {
  const file = filmBeside(checkpointFile(settings, corpus, folder));
  return existsSync(file) ? readFilm(file) : undefined;
}

/** How many of these runs are in the folder, finished or begun. */
export function countKept(all: readonly AssignmentSettings[], corpus: Corpus, folder: string): number {
  return all.filter((settings) => existsSync(checkpointFile(settings, corpus, folder))).length;
}

const { code } = fileClosure(["dist/training/assignment/train-worker.js"], checkout);

function start(task: WorkerTask, running: Map<Worker, Promise<unknown>>): void {
  const worker = new Worker(path.join(__dirname, "train-worker.js"), { workerData: task });
  const ended = once(worker, "exit").finally(() => running.delete(worker)); // rejects if the worker throws
  running.set(worker, ended);
}

const filmBeside = (file: string): string => `${file}.film`;

function checkpointFile(settings: AssignmentSettings, corpus: Corpus, folder: string): string {
  const what = JSON.stringify({ ...settings, corpus: corpus.sha256, code });
  return path.join(folder, hashBytes(what).slice(0, 16));
}
