const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** The work was asked to end. Its message says what is left and how to go on. */
export class Stopped extends Error {}

const working = new Set<AbortController>();

/**
 * Does work that can be asked to end: by Ctrl-C, by SIGTERM, by SIGHUP, or because nobody reads the standard output any
 * more. Its signal is then aborted, and it is waited for, so that it can keep what is done and end its children. Work
 * that does not look at its signal must not be done here: it could not be ended.
 *
 * @param message what a person reads when it was stopped: what is left, and how to go on
 */
export async function untilStopped<T>(
  message: string,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const stop = (): void => controller.abort(new Stopped(message));
  for (const signal of signals) process.on(signal, stop);
  working.add(controller);
  try {
    return await work(controller.signal);
  } catch (error) {
    throw controller.signal.aborted && !(error instanceof Stopped) ? controller.signal.reason : error;
  } finally {
    working.delete(controller);
    for (const signal of signals) process.off(signal, stop);
  }
}

/** Asks the work that is being done to end. @returns false if there is none that can be asked */
export function stopWork(reason: Error): boolean {
  for (const controller of working) controller.abort(reason);
  return working.size > 0;
}
