import type { CellLine } from "./log-file";
import type { RunRecord } from "../run-record";
import type { ProgressPoint } from "./progress-point";

/** What someone who watches sees of a run. */
export interface WatchLine {
  /** path of its folder, within the folder of all runs */
  readonly id: string;
  /** the same while a run goes on and when it has ended; empty for a run of `npm run train` */
  readonly key: string;
  /** not `waiting`: such runs are counted */
  readonly state: RunRecord["status"];
  /** its name, or its parameters, or the name of its folder */
  readonly title: string;
  /** name of its folder, or what that will be */
  readonly name: string;
  /** null for a run of `npm run train` */
  readonly chapter: string | null;
  readonly cell?: Pick<CellLine, "cell" | "of"> & { readonly begins: string };
  readonly point?: ProgressPoint;
  /** of a run that is done, if it has one: see `RunRecord` */
  readonly meanLoss: number | null;
  readonly error?: string;
  /** pairs of the fraction of the run, from 0 to 1, and the loss there, in nats */
  readonly curve: readonly (readonly [number, number])[];
}

/** What has changed for someone who watches. */
export interface WatchChange {
  /** of all lines, in their order */
  readonly ids: readonly string[];
  /** lines that are new, or differ from before */
  readonly lines: readonly WatchLine[];
  /** how many runs have a command that has not begun them, as there is no machine for them yet; they have no lines */
  readonly waiting: number;
  /** how many older runs are not shown */
  readonly older: number;
  /** why the folder of the runs cannot be read now */
  readonly trouble?: string;
}
