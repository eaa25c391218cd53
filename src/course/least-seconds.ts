const cpuUsage = process.cpuUsage.bind(process); // as it was before a notebook could replace it
const rounds = 6;
const round = 5000; // microseconds, many times what the clock tells apart

/**
 * The least processor seconds that a piece of work takes, over some rounds. Other programs on the machine do not count,
 * and the first rounds, in which the code is still compiled, hardly do.
 */
export function leastSeconds(work: () => unknown): number {
  let least = Infinity;
  for (let i = 0; i < rounds; i++) {
    const began = cpuUsage();
    let [used, times] = [0, 0];
    while (used < round) {
      for (let k = 0; k < 4; k++) work();
      times += 4;
      const { user, system } = cpuUsage(began);
      used = user + system;
    }
    least = Math.min(least, used / times / 1e6);
  }
  return least;
}
