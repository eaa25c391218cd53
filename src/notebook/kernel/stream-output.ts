/**
 * What the process writes while cells run, sent to the cell that runs.
 *
 * Stock tslab sends a message a write; a loop that prints thousands of lines overruns the publishing socket, which
 * then drops messages, the end of the cell among them. Here the first writes of each second go out at once, so that
 * a synchronous loop is seen at work, and the rest is gathered. A callback given to `write` is called, too.
 */
export type SendText = (name: StreamName, text: string) => void;
type StreamName = "stdout" | "stderr";

/** Messages a second that go out unchanged; the socket holds 1000. */
const unchanged = 100;
/** Gathered text leaves after this many milliseconds or characters. */
const longest = 50;
const largest = 1 << 16;

const utf8 = new TextDecoder();

export class StreamOutput {
  private gathered = { name: "stdout" as StreamName, text: "" };
  private second = -Infinity;
  private sent = 0;
  private flushed = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly send: SendText) {}

  /** A `write` for `process.stdout` or `process.stderr`. */
  writer(name: StreamName): typeof process.stdout.write {
    return (
      chunk: string | Uint8Array,
      encodingOrDone?: BufferEncoding | (() => void),
      done?: () => void,
    ) => {
      this.write(name, typeof chunk === "string" ? chunk : utf8.decode(chunk));
      const written = typeof encodingOrDone === "function" ? encodingOrDone : done;
      if (written) process.nextTick(written);
      return true;
    };
  }

  /** Sends what was gathered, so that what follows comes after it. */
  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.flushed = performance.now();
    const { name, text } = this.gathered;
    this.gathered.text = "";
    if (text !== "") this.send(name, text);
  }

  private write(name: StreamName, text: string): void {
    if (name !== this.gathered.name) this.flush();
    this.gathered.name = name;
    this.gathered.text += text;
    const now = performance.now();
    if (now - this.second >= 1000) {
      this.second = now;
      this.sent = 0;
    }
    const late = now - this.flushed >= longest || this.gathered.text.length >= largest;
    if (this.sent++ < unchanged || late) this.flush();
    else this.timer ??= setTimeout(() => this.flush(), longest);
  }
}
