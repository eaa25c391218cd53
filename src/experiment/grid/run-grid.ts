import { setTimeout as delay } from "node:timers/promises";
import type { Parameters } from "../../runs/experiment-json";
import { readIndexEntry, type IndexEntry } from "../../runs/index-entry";
import type { LeftOut } from "../../runs/read-runs";
import { isLookedAt } from "../../runs/live/live-record";
import { attemptFolders, doneFolders, removeRemains, stoppedFolder } from "../../runs/run-folders";
import type { RunProgress } from "../executors/executor";
import { finishedFolder } from "./finished-run";
import { Locks } from "./locks";
import { makeRun, type RunMaking } from "./make-run";
import type { PlannedRun } from "./plan";
import { SharedIndex } from "./shared-index";

/** A grid and its executor. */
export interface GridRequest extends RunMaking {
  readonly planned: readonly PlannedRun[];
  readonly onChange: (state: GridState) => void;
  /** whether runs that are there are made again */
  readonly again: boolean;
}

/** A run that is being made. */
export interface RunInProgress {
  readonly parameters: Parameters;
  readonly folder: string;
  /** the current code cell; undefined before the first */
  readonly at?: RunProgress;
}

/** The progress of a grid. */
export interface GridState {
  readonly total: number;
  /** number of runs that existed before, or that another grid has made meanwhile */
  there: number;
  /** runs that an earlier grid stopped at a time limit no smaller than this one's; they are not made again */
  readonly stopped: IndexEntry[];
  /** runs that were made, in the order of their ends */
  readonly made: IndexEntry[];
  /** the runs in progress, by key */
  readonly running: Map<string, RunInProgress>;
  /** number of runs that another grid is making */
  elsewhere: number;
  /** damaged folders, which are not in the index; known at the end */
  leftOut: readonly LeftOut[];
}

/** Milliseconds between two checks of a run that another grid is making. */
const checkEvery = 500;

/**
 * Makes the missing runs of a grid, as many at a time as the executor takes. A failed run is kept with its message and
 * made again by the next call; a run that was stopped at a time limit, only if it may take longer now. Several grids may work in one folder: two never make the same run at the same time.
 *
 * @returns the final state
 * @throws Error if the grid cannot continue: interrupted, disk full, executor lost
 */
export async function runGrid(request: GridRequest): Promise<GridState> {
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
    const counts = { total: planned.length, there: 0, elsewhere: 0 };
    this.state = { ...counts, stopped: [], made: [], running: new Map(), leftOut: [] };
    this.waiting = [...planned];
    this.index = new SharedIndex(request.runs, locks);
  }

  async make(): Promise<GridState> {
    await this.tidyUp();
    const { executor } = this.request;
    const workers = Array.from({ length: Math.min(executor.parallel, this.state.total) }, () =>
      this.makeWaiting(),
    );
    await Promise.all(workers);
    return this.state;
  }

  async close(): Promise<void> {
    try {
      await this.index.write();
      this.state.leftOut = this.index.leftOut;
    } finally {
      this.locks.close();
    }
  }

  /**
   * Removes what earlier grids have left, but no run that a living grid is making, nor what a run that was stopped or killed has
   * said: that stays until the run is made, or `gc` takes it.
   */
  private async tidyUp(): Promise<void> {
    const { runs } = this.request;
    for (const { key, folder } of attemptFolders(runs)) {
      if (!(await this.locks.lock(key))) continue;
      if (!isLookedAt(folder) || doneFolders(runs, key).length > 0) removeRemains(folder);
      this.locks.unlock(key);
    }
  }

  /** Makes one run after another until none is left. */
  private async makeWaiting(): Promise<void> {
    for (;;) {
      this.request.signal.throwIfAborted();
      const next = this.waiting.shift();
      if (next !== undefined) await this.makeOnce(next);
      else if (this.elsewhere.length === 0) return;
      else {
        await delay(checkEvery, undefined, { signal: this.request.signal });
        this.waiting.push(...this.elsewhere.splice(0));
      }
      this.state.elsewhere = this.elsewhere.length;
      this.request.onChange(this.state);
    }
  }

  private async makeOnce(run: PlannedRun): Promise<void> {
    const { runs, timeLimit, again } = this.request;
    if (this.isThere(run)) return void this.state.there++;
    const stopped = again ? undefined : stoppedFolder(runs, run.key, timeLimit);
    if (stopped) return void this.state.stopped.push(readIndexEntry(stopped));
    if (!(await this.locks.lock(run.key))) return void this.elsewhere.push(run);
    try {
      if (this.isThere(run))
        this.state.there++; // another grid has ended it just now
      else await this.makeLocked(run);
    } finally {
      this.state.running.delete(run.key);
      this.locks.unlock(run.key);
    }
  }

  private isThere({ key }: PlannedRun): boolean {
    return !this.request.again && finishedFolder(key, this.request) !== undefined;
  }

  private async makeLocked(run: PlannedRun): Promise<void> {
    const { state, request } = this;
    let begun: RunInProgress | undefined;
    const onFolder = (folder: string): void => {
      begun = { parameters: run.parameters, folder };
      this.onProgress(run, begun);
    };
    const onCell = (at: RunProgress): void => this.onProgress(run, begun && { ...begun, at });
    state.made.push(await makeRun(run, request, onFolder, onCell));
    await this.index.writeIfDue(request.clock());
  }

  private onProgress({ key }: PlannedRun, now: RunInProgress | undefined): void {
    if (now) this.state.running.set(key, now);
    this.request.onChange(this.state);
  }
}
