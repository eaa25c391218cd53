import { existsSync } from "node:fs";
import { workerData } from "node:worker_threads";
import { resumeCheckpoint, saveCheckpoint } from "./checkpoint";
import { TrainingRun } from "./run";
import type { WorkerTask } from "./train-missing";

/** Iterations between two checkpoints, as in the assignment. */
const checkpointEvery = 5000;

const { settings, corpus, file, iterations, index } = workerData as WorkerTask;
const run = existsSync(file) ? resumeCheckpoint(file, settings, corpus) : new TrainingRun(settings, corpus);
iterations[index] = run.iteration;
while (!run.done) {
  run.step();
  iterations[index] = run.iteration;
  if (run.iteration % checkpointEvery === 0 || run.done) saveCheckpoint(file, run);
}
