/**
 * Sends output to the cell whose code causes it, also from a timer or an awaited callback, and after the cell ended.
 *
 * Stock tslab sends all output to the cell that was started last.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { StringDecoder } from "node:string_decoder";
import { CellPromise, cellsObjectPrototype } from "../cells/cells-global";
import { StreamOutput, type StreamName } from "./stream-output";

/** Sends a message to all clients. */
export type Publish = (type: string, content: object, metadata?: object) => void;

/** The output of the cell whose code runs, followed through timers and promises. */
const running = new AsyncLocalStorage<CellOutput>();
/**
 * Node keeps the output, and numbers, in properties of each promise and timer, which `inspect` would show: makes them
 * properties that are not listed.
 */
function hideContext(): void {
  const probe = running.run(new CellOutput(() => {}), () => CellPromise.resolve());
  for (const key of Object.getOwnPropertySymbols(probe)) {
    Object.defineProperty(cellsObjectPrototype, key, {
      get: () => undefined,
      set(this: object, value: unknown) {
        Object.defineProperty(this, key, { value, writable: true, configurable: true });
      },
      configurable: true,
    });
  }
}

/** Receives output for which no cell can be found. */
let latest: CellOutput | undefined;

export class CellOutput {
  private readonly streams: StreamOutput;
  private readonly decoders = { stdout: new StringDecoder(), stderr: new StringDecoder() };

  /** @param serial of the cell */
  constructor(
    private readonly send: Publish,
    readonly serial?: number,
  ) {
    this.streams = new StreamOutput((name, text) => send("stream", { name, text }));
  }

  publish(type: string, content: object, metadata?: object): void {
    this.flush(); // keeps the order
    this.send(type, content, metadata);
  }

  /** A character of several bytes may come in several writes. */
  print(name: StreamName, chunk: string | Uint8Array): void {
    this.streams.write(
      name,
      typeof chunk === "string" ? chunk : this.decoders[name].write(Buffer.from(chunk)),
    );
  }

  flush(): void {
    this.streams.flush();
  }

  /** tslab's `display` calls this. */
  readonly display = (content: object, update?: boolean): void =>
    this.publish(update ? "update_display_data" : "display_data", content);
}

const deepestGroup = 100;
const groupEnd = console.groupEnd.bind(console);

/** Ends the groups that an earlier cell left open. */
export function endGroups(): void {
  for (let i = 0; i < deepestGroup; i++) groupEnd();
}

/** Runs `work`; all that it and its callbacks print and display goes to `output`. */
export function runInto<T>(output: CellOutput, work: () => T): T {
  latest = output;
  return running.run(output, work);
}

function current(): CellOutput | undefined {
  return running.getStore() ?? latest;
}

/** The output of the cell whose code runs. */
export const currentOutput = current;

/** Runs `work`, which an earlier cell has caused, into the output of that cell. */
export const within = (output: CellOutput, work: () => void): void => running.run(output, work);

/** The number of the cell whose code runs. */
export const currentSerial = (): number | undefined => current()?.serial;

/** Tells of what went wrong, under the cell whose code runs; a cell may have replaced what `console` and `process` do. */
export const report = (text: string): void => current()?.print("stderr", `${text}\n`);

const { nextTick } = process;

/** Redirects what the process prints. */
export function redirectOutput(): void {
  hideContext();
  for (const name of ["stdout", "stderr"] as const) {
    const original = process[name].write.bind(process[name]);
    const write = (
      chunk: string | Uint8Array,
      encodingOrDone?: BufferEncoding | (() => void),
      done?: () => void,
    ): boolean => {
      const [encoding, written] =
        typeof encodingOrDone === "function" ? [undefined, encodingOrDone] : [encodingOrDone, done];
      const cell = current();
      if (!cell) return original(chunk, written);
      cell.print(name, encoding && typeof chunk === "string" ? Buffer.from(chunk, encoding) : chunk);
      if (written) nextTick(written);
      return true;
    };
    process[name].write = write;
  }
  console.clear = () => current()?.publish("clear_output", { wait: false });
}

/** @param jupyter tslab's module of this name, which has a function that displays */
export function redirectDisplay(jupyter: object): void {
  Object.defineProperty(jupyter, "lastWriteDisplayData", { get: () => current()?.display ?? null });
}
