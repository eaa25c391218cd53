/* A thread of a run: `FastRun` starts it with its work. */
import { workerData } from "node:worker_threads";
import { doWork, type Work } from "./work";

doWork(workerData as Work);
