import type { Run } from "../training/run";
import { writeRun } from "./write-run";

/**
 * Writes the run of a chapter for `npm run experiment`. In JupyterLab there is no experiment, and nothing is written.
 *
 * @param seconds of training
 * @param folder  of the run; `npm run experiment` names it in the kernel's environment
 * @throws RangeError if the run has not ended
 */
export function keepRun(run: Run, seconds: number, folder: string | undefined): void {
  if (folder === undefined) return;
  if (!run.done)
    throw new RangeError(`keepRun requires a run that is done, got one after ${run.trained} ${run.unit}`);
  writeRun(run, folder, { seconds, [`${run.unit}PerSecond`]: run.trained / seconds });
}
