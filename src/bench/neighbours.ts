import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import path from "node:path";
import { makeTemporaryFolder } from "../files/temporary-names";
import { standardNormal } from "../random/normal";
import { Xoshiro128 } from "../random/xoshiro";
import { writeVectors } from "../vectors/write-vectors";
import type { Seconds } from "./cpu-and-wall";
import { benchPython } from "./environment";
import { median } from "./median";
import { inCheckout } from "../files/checkout";

const [rows, cols, queries, k] = [100_000, 100, 1000, 10];
const rounds = 5;

interface Ours {
  readonly index: Seconds;
  readonly search: Seconds;
  readonly cosines: number[][];
}

interface Theirs {
  readonly gensim: Seconds;
  readonly numpy: Seconds;
  readonly cosines: number[][];
  readonly numpyCosines: number[][];
}

/**
 * Finds the 10 nearest of each of 1,000 words in 100,000 x 100 vectors, compared with gensim's `most_similar`, one word
 * after another, and with one product and `argpartition` of numpy, on as many cores as they use. Medians of alternating
 * rounds, each in a process of its own, without the time to read the file.
 */
export function benchNeighbours(say: (line: string) => void): Promise<Record<string, number | string>> {
  const python = benchPython(say);
  const folder = makeTemporaryFolder("bench");
  try {
    const file = path.join(folder, "vectors.bin");
    writeRandom(file);
    const ours: Ours[] = [];
    const theirs: Theirs[] = [];
    for (let round = 0; round < rounds; round++) {
      const args = [file, String(queries), String(k)];
      ours.push(run(process.execPath, inCheckout("dist/bench/programs/time-neighbours.js"), ...args) as Ours);
      theirs.push(run(python, inCheckout("src/bench/programs/time_neighbours.py"), ...args) as Theirs);
      requireEqual(ours[round].cosines, theirs[round].cosines);
      requireEqual(ours[round].cosines, theirs[round].numpyCosines);
      const [{ search }, { gensim, numpy }] = [ours[round], theirs[round]];
      say(`${describe(search)}; gensim ${describe(gensim)}; numpy ${describe(numpy)}`);
    }
    return Promise.resolve(figures(ours, theirs));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function writeRandom(file: string): void {
  const normal = standardNormal(new Xoshiro128(1));
  const words = Array.from({ length: rows }, (_, w) => `w${w}`);
  writeVectors(file, { words, vectors: { rows, cols, data: new Float32Array(rows * cols).map(normal) } });
}

function run(...[command, ...args]: [string, ...string[]]): unknown {
  return JSON.parse(execFileSync(command, args, { encoding: "utf8", maxBuffer: 1 << 28 }));
}

/** Requires equal cosines within the rounding of sums of floats. */
function requireEqual(ours: number[][], theirs: number[][]): void {
  for (let q = 0; q < queries; q++)
    for (let i = 0; i < k; i++) {
      if (Math.abs(ours[q][i] - theirs[q][i]) < 1e-5) continue;
      throw new Error(
        `benchNeighbours requires equal cosines, got ${ours[q][i]} and ${theirs[q][i]} for word ${q}`,
      );
    }
}

function figures(ours: readonly Ours[], theirs: readonly Theirs[]): Record<string, number> {
  const medianSeconds = (seconds: readonly Seconds[], name: keyof Seconds): number =>
    median(seconds.map((all) => all[name]));
  const searches = ours.map(({ search }) => search);
  const ratio = (other: "gensim" | "numpy", name: keyof Seconds): number =>
    median(theirs.map((all, round) => all[other][name] / searches[round][name]));
  const result: Record<string, number> = {
    neighboursIndexWallSeconds: medianSeconds(ours.map(({ index }) => index), "wall"), // prettier-ignore
    neighboursWallSeconds: medianSeconds(searches, "wall"),
    neighboursCpuSeconds: medianSeconds(searches, "cpu"),
  };
  for (const other of ["gensim", "numpy"] as const) {
    const seconds = theirs.map((all) => all[other]);
    const name = other[0].toUpperCase() + other.slice(1);
    result[`${other}NeighboursWallSeconds`] = medianSeconds(seconds, "wall");
    result[`${other}NeighboursCpuSeconds`] = medianSeconds(seconds, "cpu");
    result[`neighboursRatioTo${name}Wall`] = ratio(other, "wall");
    result[`neighboursRatioTo${name}Cpu`] = ratio(other, "cpu");
  }
  return result;
}

const describe = ({ wall, cpu }: Seconds): string => `${wall.toFixed(2)} s, ${cpu.toFixed(2)} CPU-seconds`;
