import { rmSync } from "node:fs";
import path from "node:path";
import { writeAtomic } from "../files/write-atomic";
import type { Chapter } from "./chapter";
import type { Executor, Outcome } from "./executor";
import type { PlannedRun } from "./plan";
import { json, makingFolder, publish, type Experiment } from "./run-folders";
import { entryOf, type IndexEntry } from "./run-index";

/** What all runs of a grid have in common. */
export interface RunMaking {
  readonly chapter: Chapter;
  /** folder of runs, which is there */
  readonly runs: string;
  /** the checkout */
  readonly root: string;
  readonly executor: Executor;
  readonly clock: () => number;
  /** ends the grid; what is done stays */
  readonly signal: AbortSignal;
}

/**
 * Makes one run, whose lock the caller holds, and puts its folder among the others. One that fails is kept as well.
 *
 * @param onCell told when the `cell`-th of `of` code cells begins
 * @throws Error where no other run could do better: interrupted, disk full, executor lost
 */
export async function makeRun(
  run: PlannedRun,
  { chapter, runs, root, executor, clock, signal }: RunMaking,
  onCell: (cell: number, of: number) => void,
): Promise<IndexEntry> {
  const { key, injected: parameters, version } = run;
  const folder = makingFolder(runs, key);
  try {
    writeAtomic(path.join(folder, "settings.json"), json(run.values));
    const work = workFolder(chapter, root);
    const begun = clock();
    const request = { key, name: chapter.name, notebook: chapter.text, work, parameters, version, folder };
    const outcome = await executor.run(request, onCell);
    signal.throwIfAborted();
    requireRoom(outcome);
    const experiment = experimentOf(run, chapter.name, begun, clock(), outcome);
    return entryOf(publish(runs, folder, experiment)) as IndexEntry;
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** `experiment.json`. The times are those of the program that executed the run, unless that ended and tells none. */
function experimentOf(
  { parameters, key }: PlannedRun,
  notebook: string,
  begun: number,
  ended: number,
  outcome: Outcome,
): Experiment {
  const started = new Date(begun).toISOString();
  return { format: 1, notebook, parameters, key, started, seconds: (ended - begun) / 1000, ...outcome };
}

/** The folder that a chapter runs in: within the checkout by its name there, so that every machine finds its own. */
function workFolder(chapter: Chapter, root: string): string {
  const inside = path.relative(root, chapter.folder);
  return inside.startsWith("..") || path.isAbsolute(inside) ? chapter.folder : inside;
}

/** On a full disk the next run would fail as this one did. */
function requireRoom(outcome: Outcome): void {
  if (outcome.status === "failed" && /ENOSPC|No space left on device/.test(outcome.error))
    throw new Error(
      "the disk is full: free some space and run the command again; it does only what is missing",
    );
}
