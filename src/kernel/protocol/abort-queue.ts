/**
 * The queue of cells.
 *
 * For 200 ms after an error stock tslab drops all cells that wait or arrive, even if the request did not ask for it,
 * with a status that the protocol does not have. Here a failed cell whose request has `stop_on_error` aborts exactly
 * the requests that arrived before its own reply is sent; each of them gets a reply with status `aborted`.
 */
import { setImmediate } from "node:timers/promises";

/** How many turns of the event loop it takes to read the requests that have reached the socket. */
const turnsToReadSocket = 5;

export class AbortQueue {
  private last: Promise<unknown> = Promise.resolve();
  /** Increases with each failure that aborts the queue. */
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
