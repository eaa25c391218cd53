import type { Corpus } from "../../corpus/corpus";
import type { AssignmentSettings } from "../../settings/table";
import { AssignmentRun } from "./run";
import { countKept } from "./train-missing";

const tried = 100; // steps, after as many that are not timed

/**
 * About how many seconds the runs that are missing will take: a run is made and stepped a little, and the rest is
 * reckoned from that. A machine that has other work takes longer.
 *
 * @param clock    milliseconds, such as performance.now
 * @param folder   of the kept runs
 * @param parallel how many are trained at the same time
 */
export function estimateSeconds(
  all: readonly AssignmentSettings[],
  corpus: Corpus,
  folder: string,
  parallel: number,
  clock: () => number,
): number {
  const missing = all.length - countKept(all, corpus, folder);
  if (missing === 0) return 0;
  const began = clock();
  const run = new AssignmentRun(all[0], corpus);
  const made = clock();
  while (run.iteration < tried && !run.done) run.step();
  const warm = clock();
  while (run.iteration < 2 * tried && !run.done) run.step();
  const step = (clock() - warm) / Math.max(1, run.iteration - tried);
  const rounds = Math.ceil(missing / parallel);
  return (rounds * (made - began + step * all[0].iterations)) / 1000;
}
