import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { inCheckout, venvPython } from "../../files/checkout";

const argv = [process.execPath, "--enable-source-maps", inCheckout("dist/kernel/main.js"), "--config-path"];

/** Runs before the first reading, which fill caches and compile code. */
const warmUpRuns = 5;
const runs = 50;

interface Notebook {
  cells: { cell_type: string; source: string[] }[];
}

/** Code cells of chapter 07, with few iterations, up to the one that trains. */
function cellsToTraining(): string[] {
  const notebook = JSON.parse(readFileSync(inCheckout("notebooks/07-training.ipynb"), "utf8")) as Notebook;
  const code = notebook.cells
    .filter((cell) => cell.cell_type === "code")
    .map(({ source }) => source.join("").replace(/^let iterations = \d+/m, "let iterations = 500"));
  const training = code.findIndex((each) => each.includes("untilInterrupted(run.steps"));
  if (training < 0) throw new Error("benchMemory requires a cell in chapter 07 that trains, got none");
  return code.slice(0, training + 1);
}

/**
 * Memory of the kernel before and after 50 executions of the training cell of chapter 07, each with a new run: the
 * JavaScript heap, and its sum with the buffers outside (`external`), in MB after garbage collection.
 */
export function benchMemory(say: (line: string) => void): Promise<Record<string, number>> {
  const cells = cellsToTraining();
  const again = cells.filter((each) => each.includes("const run = new")).concat(cells.slice(-1));
  const task = JSON.stringify({
    folder: inCheckout("notebooks"),
    argv,
    cells,
    again,
    times: warmUpRuns + runs,
  });
  const program = inCheckout("src/bench/programs/rerun_kernel.py");
  const readings = JSON.parse(execFileSync(venvPython, [program, task], { encoding: "utf8" })) as [
    number,
    number,
  ][];
  const [before, after] = [readings[warmUpRuns - 1], readings[warmUpRuns + runs - 1]];
  const sum = ([heap, external]: [number, number]): number => heap + external;
  say(`heap of the kernel: ${readings.map(([heap]) => heap.toFixed(1)).join(" ")} MB`);
  return Promise.resolve({
    memoryHeapBefore: before[0],
    memoryHeapAfter50Runs: after[0],
    memoryHeapRatio: after[0] / before[0],
    memoryHeapAndBuffersRatio: sum(after) / sum(before),
  });
}
