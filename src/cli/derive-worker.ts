import { parentPort } from "node:worker_threads";
import type { CheckJob } from "./derive-check";
import { checkFile } from "./derive-check";

parentPort?.on("message", (job: CheckJob) => parentPort?.postMessage(checkFile(job)));
