/**
 * Messages between the kernel's process and the process of the cells, each a line of JSON.
 *
 * The process of the cells writes within the call, and waits if the kernel is slow, so that nothing is lost and a
 * synchronous loop can be watched.
 */
import { writeSync } from "node:fs";
import { Socket } from "node:net";

/** File descriptors of the process of the cells. */
export const descriptors = { toKernel: 3, fromKernel: 4, watch: 5, input: 6 } as const;

/** With this flag Node gives that process its own modules: there is no public way to do what `watch.ts` needs. */
export const internalsFlag = "--expose-internals";

export interface ErrorContent {
  ename: string;
  evalue: string;
  traceback: string[];
}

/** A cell to run. */
export interface Run {
  serial: number;
  /** Shown beside the cell. */
  count: number;
  code: string;
  /** Names that it declares. */
  names: string[];
  imported: { local: string; module: string; export: string }[];
  modules: Record<string, string>;
  /** Gives the value of its last expression to the kernel instead of showing it. */
  expression?: boolean;
}

/** How a cell ended. */
export interface Outcome {
  error?: ErrorContent;
  /** Names that were declared or assigned before an error. */
  declared?: string[];
  /** The value of an expression that was asked for, as a bundle. */
  data?: Record<string, unknown>;
}

export type ToCells =
  /** To be answered by `stopped` as soon as the event loop turns and so many signals have been handled. */
  | { type: "stop"; signals: number }
  | { type: "run"; run: Run }
  /** The code that ran was ended from outside. */
  | { type: "terminated" }
  /** A front end answers a control of a cell. */
  | { type: "comm"; kind: string; content: Record<string, unknown> };

export type FromCells =
  | { type: "publish"; serial: number; kind: string; content: object; metadata?: object }
  | { type: "begun"; serial: number }
  | { type: "done"; serial: number; outcome: Outcome }
  /** The stop button was noticed; so many signals have been handled since the process began. */
  | { type: "stopped"; signals: number }
  | { type: "input"; serial: number; prompt: string; password: boolean };

const { from: bufferFrom } = Buffer;

/** Sends a message to the kernel's process. */
export function toKernel(message: FromCells): void {
  const bytes = bufferFrom(`\n${JSON.stringify(message)}\n`); // one that was cut off ends at the next
  for (let sent = 0; sent < bytes.length;) sent += writeSync(descriptors.toKernel, bytes, sent);
}

/** Splits a stream into lines and parses them; lines that are no JSON were cut off, and are left out. */
export function eachMessage<Message>(
  stream: Socket | NodeJS.ReadableStream,
  handle: (message: Message) => void,
): void {
  const parts: string[] = [];
  stream.setEncoding("utf8");
  stream.on("data", (chunk: string) => {
    let start = 0;
    for (let end = chunk.indexOf("\n"); end >= 0; start = end + 1, end = chunk.indexOf("\n", start)) {
      const line = [...parts.splice(0), chunk.slice(start, end)].join("");
      if (line === "") continue;
      let message: Message;
      try {
        message = JSON.parse(line) as Message;
      } catch {
        continue;
      }
      handle(message);
    }
    if (start < chunk.length) parts.push(chunk.slice(start));
  });
}
