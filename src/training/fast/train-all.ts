import type { FastRun } from "./run";

/**
 * Trains runs to their ends, one after the other, and yields every so often how many tokens all have trained on
 * together. A run that was begun goes on from where it is. Call `return()` to stop before the end.
 *
 * @param yieldEvery milliseconds
 * @param clock      milliseconds, such as `Date.now`
 */
export async function* trainAll(
  runs: readonly FastRun[],
  yieldEvery: number,
  clock: () => number,
): AsyncGenerator<number, void, void> {
  for (const run of runs) {
    for await (const progress of run.steps(yieldEvery, clock)) {
      void progress;
      yield runs.reduce((sum, { trained }) => sum + trained, 0);
    }
  }
}
