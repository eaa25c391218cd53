import type { FastRun } from "./run";

/**
 * Trains runs to their ends, one after the other, and yields every so often how many words of all are done. Runs
 * that are done, or begun, go on from where they are. Close it (`return()`) where it is left before its end.
 *
 * @param every milliseconds
 * @param clock milliseconds, such as `Date.now`
 */
export async function* trainAll(
  runs: readonly FastRun[],
  every: number,
  clock: () => number,
): AsyncGenerator<number, void, void> {
  for (const run of runs) {
    for await (const progress of run.steps(every, clock)) {
      void progress;
      yield runs.reduce((sum, { board }) => sum + board.tokens, 0);
    }
  }
}
