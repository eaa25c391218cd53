import type { AssignmentSettings } from "../../settings/table";
import {
  checkpointFormats,
  openCheckpoint,
  writeCheckpoint,
  type CheckpointHeader,
  type CheckpointKind,
} from "../checkpoint";

/** What a run needs to continue exactly where it was, besides its settings and its corpus. */
export interface RunState {
  /** state of the generator */
  random: Uint32Array;
  V: Float64Array;
  U: Float64Array;
  /** loss of each batch so far, shape (iterations done) */
  losses: Float64Array;
  /** running loss at iterations 10, 20, ... */
  curve: Float64Array;
}

/** Behind the header stand the arrays in this order. */
const arrays = ["random", "V", "U", "losses", "curve"] as const;

interface Header extends CheckpointHeader {
  readonly iteration: number;
  readonly lengths: Record<(typeof arrays)[number], number>;
}

const kind: CheckpointKind = {
  format: checkpointFormats.assignment,
  name: "checkpoint",
  isFree: (name) => name === "iterations", // a finished run may go on
};

/** Writes where a run stands to a file, whole or not at all. @param corpus SHA-256 of its text */
export function writeState(
  file: string,
  settings: AssignmentSettings,
  corpus: string,
  state: RunState,
): void {
  const { random, V, U, losses, curve } = state;
  const lengths = {
    ...{ random: random.length, V: V.length, U: U.length, losses: losses.length, curve: curve.length },
  };
  const header: Header = { settings, corpus, iteration: losses.length, lengths };
  writeCheckpoint(file, kind, header, [random, V, U, losses, curve]);
}

/**
 * Reads where a run stood. The settings must be those of the checkpoint, but for `iterations`, which may be higher.
 *
 * @throws RangeError with the reason where the file is damaged, or of other settings or another corpus
 */
export function readState(file: string, settings: AssignmentSettings, corpus: string): RunState {
  const opened = openCheckpoint(file, kind, settings, corpus);
  try {
    const { lengths } = opened.header as Header;
    const random = new Uint32Array(lengths.random);
    const [V, U, losses, curve] = arrays.slice(1).map((name) => new Float64Array(lengths[name]));
    opened.read(random, V, U, losses, curve);
    return { random, V, U, losses, curve };
  } finally {
    opened.close();
  }
}

/** How many iterations the run of a checkpoint has done. @throws RangeError as `readState` */
export function readIteration(file: string, settings: AssignmentSettings, corpus: string): number {
  const opened = openCheckpoint(file, kind, settings, corpus);
  opened.close();
  return (opened.header as Header).iteration;
}
