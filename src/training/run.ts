import type { NamedVectors } from "../model/word-vectors";
import type { Settings } from "../settings/table";

/** Where a run stands, as every trainer says it. */
export interface Progress {
  /** share of the run that is done, from 0 to 1 */
  readonly fraction: number;
  /** loss of the last windows, in nats; undefined before the first */
  readonly loss: number | undefined;
  /** step size of the last step */
  readonly stepSize: number;
  /** until the end, at the speed since this call of `steps`; not finite where that is not known */
  readonly secondsLeft: number;
}

/** What one needs to know of a run in order to do it again; each trainer adds how it ended. */
export interface RunDescription {
  readonly settings: Settings;
  /** `words` are the different ones */
  readonly corpus: { name: string; sha256: string; sentences: number; tokens: number; words: number };
}

/** The loss as it went: pairs of how far the run was and the loss there, under two names. */
export interface LossTable {
  readonly columns: readonly [string, string];
  readonly rows: readonly (readonly [number, number])[];
}

/**
 * A training run, whichever trainer makes it: what the command, the experiments and the files of a run need of it.
 * A trainer is a folder beside this file with a class that implements this.
 */
export interface Run<SomeProgress extends Progress = Progress> {
  readonly settings: Settings;
  /** whether nothing is left to train */
  readonly done: boolean;
  /** how much was trained on so far, counted in `unit` */
  readonly trained: number;
  readonly unit: "windows" | "words";
  /** the centre vectors, as they are now */
  readonly vectors: NamedVectors;
  readonly lossTable: LossTable;

  /**
   * Trains to the end, and yields where it stands. Stop by leaving the loop; the next call continues.
   *
   * @param yieldEvery milliseconds, about
   * @param clock      milliseconds, such as `Date.now`
   */
  steps(
    yieldEvery: number,
    clock: () => number,
  ): Generator<SomeProgress, void, void> | AsyncGenerator<SomeProgress, void, void>;

  /** Writes a checkpoint, whole or not at all, from which the run continues bit for bit. Not while it steps. */
  save(file: string): void;

  /** Describes the run as it stands. */
  describe(): RunDescription;
}
