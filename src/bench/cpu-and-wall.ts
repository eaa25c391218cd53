/** Seconds of the clock on the wall, and of the processor, all threads together. */
export interface Seconds {
  readonly wall: number;
  readonly cpu: number;
}

/** Calls a function once, and says what it took. */
export function cpuAndWall<T>(work: () => T): { value: T; seconds: Seconds } {
  const begun = { wall: performance.now(), cpu: process.cpuUsage() };
  const value = work();
  const { user, system } = process.cpuUsage(begun.cpu);
  return { value, seconds: { wall: (performance.now() - begun.wall) / 1e3, cpu: (user + system) / 1e6 } };
}
