import path from "node:path";
import { readRuns } from "./read-runs";
import { groupRuns, seedGroups, settingsKey, type RunGroup } from "./run-groups";
import type { StoredRun } from "./stored-run";

/**
 * Two runs to compare, each with the other seeds of its settings that lie beside it, itself first. Runs that differ
 * in their seed alone are compared as they are.
 *
 * @param folders of two runs
 * @throws RangeError naming the folder that is not that of one finished run
 */
export function sidesOf(folders: readonly string[]): [RunGroup, RunGroup] {
  for (const folder of folders) requireOne(folder);
  if (new Set(folders.map((folder) => path.resolve(folder))).size < folders.length)
    throw new RangeError(`compare requires two different runs, got ${folders[0]} twice`);
  const { runs, leftOut } = readRuns(folders);
  if (runs.length !== 2)
    throw new RangeError(
      `compare requires two different runs, got ${leftOut[0].folder}, ${leftOut[0].reason}`,
    );
  const groups = groupRuns(runs);
  const [a, b] = groups.length === 2 ? groups.map((group) => withSeeds(group)) : seedGroups(groups[0]);
  return [a, b];
}

function requireOne(folder: string): void {
  const { runs, leftOut } = readRuns([folder]);
  if (runs.length === 1) return;
  const got =
    runs.length === 0 && leftOut.length > 0
      ? `${leftOut[0].folder}: ${leftOut[0].reason}`
      : `${folder}, which holds ${runs.length || "none"}`;
  throw new RangeError(`compare requires the folder of one finished run, got ${got}`);
}

function withSeeds(group: RunGroup): RunGroup {
  const [run] = group.runs;
  const beside = readRuns([path.dirname(run.folder)]).runs;
  const others = beside.filter((other) => settingsKey(other) === settingsKey(run) && !sameFolder(other, run));
  return { ...group, runs: [run, ...others] };
}

const sameFolder = (a: StoredRun, b: StoredRun): boolean => path.resolve(a.folder) === path.resolve(b.folder);
