import path from "node:path";
import { withLock } from "../../files/locks";
import { writeAtomic } from "../../files/write-atomic";
import type { BegunExperiment, Experiment } from "../../runs/experiment-json";
import { readIndexEntry, type IndexEntry } from "../../runs/index-entry";
import { holdsLog } from "../../runs/live/log-file";
import { packBeforePublishing } from "../../runs/pack-run";
import { json, makingFolder, publish, removeRemains } from "../../runs/run-folders";
import type { Chapter } from "../chapter/chapter";
import type { Executor, Outcome, RunProgress } from "../executors/executor";
import type { PlannedRun } from "./plan";

/** What the runs of a grid have in common. */
export interface RunMaking {
  readonly chapter: Chapter;
  /** folder of the runs; exists */
  readonly runs: string;
  /** the checkout */
  readonly root: string;
  readonly executor: Executor;
  readonly clock: () => number;
  /** seconds after which a run is stopped */
  readonly timeLimit?: number;
  /** whether each run gets a page */
  readonly pages: boolean;
  /** whether the files of each run are packed */
  readonly pack?: boolean;
  /** ends the grid; finished runs are kept */
  readonly signal: AbortSignal;
}

/**
 * Makes one run, whose lock the caller holds, and publishes its folder. A failed run is kept as well. Of a run that was
 * stopped, what it has said stays below `.making`, where nobody takes it for a run that has ended.
 *
 * @param onFolder called with the folder of the run, before it begins
 * @param onCell   called when a code cell begins
 * @throws Error if the other runs would fail too: interrupted, disk full, executor lost
 */
export async function makeRun(
  run: PlannedRun,
  { chapter, runs, root, executor, clock, timeLimit, pages, pack, signal }: RunMaking,
  onFolder: (folder: string) => void,
  onCell: (now: RunProgress) => void,
): Promise<IndexEntry> {
  const { key, injected: parameters, version } = run;
  const folder = makingFolder(runs, key);
  const begun = clock();
  let stays = false;
  try {
    writeAtomic(path.join(folder, "settings.json"), json(run.values));
    const work = workFolder(chapter, root);
    writeAtomic(path.join(folder, "experiment.json"), json(describeBegun(run, chapter.name, begun)));
    onFolder(folder);
    const what = { key, name: chapter.name, notebook: chapter.text, work, parameters, version };
    const execute = async (): Promise<Outcome> => {
      const outcome = await executor.run({ ...what, folder, timeLimit, page: pages }, onCell);
      if (outcome.status === "failed") signal.throwIfAborted(); // because it was stopped
      return outcome;
    };
    const outcome = await withLock("experiment requires --runs", folder, execute).catch((reason: unknown) => {
      stays = keepStopped(folder, { ...describeBegun(run, chapter.name, begun), status: "stopped", seconds: (clock() - begun) / 1000 }); // prettier-ignore
      throw reason;
    });
    requireDiskSpace(outcome);
    if (pack && outcome.status === "done") await packBeforePublishing(folder);
    const experiment = describeExperiment(run, chapter.name, begun, clock(), outcome);
    return readIndexEntry(publish(runs, folder, experiment));
  } finally {
    if (!stays) removeRemains(folder);
  }
}

/** Keeps what a run has said that was stopped, or lost its executor. @returns whether it has said anything */
function keepStopped(folder: string, stopped: BegunExperiment): boolean {
  if (!holdsLog(folder)) return false;
  try {
    writeAtomic(path.join(folder, "experiment.json"), json(stopped));
    return true;
  } catch {
    return false; // the disk is full: what is left goes
  }
}

/** `experiment.json` of a run that goes on. */
function describeBegun(
  { parameters, key, madeBy: code }: PlannedRun,
  notebook: string,
  begun: number,
): BegunExperiment {
  return { format: 1, notebook, parameters, key, code, started: new Date(begun).toISOString(), status: "running" }; // prettier-ignore
}

/** `experiment.json` of a run that has ended. The times come from the program that executed the run; ours are used if it ended early. */
function describeExperiment(
  run: PlannedRun,
  notebook: string,
  begun: number,
  ended: number,
  outcome: Outcome,
): Experiment {
  return { ...describeBegun(run, notebook, begun), seconds: (ended - begun) / 1000, ...outcome };
}

/** The folder in which a chapter runs; relative if it is in the checkout, since other machines have other checkouts. */
function workFolder(chapter: Chapter, root: string): string {
  const inside = path.relative(root, chapter.folder);
  return inside.startsWith("..") || path.isAbsolute(inside) ? chapter.folder : inside;
}

/** On a full disk the next run would fail too. */
function requireDiskSpace(outcome: Outcome): void {
  if (outcome.status === "failed" && /ENOSPC|No space left on device/.test(outcome.error))
    throw new Error(
      "the disk is full: free some space, then run the same command again to make the missing runs",
    );
}
