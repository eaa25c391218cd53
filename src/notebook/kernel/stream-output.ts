/**
 * What a cell prints, in few messages.
 *
 * Stock tslab sends a message a write, and a loop that prints thousands of lines keeps every client busy. Here the
 * first writes of each second go out at once, so that a synchronous loop is seen at work, and the rest is gathered.
 */
export type StreamName = "stdout" | "stderr";

/** Messages a second that go out unchanged. */
const unchanged = 100;
/** Gathered text leaves after this many milliseconds or characters. */
const longest = 50;
const largest = 1 << 16;

export class StreamOutput {
  private name: StreamName = "stdout";
  private gathered = "";
  private second = -Infinity;
  private sent = 0;
  private flushed = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly send: (name: StreamName, text: string) => void) {}

  write(name: StreamName, text: string): void {
    if (name !== this.name) this.flush();
    this.name = name;
    this.gathered += text;
    const now = performance.now();
    if (now - this.second >= 1000) {
      this.second = now;
      this.sent = 0;
    }
    const late = now - this.flushed >= longest || this.gathered.length >= largest;
    if (this.sent++ < unchanged || late) this.flush();
    else this.timer ??= setTimeout(() => this.flush(), longest);
  }

  /** Sends what was gathered, so that what follows comes after it. */
  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.flushed = performance.now();
    const text = this.gathered;
    this.gathered = "";
    if (text !== "") this.send(this.name, text);
  }
}
