import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Corpus } from "../../corpus/corpus";
import { checkout } from "../../files/checkout";
import { fileClosure } from "../../files/code-closure";
import { hashBytes } from "../../files/sha256";
import type { AssignmentSettings } from "../../settings/table";
import { Divergence } from "../divergence";
import type { Film } from "../film";
import { readFilm } from "../film-file";
import { readIteration } from "./checkpoint";
import { AssignmentRun } from "./run";
import { TrainingThread, type TrainTask } from "./training-thread";

/** How often the caller hears of progress, in milliseconds. */
const interval = 250;

/**
 * Trains runs, several at a time, each thread one after the other, and keeps each as a checkpoint in a folder, with a
 * film beside it. The checkpoint's name is a hash of the settings, the corpus and the code that trains. A run that is
 * finished is not trained again; a run that was begun is continued. Yields the iterations done by all runs together; to
 * stop, call `return()`.
 *
 * @param folder   of the kept runs; made if it is not there
 * @param parallel how many threads at most
 * @param diverged called with the index of a run whose vectors leave all bounds, so that nothing of it is kept; without
 *                 it such a run is an error
 */
export async function* trainMissing(
  all: readonly AssignmentSettings[],
  corpus: Corpus,
  folder: string,
  parallel: number,
  diverged?: (index: number) => void,
): AsyncGenerator<number, void, void> {
  if (!(parallel >= 1)) throw new RangeError(`trainMissing requires at least one thread, got ${parallel}`);
  mkdirSync(folder, { recursive: true });
  const { left } = countKept(all, corpus, folder);
  const iterations = new Int32Array(new SharedArrayBuffer(4 * Math.max(1, all.length)));
  iterations.set(all.map((settings, index) => settings.iterations - left[index]));
  const sum = (): number => iterations.reduce((total, done) => total + done, 0);
  const waiting = all.flatMap((settings, index): TrainTask[] => {
    const file = checkpointFile(settings, corpus, folder);
    return left[index] === 0 ? [] : [{ settings, file, filmFile: filmBeside(file), index }];
  });
  const count = Math.min(parallel, waiting.length);
  const threads = Array.from({ length: count }, () => new TrainingThread({ corpus, iterations }));
  let trained = false;
  const ended = Promise.all(threads.map((thread) => trainInTurn(thread, waiting, diverged))).then(() => {
    trained = true;
  });
  ended.catch(() => {}); // the loop hears of it, if it still runs
  try {
    do {
      await Promise.race([delay(interval), ended]);
      yield sum();
    } while (!trained);
  } finally {
    await Promise.all(threads.map((thread) => thread.end()));
  }
}

/** Trains what waits, until nothing does. */
async function trainInTurn(
  thread: TrainingThread,
  waiting: TrainTask[],
  diverged?: (index: number) => void,
): Promise<void> {
  for (let task = waiting.shift(); task !== undefined; task = waiting.shift())
    try {
      await thread.train(task);
    } catch (error) {
      if (!(error instanceof Divergence && diverged)) throw error;
      diverged(task.index);
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

/** What there is of some runs in the folder. */
export interface Kept {
  /** how many are finished */
  readonly finished: number;
  /** iterations that each has left, 0 if it is finished */
  readonly left: readonly number[];
  /** iterations done by all together */
  readonly done: number;
}

/** What `trainMissing` finds in its folder of these runs. */
export function countKept(all: readonly AssignmentSettings[], corpus: Corpus, folder: string): Kept {
  const left = all.map((settings) => {
    const file = checkpointFile(settings, corpus, folder);
    return settings.iterations - (existsSync(file) ? readIteration(file, settings, corpus.sha256) : 0);
  });
  const done = all.reduce((sum, { iterations }, i) => sum + iterations - left[i], 0);
  return { finished: left.filter((some) => some === 0).length, left, done };
}

/** The version of the code that trains, a hash. */
export const { code: trainingCode } = fileClosure(["dist/training/assignment/train-worker.js"], checkout);

const filmBeside = (file: string): string => `${file}.film`;

function checkpointFile(settings: AssignmentSettings, corpus: Corpus, folder: string): string {
  const what = JSON.stringify({ ...settings, corpus: corpus.sha256, code: trainingCode });
  return path.join(folder, hashBytes(what).slice(0, 16));
}
