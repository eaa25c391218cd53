import { execFileSync } from "node:child_process";
import { readChapter } from "../../experiment/chapter/chapter";
import { inCheckout, venvPython } from "../../files/checkout";
import type { Seconds } from "../cpu-and-wall";

/** Iterations in a cell, about two seconds; ten cells are the whole run. */
const part = 4000;

/**
 * The cost of the live chart and the bar of chapter 07: its training cell, in the project's kernel, compared with the
 * same training without output. The two alternate and each continues a run of its own, so that the curve gets as long as
 * in the chapter and a busy machine slows both. Processor time is the kernel's, over all threads.
 */
export function benchLive(say: (line: string) => void): Promise<Record<string, number | string>> {
  const notebooks = inCheckout("notebooks");
  const { code } = readChapter("7", notebooks);
  const training = code.findIndex((cell) => cell.includes("const bar = progress("));
  const shown = code[training].replace("run.steps(200, Date.now)", "nextPart(run)");
  if (!shown.includes("nextPart"))
    throw new Error("benchLive requires a cell in chapter 07 with run.steps(100, Date.now), got none");
  const silent = "await untilInterrupted(nextPart(other), () => {});";
  const turns = Array.from({ length: 40_000 / part }, (_, turn) => turn);
  const turn = (i: number): string[] => (i % 2 ? [silent, shown] : [shown, silent]);
  const measured = turns.flatMap(turn);
  const cells = [...code.slice(0, training), preparation, ...measured.map(timed)];
  say(`training 40,000 iterations with a live chart and 40,000 without, in turns of ${part}`);
  const kernel = inCheckout("dist/kernel/main.js");
  const argv = [process.execPath, "--enable-source-maps", kernel, "--config-path"];
  const program = inCheckout("src/bench/programs/time_cells.py");
  const input = JSON.stringify({ folder: notebooks, argv, cells });
  const printed = JSON.parse(execFileSync(venvPython, [program], { input, encoding: "utf8" })) as string[];
  const taken = printed.slice(-measured.length).map((text) => JSON.parse(text) as Seconds);
  const sum = (what: keyof Seconds, cell: string): number =>
    taken.reduce((all, seconds, i) => all + (measured[i] === cell ? seconds[what] : 0), 0);
  return Promise.resolve({
    liveCpuSeconds: sum("cpu", shown),
    silentCpuSeconds: sum("cpu", silent),
    liveCpuRatio: sum("cpu", shown) / sum("cpu", silent),
    liveWallRatio: sum("wall", shown) / sum("wall", silent),
  });
}

/** The second run, and the next part of a run. */
const preparation = `
const other = new AssignmentRun(settings, text);
function* nextPart(training: AssignmentRun) {
  const end = training.iteration + ${part};
  for (const state of training.steps(200, Date.now)) {
    yield state;
    if (state.iteration >= end) return;
  }
}
`;

/** A cell that prints its time at its end. */
const timed = (cell: string): string => `
const wallBefore = performance.now();
const cpuBefore = process.cpuUsage();
${cell}
const used = process.cpuUsage(cpuBefore);
console.log(JSON.stringify({ wall: (performance.now() - wallBefore) / 1e3, cpu: (used.user + used.system) / 1e6 }));
`;
