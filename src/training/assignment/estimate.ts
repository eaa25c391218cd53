import type { Corpus } from "../../corpus/corpus";
import type { AssignmentSettings } from "../../settings/table";
import type { Kept } from "./train-missing";
import { TrainingThread, type Trial } from "./training-thread";

/** What a thread costs: its start, and a run in it, in milliseconds. */
export interface ThreadCosts extends Omit<Trial, "took"> {
  readonly start: number;
}

/**
 * About how many seconds `trainMissing` will take. As many threads as it will use are started at the same time, and each
 * makes a run and steps it for a third of a second: what the start of a thread costs, and what threads take from each
 * other, is in the figure. A machine that gets other work later takes longer.
 *
 * @param kept     what `countKept` says of these runs
 * @param parallel how many are trained at the same time
 * @param clock    milliseconds, such as performance.now
 */
export async function estimateSeconds(
  all: readonly AssignmentSettings[],
  corpus: Corpus,
  kept: Kept,
  parallel: number,
  clock: () => number,
): Promise<number> {
  const missing = all.filter((_, i) => kept.left[i] > 0);
  const tried = spread(missing, parallel);
  const costs = await Promise.all(tried.map((settings) => threadCosts(settings, corpus, clock)));
  return costs.length === 0 ? 0 : reckonSeconds(kept.left.filter((left) => left > 0), meanCosts(costs), parallel); // prettier-ignore
}

/**
 * Seconds until the last run is done, each given to the first thread that is free, in their order:
 *
 *     thread = start + Σ (made + step · iterations left)
 *
 * @param left iterations of each run, at least one
 */
export function reckonSeconds(
  left: readonly number[],
  { start, made, step }: ThreadCosts,
  parallel: number,
): number {
  const threads = Array.from({ length: Math.min(parallel, left.length) }, () => start);
  for (const iterations of left) {
    const free = threads.indexOf(Math.min(...threads));
    threads[free] += made + step * iterations;
  }
  return Math.max(...threads) / 1000;
}

/** At most `most` of some values, in even steps from the first to the last. */
function spread<T>(values: readonly T[], most: number): T[] {
  const count = Math.min(most, values.length);
  return Array.from({ length: count }, (_, i) => values[Math.floor(((i + 0.5) * values.length) / count)]);
}

async function threadCosts(
  settings: AssignmentSettings,
  corpus: Corpus,
  clock: () => number,
): Promise<ThreadCosts> {
  const began = clock();
  const thread = new TrainingThread({ corpus, iterations: new Int32Array(0) });
  try {
    const { made, step, took } = await thread.tryOut(settings);
    return { start: Math.max(0, clock() - began - took), made, step };
  } finally {
    await thread.end();
  }
}

function meanCosts(costs: readonly ThreadCosts[]): ThreadCosts {
  const mean = (of: (each: ThreadCosts) => number): number =>
    costs.reduce((sum, each) => sum + of(each), 0) / costs.length;
  return {
    start: mean(({ start }) => start),
    made: mean(({ made }) => made),
    step: mean(({ step }) => step),
  };
}
