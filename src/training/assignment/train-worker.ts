import { existsSync } from "node:fs";
import { workerData } from "node:worker_threads";
import { AssignmentRun } from "./run";
import type { WorkerTask } from "./train-missing";

/** Iterations between two checkpoints, as in the assignment. */
const checkpointEvery = 5000;

const { settings, corpus, file, iterations, index } = workerData as WorkerTask;
const run = existsSync(file)
  ? AssignmentRun.resume(file, settings, corpus)
  : new AssignmentRun(settings, corpus);
iterations[index] = run.iteration;
while (!run.done) {
  run.step();
  iterations[index] = run.iteration;
  if (run.iteration % checkpointEvery === 0 || run.done) run.save(file);
}
