import { existsSync } from "node:fs";
import { workerData } from "node:worker_threads";
import { FilmRecorder } from "../film";
import { readFilm, writeFilm } from "../film-file";
import { AssignmentRun } from "./run";
import type { WorkerTask } from "./train-missing";

/** Iterations between two checkpoints, as in the assignment. */
const checkpointEvery = 5000;

const { settings, corpus, file, filmFile, iterations, index } = workerData as WorkerTask;
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
