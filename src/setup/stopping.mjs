/**
 * A request to end: Ctrl-C, SIGTERM, SIGHUP, or the end of the npm that runs us. npm's shell passes no signal on to
 * us, so a killed `npm start` is seen by its parent's number.
 */
const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
const stoppedStatus = 130; // that of Ctrl-C in a shell, whatever asked
const lookEvery = 500; // ms

/** Thrown where work ends because it was asked to. */
export class Stopped extends Error {
  status = stoppedStatus;
  constructor() {
    super("stopped; the same command goes on from here");
  }
}

const listeners = new Set();
let asked = false;

/** Calls `listener` at every request to end, with its signal. @returns a function that ends that */
export function onStop(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** @throws Stopped where an end was asked for */
export function throwIfStopped() {
  if (asked) throw new Stopped();
}

/** Whether a child's end is one that was asked for. */
export const isStop = (status) => asked || signals.includes(status);

/** Listens from now on, once for a process. */
export function watchStop() {
  const ask = (signal) => {
    asked = true;
    for (const listener of [...listeners]) listener(signal);
  };
  for (const signal of signals) process.on(signal, ask);
  if (process.env.npm_lifecycle_event === undefined || process.platform === "win32") return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    ask("SIGTERM");
  }, lookEvery);
  watch.unref();
}
