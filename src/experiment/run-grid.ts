import { setTimeout as delay } from "node:timers/promises";
import { Locks } from "./locks";
import { makeRun, type RunMaking } from "./make-run";
import type { PlannedRun } from "./plan";
import { doneFolder, keysBeingMade, removeMaking } from "./run-folders";
import { SharedIndex, type IndexEntry } from "./run-index";

/** A grid, and who executes it. */
export interface GridRequest extends RunMaking {
  readonly planned: readonly PlannedRun[];
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
    try {
      await this.index.write();
    } finally {
      this.locks.close();
    }
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
    const { state, request } = this;
    state.made.push(await makeRun(run, request, (cell, of) => this.onCell(run, cell, of)));
    await this.index.writeNowAndThen(request.clock());
  }

  private onCell(run: PlannedRun, cell: number, of: number): void {
    this.state.running.set(run.key, { cell, of });
    this.request.onChange(this.state);
  }
}
