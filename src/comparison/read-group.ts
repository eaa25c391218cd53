import { readEach, type LeftOut } from "../runs/read-runs";
import { vectorsFile, type StoredRun } from "../runs/stored-run";
import { readSomeVectors } from "../vectors/some-vectors";
import type { Matrix } from "../model/matrix";
import type { RunGroup } from "./run-groups";

/** How many seeds of one setting are read: ten pairs are enough. */
export const mostSeeds = 5;

/** A setting whose vectors were read, and what of its runs does not count. */
export interface ReadGroup {
  /** without the runs whose vectors are damaged */
  readonly group: RunGroup;
  /** the runs whose vectors were read, the first `mostSeeds` that could be */
  readonly runs: readonly StoredRun[];
  /** some vectors of each of them */
  readonly sets: readonly { readonly words: readonly string[]; readonly vectors: Matrix }[];
}

/**
 * Reads some vectors of the seeds of a setting. A run whose file is damaged is left out with the reason, and the next
 * seed takes its place.
 *
 * @param first how many words from the beginning of each file
 * @param words other words, by name
 * @throws Error the reason of the first, if no run can be read
 */
export function readGroup(group: RunGroup, first: number, words: readonly string[] = []): ReadGroup {
  const read: { run: StoredRun; set: ReadGroup["sets"][number] }[] = [];
  const damaged: LeftOut[] = [];
  for (const run of group.runs) {
    if (read.length === mostSeeds) break;
    const { found, leftOut } = readEach([run.folder], () => readSomeVectors(vectorsFile(run), first, words));
    damaged.push(...leftOut);
    read.push(...found.map((set) => ({ run, set })));
  }
  if (read.length === 0)
    throw new Error(
      `${group.name} requires a run whose vectors can be read: ${damaged.map(({ folder, reason }) => `${folder}: ${reason}`).join("; ")}`,
    );
  const unread = new Set(damaged.map(({ folder }) => folder));
  const runs = group.runs.filter(({ folder }) => !unread.has(folder));
  return {
    group: { ...group, runs, leftOut: [...(group.leftOut ?? []), ...damaged] },
    runs: read.map(({ run }) => run),
    sets: read.map(({ set }) => set),
  };
}
