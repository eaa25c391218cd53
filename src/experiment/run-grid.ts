import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { writeAtomic } from "../files/write-atomic";
import type { Chapter } from "./chapter";
import type { Executor, Outcome } from "./executor";
import { Locks } from "./locks";
import type { PlannedRun } from "./plan";
import {
  doneFolder,
  json,
  keysBeingMade,
  makingFolder,
  publish,
  removeMaking,
  type Experiment,
} from "./run-folders";
import { entryOf, SharedIndex, type IndexEntry } from "./run-index";

/** A grid, and who executes it. */
export interface GridRequest {
  readonly chapter: Chapter;
  readonly planned: readonly PlannedRun[];
  /** folder of runs; made if it is not there */
  readonly runs: string;
  /** the checkout */
  readonly root: string;
  readonly executor: Executor;
  readonly clock: () => number;
  /** ends the grid; what is done stays */
  readonly signal: AbortSignal;
  readonly onChange: (state: GridState) => void;
}

/** How far a grid is. */
export interface GridState {
  readonly total: number;
  /** runs that were there before, or that another grid made meanwhile */
  there: number;
  /** runs made, in the order in which they ended */
  readonly made: IndexEntry[];
  /** code cells begun by each run that is being made, by key */
  readonly running: Map<string, { cell: number; of: number }>;
  /** runs that another grid is making */
  elsewhere: number;
}

/** How often a run that another grid is making is looked for, in milliseconds. */
const patience = 500;

/**
 * Makes the runs of a grid that are not there yet, as many at a time as the executor takes. A run that fails is
 * kept with its message, and made again by the next call. Several grids may work in one folder: no run is made
 * twice at a time.
 *
 * @returns how it ended
 * @throws Error where the whole grid cannot go on: interrupted, disk full, executor lost
 */
export async function runGrid(request: GridRequest): Promise<GridState> {
  mkdirSync(request.runs, { recursive: true });
  const grid = new Grid(request, new Locks(request.runs));
  try {
    return await grid.make();
  } finally {
    request.executor.close();
    await grid.close();
  }
}

class Grid {
  private readonly state: GridState;
  private readonly waiting: PlannedRun[];
  private readonly elsewhere: PlannedRun[] = [];
  private readonly index: SharedIndex;

  constructor(
    private readonly request: GridRequest,
    private readonly locks: Locks,
  ) {
    const { planned } = request;
    this.state = { total: planned.length, there: 0, made: [], running: new Map(), elsewhere: 0 };
    this.waiting = [...planned];
    this.index = new SharedIndex(request.runs, locks);
  }

  async make(): Promise<GridState> {
    await this.tidyUp();
    const { executor } = this.request;
    const lanes = Array.from({ length: Math.min(executor.parallel, this.state.total) }, () => this.lane());
    await Promise.all(lanes);
    return this.state;
  }

  async close(): Promise<void> {
    await this.index.write();
    this.locks.close();
  }

  /** Removes what grids that were killed have left, other than the runs that living ones are making. */
  private async tidyUp(): Promise<void> {
    for (const key of keysBeingMade(this.request.runs)) {
      if (!(await this.locks.lock(key))) continue;
      removeMaking(this.request.runs, key);
      this.locks.unlock(key);
    }
  }

  /** One run after the other, until none is left. */
  private async lane(): Promise<void> {
    for (;;) {
      this.request.signal.throwIfAborted();
      const next = this.waiting.shift();
      if (next !== undefined) await this.makeOnce(next);
      else if (this.elsewhere.length === 0) return;
      else {
        await delay(patience, undefined, { signal: this.request.signal });
        this.waiting.push(...this.elsewhere.splice(0));
      }
      this.state.elsewhere = this.elsewhere.length;
      this.request.onChange(this.state);
    }
  }

  private async makeOnce(run: PlannedRun): Promise<void> {
    const { runs } = this.request;
    if (doneFolder(runs, run)) return void this.state.there++;
    if (!(await this.locks.lock(run.key))) return void this.elsewhere.push(run);
    try {
      if (doneFolder(runs, run))
        this.state.there++; // ended since we looked
      else await this.makeLocked(run);
    } finally {
      this.state.running.delete(run.key);
      this.locks.unlock(run.key);
    }
  }

  private async makeLocked(run: PlannedRun): Promise<void> {
    const { runs, chapter, root, executor, clock, signal } = this.request;
    const folder = makingFolder(runs, run.key);
    try {
      writeAtomic(path.join(folder, "settings.json"), json(run.settings));
      const work = workFolder(chapter, root);
      const begun = clock();
      const outcome = await executor.run(
        {
          key: run.key,
          name: chapter.name,
          notebook: chapter.text,
          work,
          parameters: run.injected,
          version: run.version,
          folder,
        },
        (cell, of) => this.onCell(run, cell, of),
      );
      signal.throwIfAborted();
      requireRoom(outcome);
      const experiment = this.experimentOf(run, begun, outcome);
      this.state.made.push(entryOf(publish(runs, folder, experiment)) as IndexEntry);
      await this.index.writeNowAndThen(clock());
    } finally {
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  }

  private experimentOf(run: PlannedRun, begun: number, outcome: Outcome): Experiment {
    const { chapter, clock } = this.request;
    return {
      format: 1,
      notebook: chapter.name,
      parameters: run.parameters,
      key: run.key,
      started: new Date(begun).toISOString(), // of a program that ended, which tells no more
      seconds: (clock() - begun) / 1000,
      ...outcome,
    };
  }

  private onCell(run: PlannedRun, cell: number, of: number): void {
    this.state.running.set(run.key, { cell, of });
    this.request.onChange(this.state);
  }
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
