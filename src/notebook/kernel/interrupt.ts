/**
 * The stop button.
 *
 * Stock tslab ends a synchronous loop only in the part of a cell before its first await; an awaiting cell it merely
 * stops waiting for, and the loop in it keeps running. Here every await written in a cell is rejected, so the loop
 * behind it ends (`guard-awaits.ts` puts the calls there). A loop that swallows every error would go on; therefore a
 * cell that has not ended soon after is given up, and its awaits never settle again. Library code that awaits for
 * long listens for `SIGINT` itself; the kernel never ends on that signal.
 */
export class Interrupted extends Error {
  override name = "Interrupted";
  constructor() {
    super("the cell was stopped");
  }
}

/** The awaits of cells. */
const waiting = new Set<(reason: Interrupted) => void>();

/** A cell that awaits what is already there lets the event loop turn, and so the signal in, this often. */
const turnEveryMs = 5;
let lastTurn = 0;

function settleSoon(settle: () => void): void {
  const now = performance.now();
  if (now - lastTurn < turnEveryMs) return settle();
  lastTurn = now;
  setImmediate(settle);
}

/** The value of `awaited`, or a rejection with `Interrupted` as soon as the cell is stopped. */
export function untilInterrupted<T>(awaited: T | PromiseLike<T>): Promise<Awaited<T>> {
  return new Promise((resolve, reject) => {
    waiting.add(reject);
    const unlessStopped = (settle: () => void): void => {
      if (waiting.delete(reject)) settle();
    };
    Promise.resolve(awaited).then(
      (value) => settleSoon(() => unlessStopped(() => resolve(value))),
      (reason) => settleSoon(() => unlessStopped(() => reject(reason))),
    );
  });
}

/** The items of `source`, ended with `Interrupted` as soon as the cell is stopped; the source is then closed. */
export async function* eachUntilInterrupted<T>(source: AsyncIterable<T> | Iterable<T>): AsyncGenerator<T> {
  const items = Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]();
  let finished = false;
  try {
    for (;;) {
      const next = await untilInterrupted(items.next());
      finished = next.done === true;
      if (next.done) return;
      yield next.value;
    }
  } finally {
    if (!finished) void Promise.resolve(items.return?.()).catch(() => {});
  }
}

/** The awaits in what a stopped cell catches or does at last still settle for so long. */
const tidyUpMs = 2_000;

/** What the stop button does to the cell that runs. */
export class StopButton {
  private running = false;
  private patience: NodeJS.Timeout | undefined;

  /** @param giveUp ends the cell for those who wait for it, whether its code has ended or not */
  constructor(private readonly giveUp: () => void) {}

  cellBegins(): void {
    this.running = true;
  }

  cellEnded(): void {
    this.running = false;
    clearTimeout(this.patience);
    this.patience = undefined;
  }

  /** Rejects every await of a cell. A cell that still runs 2 s later, or when this is called again, is given up. */
  press(): void {
    if (this.patience) return this.abandon();
    const stopped = [...waiting];
    waiting.clear();
    for (const reject of stopped) reject(new Interrupted());
    if (this.running) this.patience = setTimeout(() => this.abandon(), tidyUpMs);
  }

  /** Every part of a cell stands at an await then, and an await that is not in `waiting` does not go on. */
  private abandon(): void {
    waiting.clear();
    this.giveUp();
  }
}

/** Whether a failure says that the cell was stopped: our own, Node's for synchronous code, tslab's for the rest. */
export function isInterruption(thrown: unknown): boolean {
  if (thrown instanceof Interrupted) return true;
  if (!(thrown instanceof Error)) return false;
  return (
    ("code" in thrown && thrown.code === "ERR_SCRIPT_EXECUTION_INTERRUPTED") ||
    thrown.message === "Interrupted asynchronously"
  );
}
