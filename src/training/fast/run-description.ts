import type { NamedVectors } from "../../model/word-vectors";
import type { FastSettings } from "../../settings/table";
import type { Progress, RunDescription } from "../run";

/** Where a fast run stands. */
export interface FastProgress extends Progress {
  /** tokens of the text trained on, in all epochs; those that subsampling left out count */
  readonly tokens: number;
  /** loss of a pair (word, centre) with the negatives of its window, in nats: a mean over the last windows */
  readonly loss: number | undefined;
  /** since this call of `steps`, by the clock that was passed */
  readonly tokensPerSecond: number;
}

/** Describes a fast run and how it ended. */
export interface FastDescription extends RunDescription {
  readonly settings: FastSettings;
  /** tokens trained on, in all epochs */
  readonly wordsTrained: number;
  /** of these, tokens that subsampling kept */
  readonly wordsKept: number;
  /** loss of a pair in the last twentieth of the run, in nats; null before any */
  readonly finalLoss: number | null;
}

/** Vectors of an earlier run: V, and U where that was written. */
export interface Beginning {
  readonly vectors: NamedVectors;
  readonly outside?: NamedVectors;
}

/** What only some callers choose. */
export interface FastOptions {
  /** What the corpus is called; else as the settings name it. */
  readonly corpusName?: string;
  /** Hears once why the run is slow, where it is. */
  readonly say?: (line: string) => void;
  /** Trains with the reference kernel instead of WebAssembly: for tests. */
  readonly referenceKernel?: boolean;
}
