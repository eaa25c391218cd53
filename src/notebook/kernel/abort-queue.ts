/**
 * The cells that wait, one after another.
 *
 * Stock tslab drops, for 200 ms after an error, whatever waits or arrives, whether or not the request asked for it,
 * with a status the protocol does not know. Here a failed cell that asked to stop (`stop_on_error`) aborts exactly
 * the requests that arrived before its own reply is sent; each of them gets a reply with status `aborted`.
 */
import { setImmediate } from "node:timers/promises";

/** Turns of the event loop in which requests that already reached the socket are read. */
const turnsToReadSocket = 5;

export class AbortQueue {
  private last: Promise<unknown> = Promise.resolve();
  /** Raised by each failure that stops what waits. */
  private generation = 0;

  /**
   * Runs a task after those before it.
   *
   * @param run   gives the reply, and whether everything that waits is to be aborted
   * @param abort gives the reply of a task that was aborted
   */
  add<Reply>(run: () => Promise<{ reply: Reply; stop: boolean }>, abort: () => Reply): Promise<Reply> {
    const generation = this.generation;
    const task = this.last.then(async () => {
      if (generation !== this.generation) return abort();
      const { reply, stop } = await run();
      if (stop) {
        for (let turn = 0; turn < turnsToReadSocket; turn++) await setImmediate();
        this.generation++;
      }
      return reply;
    });
    this.last = task.catch(() => {});
    return task;
  }
}
