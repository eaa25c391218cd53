/**
 * Goes through long work state by state, until it ends or the user presses the stop button.
 *
 * A kernel's own handling of the interrupt would fail the cell and leave the loop behind it running.
 * So the signal is taken over while the work lasts: the first interrupt lets the step in progress end
 * and stops there, and the cell succeeds; a second one is the kernel's again. `states` is never closed,
 * so that running the cell again goes on from the same place.
 *
 * The event loop runs between two steps: signals, timers and messages are handled there.
 *
 * @param states each step happens when the next state is asked for
 * @param each   called after every step
 * @returns whether the work ended by itself
 */
export async function untilInterrupted<T>(
  states: Iterable<T> | AsyncIterable<T>,
  each: (state: T) => void,
): Promise<boolean> {
  const steps = Symbol.asyncIterator in states ? states[Symbol.asyncIterator]() : states[Symbol.iterator]();
  // The synchronous beginning of a cell runs in `vm` with breakOnSigint, which sets the signal's listeners
  // aside and drops the handler of one added meanwhile: SIGINT would then end the process. So first a turn.
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

/** Listens for SIGINT in place of everyone else, until the first one came or it is given back. */
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
  process.on("SIGINT", onInterrupt); // first, so that the signal never falls to Node, which would exit
  for (const listener of others) process.off("SIGINT", listener);
  return { came: () => came, giveBack };
}
