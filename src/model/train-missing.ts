import { createHash } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import type { Corpus } from "../corpus/corpus";
import type { Settings } from "../settings/table";
import { resumeCheckpoint } from "./checkpoint";
import type { TrainingRun } from "./run";

/** What a worker is told: which run to train, where to keep it, and where to count its iterations. */
export interface WorkerTask {
  settings: Settings;
  corpus: Corpus;
  file: string;
  /** iterations done by each run; the worker writes entry `index` */
  iterations: Int32Array;
  index: number;
}

/** How often the caller hears of progress, in milliseconds. */
const interval = 250;

/**
 * Trains runs, several at a time in threads of their own, and keeps each in a folder under a name made
 * of its settings and its corpus. A run that the folder holds already is not trained again, one that
 * was begun is continued. Yields the iterations done by all runs together; to stop, call `return()`.
 *
 * @param folder   of the kept runs; made if it is not there
 * @param parallel how many threads at most
 */
export async function* trainMissing(
  all: readonly Settings[],
  corpus: Corpus,
  folder: string,
  parallel: number,
): AsyncGenerator<number, void, void> {
  if (!(parallel >= 1)) throw new RangeError(`trainMissing requires at least one thread, got ${parallel}`);
  mkdirSync(folder, { recursive: true });
  const iterations = new Int32Array(new SharedArrayBuffer(4 * Math.max(1, all.length)));
  const waiting = all.map((settings, index) => ({
    settings,
    corpus,
    file: fileOf(settings, corpus, folder),
    iterations,
    index,
  }));
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

/** The runs that `trainMissing` has trained and kept. */
export function readTrained(all: readonly Settings[], corpus: Corpus, folder: string): TrainingRun[] {
  return all.map((settings) => resumeCheckpoint(fileOf(settings, corpus, folder), settings, corpus));
}

/** How many of these runs the folder holds, finished or begun. */
export function countKept(all: readonly Settings[], corpus: Corpus, folder: string): number {
  return all.filter((settings) => existsSync(fileOf(settings, corpus, folder))).length;
}

function start(task: WorkerTask, running: Map<Worker, Promise<unknown>>): void {
  const worker = new Worker(path.join(__dirname, "train-worker.js"), { workerData: task });
  const ended = once(worker, "exit").finally(() => running.delete(worker)); // rejects if the worker throws
  running.set(worker, ended);
}

function fileOf(settings: Settings, corpus: Corpus, folder: string): string {
  const what = JSON.stringify({ ...settings, corpus: corpus.sha256 });
  return path.join(folder, createHash("sha256").update(what).digest("hex").slice(0, 16));
}
