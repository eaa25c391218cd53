import { execFileSync } from "node:child_process";
import path from "node:path";
import { median } from "./median";

const root = path.join(__dirname, "../..");
const python = path.join(root, ".venv", process.platform === "win32" ? "Scripts/python.exe" : "bin/python");

/** Seconds that a person waits; see `time_kernel.py`. */
interface Waits {
  ready: number;
  first: number;
  trivial: number;
}

interface Kernel {
  /** The command that starts it, without the connection file at its end. */
  argv: string[];
  /** What a chapter's first cell does. */
  first: string;
}

const rounds = 7;
const chapter =
  'import { derivative } from "mathjs";\nimport { zeros } from "../dist/model/matrix";\nzeros(2, 2);';
const tslab = path.join(root, "node_modules/tslab/bin/tslab");
const mended = path.join(root, "dist/notebook/kernel/main.js");

/** This project's kernel, and its peers from `node_modules` and from JupyterLab's environment. */
const kernels = {
  ours: { argv: [process.execPath, "--enable-source-maps", mended, "--config-path"], first: chapter },
  stock: { argv: [process.execPath, tslab, "kernel", "--config-path"], first: chapter },
  ipykernel: { argv: [python, "-m", "ipykernel_launcher", "-f"], first: "import json, decimal" },
} satisfies Record<string, Kernel>;

/**
 * The kernel beside stock tslab and ipykernel: seconds until it is ready, of a chapter's first cell and of a trivial
 * one. The kernels take turns, so that a busy machine is busy for all; ratios are medians of each round's ratio.
 */
export function benchKernel(say: (line: string) => void): Promise<Record<string, number | string>> {
  const taken: Record<keyof typeof kernels, Waits[]> = { ours: [], stock: [], ipykernel: [] };
  for (let round = 1; round <= rounds; round++) {
    for (const name of Object.keys(taken) as (keyof typeof kernels)[]) {
      const waits = time(kernels[name]);
      taken[name].push(waits);
      const { ready, first, trivial } = waits;
      say(
        `round ${round}, ${name}: ready ${seconds(ready)}, first cell ${seconds(first)}, trivial ${seconds(trivial)}`,
      );
    }
  }
  const all = (name: keyof typeof kernels, wait: keyof Waits): number[] =>
    taken[name].map((waits) => waits[wait]);
  const ratio = (wait: keyof Waits): number =>
    median(all("ours", wait).map((ours, round) => ours / all("stock", wait)[round]));
  const figures = Object.keys(taken).flatMap((name) =>
    (["ready", "first", "trivial"] as const).map((wait) => [
      `kernel${capital(wait)}Seconds${capital(name)}`,
      median(all(name as keyof typeof kernels, wait)),
    ]),
  );
  return Promise.resolve({
    ...Object.fromEntries(figures),
    kernelReadyRatioToStock: ratio("ready"),
    kernelFirstRatioToStock: ratio("first"),
    kernelTrivialRatioToStock: ratio("trivial"),
  });
}

function time(kernel: Kernel): Waits {
  const program = path.join(root, "src/bench/time_kernel.py");
  const task = JSON.stringify({ ...kernel, folder: path.join(root, "notebooks") });
  return JSON.parse(execFileSync(python, [program, task], { encoding: "utf8" })) as Waits;
}

const seconds = (value: number): string => `${value.toFixed(3)} s`;
const capital = (word: string): string => word[0].toUpperCase() + word.slice(1);
