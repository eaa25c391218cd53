import os from "node:os";
import { openCorpus } from "../corpus/open-corpus";
import { inTemporaryFolder } from "../files/temporary-folder";
import { beginLog } from "../runs/live/log-file";
import { keepProgress } from "../runs/live/progress-file";
import { withDefaults } from "../settings/settings";
import { AssignmentRun } from "../training/assignment/run";
import { cpuAndWall } from "./cpu-and-wall";

/** Iterations of a turn, about half a second. */
const part = 1000;
const turns = 20;

/**
 * What it costs that a run writes down where it stands and what it says: the assignment's training with both, in turns with the same
 * training without, in this process. The clock of the log goes on by half a second with each look, so that each look writes a line.
 */
export async function timeLogging(): Promise<Record<string, number>> {
  const settings = withDefaults({});
  const corpus = await openCorpus("sst", { say: () => {}, sstPath: process.env.SST_PATH });
  return inTemporaryFolder(os.tmpdir(), "logging", async (folder) => {
    let now = 0;
    const keep = keepProgress(folder, () => (now += 500));
    const say = beginLog(folder, settings, false, Date.now);
    const [logged, silent] = [0, 1].map(() => new AssignmentRun(settings, corpus));
    const train = (run: AssignmentRun, logs: boolean, end: number): number => {
      const { seconds } = cpuAndWall(() => {
        for (const state of run.steps(200, Date.now)) {
          if (logs) keep(state);
          if (logs) say(`iteration ${state.iteration}`);
          if (state.iteration >= end) return;
        }
      });
      return seconds.cpu;
    };
    let [sumLogged, sumSilent] = [0, 0];
    for (let turn = 0; turn < turns; turn++) {
      const first = turn % 2 === 0;
      const end = (turn + 1) * part; // what a turn does too much is left out of the next
      if (first) sumLogged += train(logged, true, end);
      sumSilent += train(silent, false, end);
      if (!first) sumLogged += train(logged, true, end);
    }
    return Promise.resolve({ loggingToSilentCpu: sumLogged / sumSilent });
  });
}
