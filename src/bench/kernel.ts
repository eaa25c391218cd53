import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { median } from "./median";

const root = path.join(__dirname, "../..");
const python = path.join(root, ".venv", process.platform === "win32" ? "Scripts/python.exe" : "bin/python");
const tslab = path.join(root, "node_modules/tslab/bin/tslab");
const mended = path.join(root, "dist/notebook/kernel/main.js");

/** The first cell of a chapter, which imports what the chapter needs. */
function firstCell(chapter: string): string {
  const file = path.join(root, "notebooks", `${chapter}.ipynb`);
  const { cells } = JSON.parse(readFileSync(file, "utf8")) as {
    cells: { cell_type: string; source: string[] }[];
  };
  return cells.find((cell) => cell.cell_type === "code")?.source.join("") ?? "";
}

/**
 * This project's kernel, the same once more with the cells that it compiled before, stock tslab from `node_modules`
 * and ipykernel, which comes with JupyterLab: the command that starts each, without the connection file at its end,
 * and what the first cell of a chapter does.
 */
function kernels(compiledCells: string) {
  const first = firstCell("07-training");
  const ours = [process.execPath, "--enable-source-maps", mended, "--compiled-cells", compiledCells];
  return {
    Ours: { argv: [...ours, "--config-path"], first },
    OursAgain: { argv: [...ours, "--config-path"], first },
    Stock: { argv: [process.execPath, tslab, "kernel", "--config-path"], first },
    Ipykernel: { argv: [python, "-m", "ipykernel_launcher", "-f"], first: "import json, decimal" },
  };
}
type Name = keyof ReturnType<typeof kernels>;

/** Seconds that a person waits; see `time_kernel.py`. */
interface Waits {
  ready: number;
  first: number;
  trivial: number;
  /** CPU seconds of the kernel's process for a trivial cell. */
  cpu: number;
}

const rounds = 5;

/**
 * The kernel beside stock tslab and ipykernel: seconds until it is ready, of a chapter's first cell sent at once
 * after that, and of a trivial cell. Medians of rounds; a ratio to stock is the median of each round's ratio.
 */
export async function benchKernel(say: (line: string) => void): Promise<Record<string, number>> {
  const taken: Record<Name, Waits>[] = [];
  for (let round = 1; round <= rounds; round++) {
    taken.push(time());
    for (const [name, { ready, first, trivial, cpu }] of Object.entries(taken[round - 1])) {
      const [r, f, t, c] = [ready, first, trivial, cpu].map((seconds) => `${seconds.toFixed(3)} s`);
      say(`round ${round}, ${name}: ready ${r}, first cell ${f}, trivial cell ${t} (${c} of CPU)`);
    }
  }
  const medianOf = (figure: (round: Record<Name, Waits>) => number): number => median(taken.map(figure));
  const result: Record<string, number> = {};
  for (const name of Object.keys(taken[0]) as Name[]) {
    result[`kernelReadySeconds${name}`] = medianOf((round) => round[name].ready);
    result[`kernelFirstCellSeconds${name}`] = medianOf((round) => round[name].first);
    result[`kernelTrivialCellSeconds${name}`] = medianOf((round) => round[name].trivial);
    result[`kernelTrivialCellCpuSeconds${name}`] = medianOf((round) => round[name].cpu);
  }
  result.kernelReadyRatioToStock = medianOf(({ Ours, Stock }) => Ours.ready / Stock.ready);
  result.kernelToFirstResultRatioToStock = medianOf(
    ({ Ours, Stock }) => (Ours.ready + Ours.first) / (Stock.ready + Stock.first),
  );
  result.kernelTrivialCellRatioToStock = medianOf(({ Ours, Stock }) => Ours.trivial / Stock.trivial);
  result.kernelTrivialCellCpuRatioToStock = medianOf(({ Ours, Stock }) => Ours.cpu / Stock.cpu);
  return result;
}

function time(): Record<Name, Waits> {
  const compiledCells = mkdtempSync(path.join(tmpdir(), "cells-"));
  try {
    const program = path.join(root, "src/bench/time_kernel.py");
    const task = JSON.stringify({ folder: path.join(root, "notebooks"), kernels: kernels(compiledCells) });
    return JSON.parse(execFileSync(python, [program, task], { encoding: "utf8" })) as Record<Name, Waits>;
  } finally {
    rmSync(compiledCells, { recursive: true });
  }
}
