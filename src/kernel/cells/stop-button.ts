/**
 * What the stop button does in the process of the cells.
 *
 * Stock tslab ends a synchronous loop only before the first await of a cell. Later it only stops waiting for the cell,
 * and the loop in it runs on. Here every await of a cell is rejected, so that the loop ends (`compiler/live-scope.ts`
 * inserts the calls). A loop that catches every error would run on; therefore a cell that has not ended after two
 * seconds is abandoned, and its awaits never settle again. Code that does not return to the event loop is ended by
 * `watch.ts`. Library code that awaits for long listens for `SIGINT` itself.
 */
import { CellError } from "./cells-global";

export class Interrupted extends CellError {
  override name = "Interrupted";
  constructor() {
    super("the cell was stopped");
  }
}

/** Rejects the pending awaits of cells. */
const pending = new Set<(reason: Interrupted) => void>();

/** The value of `awaited`; a rejection with `Interrupted` if the cell is stopped before. */
export function untilInterrupted(awaited: unknown): unknown {
  const isThenable = (typeof awaited === "object" || typeof awaited === "function") && awaited !== null;
  if (!isThenable || !("then" in awaited)) return awaited; // settles at once
  return new Promise((resolve, reject) => {
    pending.add(reject);
    Promise.resolve(awaited).then(
      (value) => pending.delete(reject) && resolve(value),
      (reason) => pending.delete(reject) && reject(reason as Error),
    );
  });
}

/** The items of `source`; throws `Interrupted` and closes the source if the cell is stopped. */
export async function* eachUntilInterrupted<T>(source: AsyncIterable<T> | Iterable<T>): AsyncGenerator<T> {
  const items = Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]();
  let finished = false;
  try {
    for (;;) {
      const next = (await untilInterrupted(items.next())) as IteratorResult<T>;
      finished = next.done === true;
      if (next.done) return;
      yield next.value;
    }
  } finally {
    if (!finished) void Promise.resolve(items.return?.()).catch(() => {});
  }
}

/** How long the awaits in the `catch` and `finally` of a stopped cell may take. */
const cleanUpMilliseconds = 2_000;

/** Stops the cell that runs. */
export class StopButton {
  private running = false;
  private abandonTimer: NodeJS.Timeout | undefined;

  /** @param giveUp ends the cell for its clients, even if its code has not ended */
  constructor(private readonly giveUp: () => void) {}

  cellBegins(): void {
    this.running = true;
  }

  cellEnded(): void {
    this.running = false;
    clearTimeout(this.abandonTimer);
    this.abandonTimer = undefined;
  }

  /** Rejects every await of a cell. A cell that still runs 2 s later, or at a second press, is abandoned. */
  press(): void {
    if (this.abandonTimer) return this.abandon();
    const stopped = [...pending];
    pending.clear();
    for (const reject of stopped) reject(new Interrupted());
    if (this.running) this.abandonTimer = setTimeout(() => this.abandon(), cleanUpMilliseconds);
  }

  /** All code of the cell is at an await then, and an await that is not in `pending` never settles. */
  abandon(): void {
    pending.clear();
    if (this.running) this.giveUp();
  }
}
