/**
 * The stop button.
 *
 * Stock tslab ends a synchronous loop only in the part of a cell before its first await; an awaiting cell it merely
 * stops waiting for, and the loop in it keeps running. Here every await written in a cell is rejected, so the loop
 * behind it ends (`guard-awaits.ts` puts the calls there), and a cell that goes on after an await can be stopped in
 * the middle as at its start. Library code that awaits for long listens for `SIGINT` itself; the kernel never ends
 * on that signal.
 */
import { Script } from "node:vm";

export class Interrupted extends Error {
  override name = "Interrupted";
  constructor() {
    super("the cell was stopped");
  }
}

/** The object that code compiled for a cell can name. */
declare const __tslab__: Record<string, unknown>;

/** The awaits of cells. */
const waiting = new Set<(reason: Interrupted) => void>();
/** Node ends a script at SIGINT, but not what promises or timers call. */
const resumption = new Script("__tslab__.resume()", { filename: "node:vm" });

/** Lets a cell go on after an await up to its next one, as a script. */
function resume(settle: () => void): void {
  __tslab__.resume = () => {
    settle();
    runPendingJobs();
  };
  try {
    resumption.runInThisContext({ breakOnSigint: true });
  } catch (problem) {
    if (!isInterruption(problem)) throw problem;
    process.emit("SIGINT", "SIGINT"); // the script took the signal; tell those who listen
  }
}

/** Runs what promises have to call now; Node offers no documented way. */
function runPendingJobs(): void {
  if ("_tickCallback" in process && typeof process._tickCallback === "function") process._tickCallback();
}

/** Starting a script costs 0.1 ms: each of the first awaits of a cell is worth it, later only one in a while. */
const firstAwaits = 100;
const whileMs = 3;
let resumed = 0;
let lastScript = 0;

/** Calls `settle` now, or soon as a script that can be stopped. */
function settleStoppably(settle: () => void): void {
  const now = performance.now();
  if (resumed++ >= firstAwaits && now - lastScript < whileMs) return settle();
  lastScript = now;
  setImmediate(resume, settle);
}

/** A cell begins. */
export function countAwaitsAnew(): void {
  resumed = 0;
}

/** The value of `awaited`, or a rejection with `Interrupted` as soon as the cell is stopped. */
export function untilInterrupted<T>(awaited: T | PromiseLike<T>): Promise<Awaited<T>> {
  return new Promise((resolve, reject) => {
    waiting.add(reject);
    const unlessStopped = (settle: () => void): void => {
      if (waiting.delete(reject)) settle();
    };
    Promise.resolve(awaited).then(
      (value) => settleStoppably(() => unlessStopped(() => resolve(value))),
      (reason) => settleStoppably(() => unlessStopped(() => reject(reason))),
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

/** Rejects every await of a cell. */
export function interruptAwaits(): void {
  for (const reject of waiting) reject(new Interrupted());
  waiting.clear();
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
