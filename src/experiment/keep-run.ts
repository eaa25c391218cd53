import type { TrainingRun } from "../model/run";
import { writeRun } from "./write-run";

/**
 * Hands the run of a chapter over to the experiment that the chapter is part of. Stepped through by hand, it is
 * part of none, and nothing is written.
 *
 * @param seconds that the training took
 * @param folder  of the experiment's run, which `npm run experiment` names in the kernel's environment
 * @throws RangeError if the run has not ended
 */
export function keepRun(run: TrainingRun, seconds: number, folder: string | undefined): void {
  if (folder === undefined) return;
  if (!run.done)
    throw new RangeError(`keepRun requires a run that is done, got one at iteration ${run.iteration}`);
  const windowsPerSecond = (run.iteration * run.settings.batch) / seconds;
  writeRun(run, folder, { seconds, windowsPerSecond });
}
