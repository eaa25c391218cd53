import path from "node:path";
import { describeOrigin, originKey } from "../runs/origin";
import { readEveryRun, readRuns, type LeftOut } from "../runs/read-runs";
import { effectKey, runKey, seedLabel, settingsKey } from "../runs/run-settings";
import type { StoredRun } from "../runs/stored-run";
import { groupRuns, seedGroups, type RunGroup } from "./run-groups";

/**
 * The two runs to compare, each followed by the runs beside it that the same code made and that differ only in the
 * seed. Two runs that differ only in the seed are compared alone.
 *
 * @param folders of two runs
 * @throws RangeError that names a folder without exactly one finished run, or two runs that different code made
 */
export function resolveRuns(folders: readonly string[]): [RunGroup, RunGroup] {
  const [first, second] = folders.map(requireOneRun);
  if (new Set(folders.map((folder) => path.resolve(folder))).size < folders.length)
    throw new RangeError(`compare requires two different runs, got ${folders[0]} twice`);
  requireOneOrigin(first, second);
  if (runKey(first) === runKey(second))
    throw new RangeError(
      `compare requires two different runs, got ${first.folder}, made again in ${second.folder}`,
    );
  const groups = groupRuns(readEveryRun(folders).runs);
  const [a, b] = groups.length === 2 ? groups.map((group) => withSeeds(group)) : seedGroups(groups[0]);
  return [a, b];
}

function requireOneRun(folder: string): StoredRun {
  const { runs, leftOut } = readRuns([folder]);
  if (runs.length === 1) return runs[0];
  const got =
    runs.length === 0 && leftOut.length > 0
      ? `${leftOut[0].folder}: ${leftOut[0].reason}`
      : `${folder}, which holds ${runs.length === 0 ? "no run" : `${runs.length} runs`}`;
  throw new RangeError(`compare requires the folder of one finished run, got ${got}`);
}

/** Whatever differs between the runs of two versions may come from the code, not from the settings. */
function requireOneOrigin(a: StoredRun, b: StoredRun): void {
  if (originKey(a) === originKey(b)) return;
  const [madeA, madeB] = [a, b].map(({ folder, origin }) => `${folder} of ${describeOrigin(origin)}`);
  throw new RangeError(
    `compare requires two runs that the same code made, got ${madeA} and ${madeB}; make one of them again`,
  );
}

/** Adds the other seeds beside a run, each once, and says which of the folders beside it do not count. */
function withSeeds(group: RunGroup): RunGroup {
  const [run] = group.runs;
  const { runs, leftOut } = readEveryRun([path.dirname(run.folder)]);
  const seeds = new Map([[seedLabel(run), run]]);
  const others: LeftOut[] = [];
  for (const other of [...runs].reverse()) {
    if (effectKey(other) !== effectKey(run) || path.resolve(other.folder) === path.resolve(run.folder)) continue; // prettier-ignore
    const seed = seedLabel(other);
    const counted = seeds.get(seed);
    const { folder } = other;
    if (settingsKey(other) !== settingsKey(run))
      others.push({ folder, reason: `seed ${seed}, made by ${describeOrigin(other.origin)}` });
    else if (counted)
      others.push({ folder, reason: `seed ${seed} again, of which ${counted.folder} counts` });
    else seeds.set(seed, other);
  }
  const [, ...more] = seeds.values();
  return { ...group, runs: [run, ...more.reverse()], leftOut: [...leftOut, ...others.reverse()] };
}
