import { execFileSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { makeTemporaryFolder } from "../../files/temporary-names";
import { median } from "../median";
import { inCheckout, venvPython } from "../../files/checkout";

const tslab = inCheckout("node_modules/tslab/bin/tslab");
const kernelProgram = inCheckout("dist/kernel/main.js");

/** The first cell of a chapter, which imports what the chapter needs. */
function firstCell(chapter: string): string {
  const file = inCheckout("notebooks", `${chapter}.ipynb`);
  const { cells } = JSON.parse(readFileSync(file, "utf8")) as {
    cells: { cell_type: string; source: string[] }[];
  };
  return cells.find((cell) => cell.cell_type === "code")?.source.join("") ?? "";
}

/**
 * This project's kernel, the same again with its cache of compiled cells, stock tslab from `node_modules`, and
 * ipykernel, which comes with JupyterLab: the command that starts each, without the connection file at its end, and the
 * first cell, and a name that is completed and explained.
 */
function kernels(compiledCells: string) {
  const first = firstCell("07-training");
  const ours = [process.execPath, "--enable-source-maps", kernelProgram, "--compiled-cells", compiledCells];
  const ts = { first, known: "console.log" };
  return {
    Ours: { argv: [...ours, "--config-path"], ...ts },
    OursAgain: { argv: [...ours, "--config-path"], ...ts },
    Stock: { argv: [process.execPath, tslab, "kernel", "--config-path"], ...ts },
    Ipykernel: {
      argv: [venvPython, "-m", "ipykernel_launcher", "-f"],
      first: "import json, decimal",
      known: "json.dumps",
    },
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
  complete: number;
  inspect: number;
  megabytes: number;
  /** With the part of what processes share. */
  megabytesWithShares: number;
}

const rounds = 5;

/**
 * Compares the kernel with stock tslab and ipykernel: seconds until it is ready, for the first cell of a chapter, sent
 * at once after that, for a trivial cell, to complete and to explain a name; and memory. Medians of rounds; a ratio is the median of the ratios of the rounds.
 */
export async function benchKernel(say: (line: string) => void): Promise<Record<string, number>> {
  const taken: Record<Name, Waits>[] = [];
  for (let round = 1; round <= rounds; round++) {
    taken.push(time());
    for (const [name, waits] of Object.entries(taken[round - 1])) {
      const { ready, first, trivial, cpu, complete, inspect, megabytes, megabytesWithShares } = waits;
      const [r, f, t, c, o, i] = [ready, first, trivial, cpu, complete, inspect].map(
        (seconds) => `${seconds.toFixed(3)} s`,
      );
      say(`round ${round}, ${name}: ready ${r}, first cell ${f}, trivial cell ${t} (${c} of CPU)`);
      const memory = `${megabytes.toFixed(0)} MB (${megabytesWithShares.toFixed(0)} with its part of what is shared)`;
      say(`round ${round}, ${name}: completion ${o}, inspection ${i}, memory ${memory}`);
    }
  }
  const medianOverRounds = (figure: (round: Record<Name, Waits>) => number): number =>
    median(taken.map(figure));
  const result: Record<string, number> = {};
  for (const name of Object.keys(taken[0]) as Name[]) {
    result[`kernelReadySeconds${name}`] = medianOverRounds((round) => round[name].ready);
    result[`kernelFirstCellSeconds${name}`] = medianOverRounds((round) => round[name].first);
    result[`kernelTrivialCellSeconds${name}`] = medianOverRounds((round) => round[name].trivial);
    result[`kernelTrivialCellCpuSeconds${name}`] = medianOverRounds((round) => round[name].cpu);
    result[`kernelCompletionSeconds${name}`] = medianOverRounds((round) => round[name].complete);
    result[`kernelInspectionSeconds${name}`] = medianOverRounds((round) => round[name].inspect);
    result[`kernelMegabytes${name}`] = medianOverRounds((round) => round[name].megabytes);
    result[`kernelMegabytesWithShares${name}`] = medianOverRounds((round) => round[name].megabytesWithShares);
  }
  result.kernelReadyRatioToStock = medianOverRounds(({ Ours, Stock }) => Ours.ready / Stock.ready);
  result.kernelToFirstResultRatioToStock = medianOverRounds(
    ({ Ours, Stock }) => (Ours.ready + Ours.first) / (Stock.ready + Stock.first),
  );
  result.kernelTrivialCellRatioToStock = medianOverRounds(({ Ours, Stock }) => Ours.trivial / Stock.trivial);
  result.kernelTrivialCellCpuRatioToStock = medianOverRounds(({ Ours, Stock }) => Ours.cpu / Stock.cpu);
  result.kernelCompletionRatioToStock = medianOverRounds(({ Ours, Stock }) => Ours.complete / Stock.complete);
  result.kernelInspectionRatioToStock = medianOverRounds(({ Ours, Stock }) => Ours.inspect / Stock.inspect);
  result.kernelMemoryRatioToStock = medianOverRounds(({ Ours, Stock }) => Ours.megabytes / Stock.megabytes);
  return result;
}

function time(): Record<Name, Waits> {
  const compiledCells = makeTemporaryFolder("cells");
  try {
    const program = inCheckout("src/bench/programs/time_kernel.py");
    const task = JSON.stringify({
      folder: inCheckout("notebooks"),
      kernels: kernels(compiledCells),
    });
    return JSON.parse(execFileSync(venvPython, [program, task], { encoding: "utf8" })) as Record<Name, Waits>;
  } finally {
    rmSync(compiledCells, { recursive: true });
  }
}
