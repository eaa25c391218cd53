import path from "node:path";
import { Worker } from "node:worker_threads";
import type { Work } from "./work";

/** How threads have ended. */
export interface Ended {
  /** the first error of a thread, if there was one */
  readonly error: Error | undefined;
}

/** Starts a thread for each work; resolves when all have ended. An error of one ends all, since others may wait for it. */
export async function startThreads(works: readonly Work[]): Promise<Ended> {
  let error: Error | undefined;
  const threads = works.map((work) => {
    const thread = new Worker(path.join(__dirname, "worker.js"), {
      workerData: work,
      resourceLimits: { maxYoungGenerationSizeMb: 1 }, // it works in shared memory
    });
    return thread.on("error", (thrown: Error) => {
      error ??= thrown;
      threads.forEach((other) => void other.terminate());
    });
  });
  await Promise.all(threads.map((thread) => new Promise((resolve) => thread.once("exit", resolve))));
  return { error };
}

/** Waits until threads have ended, at most so many milliseconds; undefined if they have not. */
export async function waitForThreads(
  milliseconds: number,
  threads: Promise<Ended>,
): Promise<Ended | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<undefined>(
    (resolve) => (timer = setTimeout(() => resolve(undefined), milliseconds)),
  );
  try {
    return await Promise.race([threads, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
