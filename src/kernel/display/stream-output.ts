/**
 * Sends what a cell prints in few messages.
 *
 * Stock tslab sends a message for each write, so that a loop that prints thousands of lines keeps all clients busy.
 * Here the first writes of each second are sent at once, so that one can watch a synchronous loop; the rest is
 * collected.
 */
export type StreamName = "stdout" | "stderr";

/** How many writes a second are sent at once. */
const sentAtOnce = 100;
/** Collected text is sent after so many milliseconds or characters. */
const longestWait = 50;
const mostText = 1 << 16;

export class StreamOutput {
  private name: StreamName = "stdout";
  private collected = "";
  private second = -Infinity;
  private sent = 0;
  private flushed = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly send: (name: StreamName, text: string) => void) {}

  write(name: StreamName, text: string): void {
    if (name !== this.name) this.flush();
    this.name = name;
    this.collected += text;
    const now = performance.now();
    if (now - this.second >= 1000) {
      this.second = now;
      this.sent = 0;
    }
    const late = now - this.flushed >= longestWait || this.collected.length >= mostText;
    if (this.sent++ < sentAtOnce || late) this.flush();
    else this.timer ??= setTimeout(() => this.flush(), longestWait);
  }

  /** Sends what was collected. */
  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.flushed = performance.now();
    const text = this.collected;
    this.collected = "";
    if (text !== "") this.send(this.name, text);
  }
}
