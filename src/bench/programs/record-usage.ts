import { appendFileSync } from "node:fs";
import { isMainThread } from "node:worker_threads";

/**
 * Loaded before a program by `--import`: at its end the process adds a line to the file RECORD_USAGE_IN, with its
 * processor time over all threads and the most memory that it held.
 */
const file = process.env.RECORD_USAGE_IN;
if (isMainThread && file !== undefined)
  process.on("exit", () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage(); // µs, µs, KiB
    const taken = {
      cpuSeconds: (userCPUTime + systemCPUTime) / 1e6,
      peakMemoryMB: (maxRSS * 1024) / 1e6,
    };
    appendFileSync(file, JSON.stringify(taken) + "\n");
  });
