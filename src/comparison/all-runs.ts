import { existsSync } from "node:fs";
import path from "node:path";
import { readLossCurve } from "../runs/loss-curve-file";
import type { LeftOut } from "../runs/read-runs";
import { reasonOf } from "../runs/run-json";
import { readRecords, type RunRecord } from "../runs/run-record";
import { readStoredRun, type StoredRun } from "../runs/stored-run";

/** All runs of a folder, as the page of all runs holds them. Plain JSON. */
export interface AllRuns {
  readonly format: 1;
  readonly runs: readonly ListedRun[];
  /** folders that are damaged, and why */
  readonly leftOut: readonly LeftOut[];
  /** the iterations of the loss curves; most runs have the same */
  readonly axes: readonly (readonly number[])[];
}

/** A run of the list. */
export interface ListedRun {
  readonly record: RunRecord;
  /** null if the run has not ended, or trains nothing */
  readonly stored: StoredRun | null;
  /** its loss at the iterations `axes[axis]` */
  readonly curve: { readonly axis: number; readonly loss: readonly number[] } | null;
  /** addresses, from the page: of the folder, and of the run's own page if it has one */
  readonly folder: string;
  readonly page: string | null;
}

/** Points of a curve: as many as a plot of the page has pixels for, in ten. */
const points = 80;

/**
 * Reads all runs of a folder.
 *
 * @param from folder of the page, from which addresses are
 */
export function readAllRuns(runs: string, from: string): AllRuns {
  const { found, leftOut } = readRecords(runs);
  const axes: number[][] = [];
  const known = new Map<string, number>();
  const damaged: LeftOut[] = [...leftOut];
  const address = (file: string): string =>
    path.relative(from, file).split(path.sep).map(encodeURIComponent).join("/").replaceAll("%2E", "."); // prettier-ignore
  const listed = found.map((record): ListedRun => {
    const { folder } = record;
    const page = path.join(folder, "report.html");
    const place = { folder: `${address(folder)}/`, page: existsSync(page) ? address(page) : null };
    if (record.status !== "done" || record.meanLoss === null) return { record, stored: null, curve: null, ...place }; // prettier-ignore
    try {
      const stored = readStoredRun(folder);
      const { iterations, loss } = readLossCurve(folder);
      const kept = evenly(loss.length);
      const axis = kept.map((k) => iterations[k]);
      const key = axis.join();
      const at = known.get(key) ?? axes.push(axis) - 1;
      known.set(key, at);
      return { record, stored, curve: { axis: at, loss: kept.map((k) => Number(loss[k].toPrecision(6))) }, ...place }; // prettier-ignore
    } catch (error) {
      damaged.push({ folder, reason: reasonOf(error) });
      return { record, stored: null, curve: null, ...place };
    }
  });
  return { format: 1, runs: listed, leftOut: damaged, axes };
}

/** Positions in a curve, evenly, the first and the last among them. */
function evenly(length: number): number[] {
  const count = Math.min(length, points);
  return Array.from({ length: count }, (_, i) => Math.round((i * (length - 1)) / Math.max(1, count - 1)));
}
