/**
 * Ends the code that runs in a process of cells: signals the stop, and asks the thread there (`../cells/watch.ts`) where
 * the signal is not noticed.
 */
import type { ChildProcess } from "node:child_process";
import type { Duplex } from "node:stream";
import { setTimeout } from "node:timers/promises";
import { descriptors, type ToCells } from "../cells/messages";

/** Milliseconds in which the process answers if its event loop turns. */
export const patience = 300;
/** Milliseconds in which the thread answers on the busiest machine. */
const longest = 10_000;

export class CodeEnder {
  /** Signals that the process has handled. */
  private signals = 0;
  private onNotice: (() => void) | undefined;
  /** Requests to the thread that are not done. */
  private open = 0;
  private onEnd: (() => void) | undefined;

  /** @param child the process; the thread answers a request by a line */
  constructor(private readonly child: ChildProcess) {
    const answered = (text: string): void => this.done(text.split("\n").length - 1);
    (this.stream(descriptors.watch) as Duplex | undefined)?.setEncoding("utf8").on("data", answered);
  }

  /** Signals the stop, and waits a little until the process has noticed. */
  async noticesStop(signal: boolean): Promise<boolean> {
    const noticed = new Promise<boolean>((resolve) => (this.onNotice = () => resolve(true)));
    try {
      if (signal && this.child.pid !== undefined) process.kill(-this.child.pid, "SIGINT");
    } catch {
      return true; // it has ended
    }
    const question: ToCells = { type: "stop", signals: signal ? this.signals + 1 : 0 };
    this.stream(descriptors.fromKernel).write(`${JSON.stringify(question)}\n`);
    return Promise.race([noticed, setTimeout(patience, false)]);
  }

  /** The process has noticed the stop. */
  noticed(signals: number): void {
    this.signals = signals;
    this.onNotice?.();
  }

  /** Ends the code that runs, unless a cell after `serial` has begun. A request that is not done is not repeated. */
  end(serial: number): void {
    if (this.open > 0) return;
    this.open++;
    this.stream(descriptors.watch).write(`end ${serial}\n`);
  }

  /** Waits until no request can end code any more. */
  async ended(): Promise<void> {
    if (this.open === 0) return;
    const done = new Promise<void>((resolve) => (this.onEnd = resolve));
    await Promise.race([done, setTimeout(longest, undefined, { ref: false })]);
    this.open = 0;
  }

  /** The process has ended. */
  gone(): void {
    this.onNotice?.();
    this.done(this.open);
  }

  private done(requests: number): void {
    this.open = Math.max(0, this.open - requests);
    if (this.open === 0) this.onEnd?.();
  }

  private stream(descriptor: number): Duplex {
    return this.child.stdio[descriptor] as Duplex;
  }
}
