import { execFileSync } from "node:child_process";
import path from "node:path";
import { readChapter } from "../experiment/chapter";
import { python, root } from "../report/environment";
import type { Seconds } from "./cpu-and-wall";

/** Iterations of a cell, of about two seconds; ten of them are the whole run. */
const part = 4000;

/**
 * What the live chart and the bar of chapter 07 cost: its training cell, in the project's kernel, beside the same
 * training that shows nothing. The two take turns, each going on with a whole run of its own, so that the curve is
 * as long as it gets and a busy machine is busy for both. Processor time is the kernel's, all threads together.
 */
export function benchLive(say: (line: string) => void): Promise<Record<string, number | string>> {
  const notebooks = path.join(root, "notebooks");
  const { code } = readChapter("7", notebooks);
  const training = code.findIndex((cell) => cell.includes("const bar = progress("));
  const shown = code[training].replace("run.steps(100, Date.now)", "partOf(run)");
  if (!shown.includes("partOf")) throw new Error("bench requires chapter 07 to train by run.steps");
  const silent = "await untilInterrupted(partOf(other), () => {});";
  const turns = Array.from({ length: 40_000 / part }, (_, turn) => turn);
  const turn = (i: number): string[] => (i % 2 ? [silent, shown] : [shown, silent]);
  const measured = turns.flatMap(turn);
  const cells = [...code.slice(0, training), preparation, ...measured.map(timed)];
  say(`training 40,000 iterations with a live chart and 40,000 without, in turns of ${part}`);
  const kernel = path.join(root, "dist/notebook/kernel/main.js");
  const argv = [process.execPath, "--enable-source-maps", kernel, "--config-path"];
  const program = path.join(root, "src/bench/time_cells.py");
  const input = JSON.stringify({ folder: notebooks, argv, cells });
  const printed = JSON.parse(execFileSync(python, [program], { input, encoding: "utf8" })) as string[];
  const taken = printed.slice(-measured.length).map((text) => JSON.parse(text) as Seconds);
  const sum = (what: keyof Seconds, of: string): number =>
    taken.reduce((all, seconds, i) => all + (measured[i] === of ? seconds[what] : 0), 0);
  return Promise.resolve({
    liveCpuSeconds: sum("cpu", shown),
    silentCpuSeconds: sum("cpu", silent),
    liveCpuRatio: sum("cpu", shown) / sum("cpu", silent),
    liveWallRatio: sum("wall", shown) / sum("wall", silent),
  });
}

/** The second run, and the next part of a run. */
const preparation = `
const other = new TrainingRun(settings, text);
function* partOf(training: TrainingRun) {
  for (const state of training.steps(100, Date.now)) {
    yield state;
    if (state.iteration % ${part} === 0) return;
  }
}
`;

/** A cell that says, in the end, what it has taken. */
const timed = (cell: string): string => `
const wallBefore = performance.now();
const cpuBefore = process.cpuUsage();
${cell}
const used = process.cpuUsage(cpuBefore);
console.log(JSON.stringify({ wall: (performance.now() - wallBefore) / 1e3, cpu: (used.user + used.system) / 1e6 }));
`;
