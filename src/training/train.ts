import type { Progress, Run } from "./run";

/** How a run is trained. */
export interface TrainOptions<SomeProgress> {
  /** file that keeps the run while it is trained, and where it was stopped; undefined: nothing is kept */
  readonly checkpoint: string | undefined;
  /** milliseconds between two checkpoints */
  readonly checkpointEvery: number;
  /** stops the training, which keeps what was learnt */
  readonly signal: AbortSignal;
  /** milliseconds, such as `Date.now` */
  readonly clock: () => number;
  readonly onProgress: (progress: SomeProgress) => void;
}

/** What a training took. */
export interface Training {
  readonly seconds: number;
  /** windows or words, whichever the run counts */
  readonly perSecond: number;
}

/** Most milliseconds between two looks at a run. */
const lookEvery = 50;

/** Trains a run to its end or to the signal, and writes checkpoints as it goes. */
export async function train<SomeProgress extends Progress>(
  run: Run<SomeProgress>,
  { checkpoint, checkpointEvery, signal, clock, onProgress }: TrainOptions<SomeProgress>,
): Promise<Training> {
  const begun = clock();
  const first = run.trained;
  while (!run.done && !signal.aborted) {
    const [saved, kept] = [clock(), run.trained];
    for await (const progress of run.steps(Math.min(lookEvery, checkpointEvery), clock)) {
      onProgress(progress);
      await new Promise(setImmediate); // lets an interrupt in
      const isDue = clock() - saved > checkpointEvery && run.trained > kept;
      if (signal.aborted || (checkpoint !== undefined && isDue)) break;
    }
    if (checkpoint !== undefined) run.save(checkpoint);
  }
  const seconds = (clock() - begun) / 1000;
  return { seconds, perSecond: (run.trained - first) / Math.max(seconds, 1e-3) };
}
