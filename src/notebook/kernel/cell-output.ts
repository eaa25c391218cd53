/**
 * Where output goes: to the cell whose code causes it, from a timer or an awaited callback too, and after it ended.
 *
 * Stock tslab sends what is printed or displayed to the cell that was started last, whoever prints it.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import * as jupyter from "tslab/dist/jupyter";
import { readableText } from "./error-replies";
import { StreamOutput, type StreamName } from "./stream-output";

/** Sends a message to everyone who watches the kernel. */
export type Publish = (type: string, content: object) => void;

/** The cell whose code runs, followed through timers and promises. */
const running = new AsyncLocalStorage<CellOutput>();
/** Takes what no cell can be found for. */
let latest: CellOutput | undefined;

export class CellOutput {
  private readonly streams: StreamOutput;

  constructor(private readonly send: Publish) {
    this.streams = new StreamOutput((name, text) => send("stream", { name, text: readableText(text) }));
  }

  publish(type: string, content: object): void {
    this.flush(); // what was printed before comes before
    this.send(type, content);
  }

  print(name: StreamName, text: string): void {
    this.streams.write(name, text);
  }

  flush(): void {
    this.streams.flush();
  }

  /** What tslab's `display` calls. */
  readonly display = (content: object, update?: boolean): void =>
    this.publish(update ? "update_display_data" : "display_data", content);
}

/** Everything that `work` and its callbacks print and display goes to `output`. */
export function runInto<T>(output: CellOutput, work: () => T): T {
  latest = output;
  return running.run(output, work);
}

function current(): CellOutput | undefined {
  return running.getStore() ?? latest;
}

const utf8 = new TextDecoder();

/** Takes over what the process prints and what cells display. */
export function redirectOutput(): void {
  for (const name of ["stdout", "stderr"] as const) {
    const original = process[name].write.bind(process[name]);
    const write = (
      chunk: string | Uint8Array,
      encodingOrDone?: BufferEncoding | (() => void),
      done?: () => void,
    ): boolean => {
      const written = typeof encodingOrDone === "function" ? encodingOrDone : done;
      const cell = current();
      if (!cell) return original(chunk, written);
      cell.print(name, typeof chunk === "string" ? chunk : utf8.decode(chunk));
      if (written) process.nextTick(written);
      return true;
    };
    process[name].write = write;
  }
  Object.defineProperty(jupyter, "lastWriteDisplayData", { get: () => current()?.display ?? null });
}
