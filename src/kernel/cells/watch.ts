/**
 * A thread beside the cells, which works even if their code never returns to the event loop.
 *
 * On request it ends the code that runs, unless a later cell than the one it is told has begun: through the inspector it
 * lets the cells' thread call `endRunningCode`, in the middle of any loop. JavaScript cannot catch that. What was running is lost, pending microtasks too; variables and
 * timers stay. Node notes the callbacks that it is in, to find the asynchronous context; that note must be cleared,
 * or Node would end the process because it finds the wrong one. If the kernel's process is gone, the thread ends all.
 */
import { Session } from "node:inspector";
import { Socket } from "node:net";
import { isMainThread, Worker } from "node:worker_threads";
import { cellsGlobal } from "./cells-global";
import { descriptors } from "./messages";

const name = "kernel·endRunningCode";

interface AsyncWrap {
  clearAsyncIdStack(): void;
}

/** Node's own bookkeeping of callbacks. */
function asyncWrap(): AsyncWrap {
  const noDeprecation = process.noDeprecation;
  process.noDeprecation = true;
  try {
    return (process as unknown as { binding(name: string): AsyncWrap }).binding("async_wrap");
  } finally {
    process.noDeprecation = noDeprecation;
  }
}

/**
 * Starts the thread.
 *
 * @param latest gives the serial of the cell that began last
 */
export function startWatch(latest: () => number): void {
  const wrap = asyncWrap();
  const session = new Session();
  session.connect();
  const endRunningCode = (serial: number): void => {
    if (latest() > serial) return;
    wrap.clearAsyncIdStack();
    session.post("Runtime.terminateExecution");
  };
  Object.defineProperty(cellsGlobal, name, { value: endRunningCode });
  const worker = new Worker(__filename, {
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: 32, maxYoungGenerationSizeMb: 4 },
  });
  worker.unref();
}

/** @param request `end SERIAL`, a line or several */
function endRunningCode(request: string): void {
  const serial = Number(/(\d+)\s*$/.exec(request)?.[1]);
  const session = new Session();
  session.connectToMainThread();
  session.post("Runtime.evaluate", { expression: `globalThis["${name}"](${serial})` }, () =>
    session.disconnect(),
  );
}

function endProcess(): void {
  try {
    process.kill(-process.pid, "SIGKILL"); // with the commands that cells have started
  } catch {
    process.kill(process.pid, "SIGKILL");
  }
}

if (!isMainThread) {
  const kernel = new Socket({ fd: descriptors.watch, readable: true, writable: false });
  kernel.setEncoding("utf8").on("data", endRunningCode);
  kernel.on("close", endProcess);
}
