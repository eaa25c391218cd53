import path from "node:path";
import { Worker } from "node:worker_threads";
import type { Outcome } from "../run-checks";
import type { Limits } from "../student/ask-student";
import type { DerivationName } from "./derivation-exercises";

/** What is judged in the thread. */
export interface JudgeJob {
  readonly name: DerivationName;
  readonly latex: string;
}

/** The thread that waits for the next derivation; it takes a second to start. */
let idle: Worker | undefined;

/**
 * Judges a derivation in a thread that is ended after a time, so that no text holds up the others.
 *
 * @throws Error if it takes longer, or more memory
 */
export async function judgeApart(job: JudgeJob, { seconds, megabytes }: Limits): Promise<Outcome> {
  const worker = idle ?? startWorker(megabytes);
  idle = undefined;
  worker.ref();
  const outcome = await answerOf(worker, job, 3 * seconds).catch((error: unknown) => {
    void worker.terminate();
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "ERR_WORKER_OUT_OF_MEMORY") throw error;
    throw new Error(`to judge the derivation takes more than ${megabytes} MB`, { cause: error });
  });
  worker.unref();
  idle = worker;
  return outcome;
}

function startWorker(megabytes: number): Worker {
  return new Worker(path.join(__dirname, "judge-worker.js"), {
    resourceLimits: { maxOldGenerationSizeMb: megabytes },
  });
}

function answerOf(worker: Worker, job: JudgeJob, seconds: number): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const done = (): void => {
      clearTimeout(late);
      worker.off("message", onMessage).off("error", onError);
    };
    const onMessage = (outcome: Outcome): void => {
      done();
      resolve(outcome);
    };
    const onError = (error: unknown): void => {
      done();
      reject(error instanceof Error ? error : new Error(String(error)));
    };
    const late = setTimeout(
      () => onError(new Error(`to judge the derivation takes more than ${seconds} s`)),
      seconds * 1000,
    );
    worker.on("message", onMessage).on("error", onError);
    worker.postMessage(job);
  });
}
