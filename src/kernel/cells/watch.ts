/**
 * A thread beside the cells, which works even if their code never returns to the event loop.
 *
 * On request it ends the code that runs, unless a later cell than the one it is told has begun: through the inspector it
 * lets the cells' thread call `endRunningCode`, in the middle of any loop. JavaScript cannot catch that. What was running
 * is lost, pending microtasks too; variables and timers stay. It answers each request when that was done, so that none
 * is left to hit what comes later. If the kernel's process is gone, the thread ends all.
 *
 * Node notes the callbacks that it is in, to find the asynchronous context, and ends the process if callbacks are left
 * when it thinks that all are over. What was ended has left its own, so they are cleared when it has come to its end,
 * before Node looks: code goes on for a little after the request, and may enter callbacks until then.
 */
import { createRequire } from "node:module";
import { Session } from "node:inspector";
import { Socket } from "node:net";
import { isMainThread, Worker } from "node:worker_threads";
import { cellsGlobal } from "./cells-global";
import { descriptors, internalsFlag } from "./messages";

const name = "kernel·endRunningCode";

/** Forgets the callbacks that Node is in. */
function nodesCallbacks(): { clearAsyncIdStack(): void } {
  process.execArgv = process.execArgv.filter((each) => each !== internalsFlag); // children of cells need no flag
  return createRequire(__filename)("internal/async_hooks") as { clearAsyncIdStack(): void };
}

/**
 * Starts the thread.
 *
 * @param latest gives the serial of the cell that began last
 */
export function startWatch(latest: () => number): void {
  const { clearAsyncIdStack } = nodesCallbacks();
  const session = new Session();
  session.connect();
  const endRunningCode = (serial: number): void => {
    if (latest() > serial) return;
    clearAsyncIdStack();
    session.post("Runtime.terminateExecution", clearAsyncIdStack);
  };
  Object.defineProperty(cellsGlobal, name, { value: endRunningCode });
  const worker = new Worker(__filename, {
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: 32, maxYoungGenerationSizeMb: 4 },
  });
  worker.unref();
}

/** @param serial of the latest cell whose code may be ended */
function endRunningCode(serial: number, done: () => void): void {
  const session = new Session();
  session.connectToMainThread();
  session.post("Runtime.evaluate", { expression: `globalThis["${name}"](${serial})` }, () => {
    session.disconnect();
    done();
  });
}

function endProcess(): void {
  try {
    process.kill(-process.pid, "SIGKILL"); // with the commands that cells have started
  } catch {
    process.kill(process.pid, "SIGKILL");
  }
}

if (!isMainThread) {
  const kernel = new Socket({ fd: descriptors.watch, readable: true, writable: true });
  kernel.setEncoding("utf8").on("data", (requests: string) => {
    for (const [, serial] of requests.matchAll(/end (\d+)\n/g))
      endRunningCode(Number(serial), () => kernel.write("done\n"));
  });
  kernel.on("close", endProcess);
}
