/**
 * Does long work step by step, until it ends or the user presses the stop button.
 *
 * The kernel's own interrupt would fail the cell. So this function handles the signal while the work lasts: at the first
 * interrupt it stops after the current step, and the cell succeeds; the kernel handles a second interrupt. `states` is
 * never closed, so the same cell, run again, continues at the same place.
 *
 * The event loop runs between two steps: signals, timers and messages are handled there.
 *
 * @param states a step is done when the next state is requested
 * @param each   called after each step
 * @returns whether the work ended by itself
 */
export async function untilInterrupted<T>(
  states: Iterable<T> | AsyncIterable<T>,
  each: (state: T) => void,
): Promise<boolean> {
  const steps = Symbol.asyncIterator in states ? states[Symbol.asyncIterator]() : states[Symbol.iterator]();
  // Under stock tslab the beginning of a cell runs in `vm` with breakOnSigint, which removes listeners of the signal
  // and loses one that is added meanwhile: SIGINT would then end the process. So yield first.
  await new Promise(setImmediate);
  const interrupt = takeInterrupt();
  try {
    while (!interrupt.came()) {
      const step = await steps.next();
      if (step.done) return true;
      each(step.value);
      await new Promise(setImmediate);
    }
    return false;
  } finally {
    interrupt.giveBack();
  }
}

/** Listens for SIGINT in place of all other listeners, until the first signal or until it is given back. */
function takeInterrupt(): { came(): boolean; giveBack(): void } {
  const others = process.rawListeners("SIGINT") as NodeJS.SignalsListener[];
  let came = false;
  let taken = true;
  function giveBack(): void {
    if (!taken) return;
    taken = false;
    for (const listener of others) process.on("SIGINT", listener);
    process.off("SIGINT", onInterrupt);
  }
  function onInterrupt(): void {
    came = true;
    giveBack();
  }
  process.on("SIGINT", onInterrupt); // first, so that there is always a listener: without one Node would exit
  for (const listener of others) process.off("SIGINT", listener);
  return { came: () => came, giveBack };
}
