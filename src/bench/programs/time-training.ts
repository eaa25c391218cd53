import { openCorpus } from "../../corpus/open-corpus";
import { AssignmentRun } from "../../training/assignment/run";
import { withDefaults } from "../../settings/settings";
import type { AssignmentSettings } from "../../settings/table";

/*
 * Times training without reading, in a process of its own: node time-training.js SETTINGS.json-text
 * Prints one JSON object, as word2vec_numpy.py does, and the peak memory in MB.
 */
async function main(): Promise<void> {
  const settings = withDefaults(JSON.parse(process.argv[2]) as Partial<AssignmentSettings>);
  const corpus = await openCorpus(settings.corpus, { say: () => {}, sstPath: process.env.SST_PATH });
  const run = new AssignmentRun({ ...settings, iterations: settings.iterations + 1 }, corpus);
  run.step(); // subsamples
  const begun = process.cpuUsage();
  while (!run.done) run.step();
  const { user, system } = process.cpuUsage(begun);
  console.log(
    JSON.stringify({
      windows: settings.iterations * settings.batch,
      cpuSeconds: (user + system) / 1e6,
      losses: [...run.batchLosses.subarray(0, 5)],
      runningLoss: run.lossCurve[Math.floor(settings.iterations / 10) - 1],
      peakMemoryMB: process.resourceUsage().maxRSS / 1024,
    }),
  );
}

void main();
