import { existsSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import type { AssignmentSettings } from "../../settings/table";
import { Divergence } from "../divergence";
import { FilmRecorder } from "../film";
import { readFilm, writeFilm } from "../film-file";
import { AssignmentRun } from "./run";
import type { ThreadData, ThreadTask, Trained, TrainTask, Trial } from "./training-thread";

/** Iterations between two checkpoints, as in the assignment. */
const checkpointEvery = 5000;

/** A trial steps so often before it is timed, and is timed for so long. */
const warmUp = 100;
const timedFor = 300; // milliseconds

const { corpus, iterations } = workerData as ThreadData;

parentPort?.on("message", (task: ThreadTask) =>
  parentPort?.postMessage("file" in task ? trainIfItCan(task) : tryOut(task.settings)),
);

function trainIfItCan(task: TrainTask): Trained {
  try {
    train(task);
    return {};
  } catch (error) {
    if (error instanceof Divergence) return { diverged: error.message };
    throw error;
  }
}

function train({ settings, file, filmFile, index }: TrainTask): void {
  const run = existsSync(file)
    ? AssignmentRun.resume(file, settings, corpus)
    : new AssignmentRun(settings, corpus);
  const film = new FilmRecorder(
    run,
    { now: () => run.iteration, end: settings.iterations, unit: "iterations" },
    existsSync(file) && existsSync(filmFile) ? readFilm(filmFile) : undefined,
  );
  iterations[index] = run.iteration;
  while (!run.done) {
    run.step();
    film.record();
    iterations[index] = run.iteration;
    if (run.iteration % checkpointEvery !== 0 && !run.done) continue;
    writeFilm(filmFile, film); // before the checkpoint: what is continued has all pictures until there
    run.save(file);
  }
}

/** Makes a run and steps it a little; nothing is kept. The first step thins the text out, and so belongs to making it. */
function tryOut(settings: AssignmentSettings): Trial {
  const began = performance.now();
  const run = new AssignmentRun(settings, corpus);
  while (run.iteration < warmUp && !run.done) run.step();
  const warm = performance.now();
  const { iteration } = run;
  if (run.done) return { made: warm - began, step: 0, took: warm - began };
  while (performance.now() - warm < timedFor && !run.done) run.step();
  const ended = performance.now();
  const step = (ended - warm) / (run.iteration - iteration);
  return { made: Math.max(0, warm - began - iteration * step), step, took: ended - began };
}
