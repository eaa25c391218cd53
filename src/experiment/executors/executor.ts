import type { FailedCell, Failure, Parameters } from "../../runs/experiment-json";
import type { RunVersion } from "../grid/plan";

/** The request to execute a run. */
export interface RunRequest {
  /** SHA-256 that identifies the run */
  readonly key: string;
  /** name of the chapter */
  readonly name: string;
  /** text of the notebook file */
  readonly notebook: string;
  /** folder in which the chapter runs; relative if it is in the checkout */
  readonly work: string;
  readonly parameters: Parameters;
  readonly version: RunVersion;
  /** folder for the run's files; exists */
  readonly folder: string;
  /** seconds after which the run is stopped */
  readonly timeLimit?: number;
  /** whether the run gets a page */
  readonly page: boolean;
}

/** The progress of a run: cell `cell` of the chapter's `of` begins. */
export interface RunProgress {
  readonly cell: number;
  readonly of: number;
  readonly name: FailedCell;
}

/** How an execution ended, and when it began by the clock of its machine. */
export type Outcome = ({ status: "done" } | ({ status: "failed" } & Failure)) & {
  /** UTC, ISO 8601 */
  started?: string;
  seconds?: number;
};

/** Executes runs, on this machine or on others. */
export interface Executor {
  /** how many runs it takes at a time */
  readonly parallel: number;
  /**
   * @param onCell called when a code cell begins
   * @throws Error if the executor itself has ended
   */
  run(request: RunRequest, onCell: (now: RunProgress) => void): Promise<Outcome>;
  /** Ends all runs in progress. */
  close(): void;
}
