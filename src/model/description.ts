import type { Settings } from "../settings/table";
import type { TrainingRun } from "./run";

/** What one needs to know of a run in order to do it again, and how it ended. */
export interface RunDescription {
  settings: Settings;
  corpus: { name: string; sha256: string; sentences: number; tokens: number; words: number };
  iterations: number;
  /** moving average of the loss at the end; null before iteration 10 */
  finalRunningLoss: number | null;
  /** mean loss of the last 2,000 batches: far steadier than the moving average */
  meanOfLastLosses: number;
}

/** How many batches `meanOfLastLosses` takes in. */
export const lastLosses = 2000;

/** Describes a run as it stands; `words` counts `UNK`. */
export function describeRun(run: TrainingRun): RunDescription {
  const { corpus, vocabulary } = run;
  const last = run.batchLosses.subarray(-lastLosses);
  return {
    settings: run.settings,
    corpus: {
      name: corpus.name,
      sha256: corpus.sha256,
      sentences: corpus.sentences.length,
      tokens: vocabulary.total - 1,
      words: vocabulary.words.length,
    },
    iterations: run.iteration,
    finalRunningLoss: run.runningLoss ?? null,
    meanOfLastLosses: last.reduce((sum, loss) => sum + loss, 0) / last.length,
  };
}
