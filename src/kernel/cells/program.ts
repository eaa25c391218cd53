/**
 * The process of the cells. The kernel's process (`../main.ts`) starts it in the notebook's folder, sends it compiled
 * cells and receives what they print and how they end.
 */
import { Socket } from "node:net";
import { redirectOutput, report } from "../display/cell-output";
import { CellRunner } from "./cell-runner";
import { provideComms, receiveComm } from "./comms";
import { shownError } from "./error-replies";
import { provideInput } from "./input";
import { descriptors, eachMessage, toKernel, type ToCells } from "./messages";
import { endProcess, guardExit } from "./process-end";
import { startWatch } from "./watch";

const runner = new CellRunner(process.cwd(), keepListeners);
/** How many signals of the stop button were handled. */
let handled = 0;
/** How many must have been, for a question that waits to be answered. */
let awaited = Infinity;

/** A signal may arrive after the question that was sent after it, and must not hit the next cell. */
function tellStopped(): void {
  awaited = Infinity;
  toKernel({ type: "stopped", signals: handled });
}

const tell = (problem: unknown): void => report(shownError(problem));
const listeners = {
  SIGINT: () => {
    runner.interrupt();
    handled++;
    if (handled >= awaited) tellStopped();
  },
  uncaughtException: tell,
  unhandledRejection: tell,
};

/** As they are before a cell replaces them. */
const listenerCount = process.listenerCount.bind(process);
const on = process.on.bind(process);
const removeAllListeners = process.removeAllListeners.bind(process);

/** Listeners of Node, by which it notices that a signal is listened to. */
const signals = (["newListener", "removeListener"] as const).map(
  (event) => [event, process.listeners(event as never)] as [string, (() => void)[]],
);

/** A cell may remove all listeners; without these, the next signal or error would end the process. */
function keepListeners(): void {
  for (const [event, kept] of [
    ...signals,
    ...Object.entries(listeners).map(([name, each]) => [name, [each]] as const),
  ])
    if (listenerCount(event) === 0) for (const listener of kept) on(event, listener);
}

process.removeAllListeners = (event) => {
  removeAllListeners(event as never);
  keepListeners();
  return process;
};

function handle(message: ToCells): void {
  if (message.type === "stop") {
    awaited = message.signals;
    return handled >= awaited ? tellStopped() : undefined;
  }
  if (message.type === "terminated") return runner.terminated();
  keepListeners();
  if (message.type === "run") runner.run(message.run);
  else receiveComm(message.kind, message.content);
}

keepListeners();
guardExit();
redirectOutput();
provideInput();
provideComms();
startWatch(() => runner.latest);
const kernel = new Socket({ fd: descriptors.fromKernel, readable: true, writable: false });
eachMessage<ToCells>(kernel, handle);
kernel.on("close", () => endProcess(0));
