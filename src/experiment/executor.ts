import type { Parameters } from "./grid";
import type { RunVersion } from "./plan";

/** What whoever executes a run is told. */
export interface RunRequest {
  /** tells the run from every other */
  readonly key: string;
  /** of the chapter */
  readonly name: string;
  /** text of the notebook file */
  readonly notebook: string;
  /** folder that the chapter runs in, relative to the checkout where it is inside */
  readonly work: string;
  readonly parameters: Parameters;
  readonly version: RunVersion;
  /** where the run's files go; it is there */
  readonly folder: string;
}

/** How an execution ended, and when it began where it was executed. */
export type Outcome = ({ status: "done" } | { status: "failed"; error: string }) & {
  /** UTC, ISO 8601 */
  started?: string;
  seconds?: number;
};

/** Executes runs, on this machine or on others. */
export interface Executor {
  /** how many runs it takes at a time */
  readonly parallel: number;
  /**
   * @param onCell told when the `cell`-th of `of` code cells begins
   * @throws Error where the executor itself is at its end
   */
  run(request: RunRequest, onCell: (cell: number, of: number) => void): Promise<Outcome>;
  /** Ends everything that still runs. */
  close(): void;
}
