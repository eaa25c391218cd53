/** Seconds of wall time, and of processor time over all threads. */
export interface Seconds {
  readonly wall: number;
  readonly cpu: number;
}

/** Calls a function once and measures its time. */
export function cpuAndWall<T>(work: () => T): { value: T; seconds: Seconds } {
  const begun = { wall: performance.now(), cpu: process.cpuUsage() };
  const value = work();
  const { user, system } = process.cpuUsage(begun.cpu);
  return { value, seconds: { wall: (performance.now() - begun.wall) / 1e3, cpu: (user + system) / 1e6 } };
}
