import { lossBand, readLossCurve, type LossBand, type RecordedLoss } from "../runs/loss-curve-file";
import { readEach, type LeftOut } from "../runs/read-runs";
import type { RunGroup } from "./run-groups";

/**
 * The loss curve of a setting, a mean over its seeds. A run whose file is damaged is left out.
 *
 * @returns `curve` is undefined where no seed has a whole file
 */
export function groupCurve({ name, runs }: RunGroup): {
  readonly curve: ({ name: string } & LossBand) | undefined;
  readonly leftOut: readonly LeftOut[];
} {
  const { found, leftOut } = readEach(
    runs.map(({ folder }) => folder),
    (folder): RecordedLoss => readLossCurve(folder),
  );
  return { curve: found.length > 0 ? { name, ...lossBand(found) } : undefined, leftOut };
}
