import { execFileSync } from "node:child_process";
import { appendFileSync, closeSync, openSync, readFileSync, rmSync, statSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { inCheckout } from "../files/checkout";
import { inTemporaryFolder } from "../files/temporary-folder";
import { uniform, type Random } from "../random/random";
import { Xoshiro128 } from "../random/xoshiro";

/** What the processes of a command took. */
interface Taken {
  /** over all processes and threads */
  readonly cpuSeconds: number;
  /** of the largest process, in MB */
  readonly peakMemoryMB: number;
}

/** The smaller input is this part of the whole one: what grows in a straight line then takes four times as much. */
const part = 1 / 4;

const wholeText = { words: 20_000_000, vocabulary: 1_000_000 };
const evaluated = { rows: 400_000, cols: 300 };
/** Above 2 GB as text. */
const converted = { rows: 740_000, cols: 300 };

/**
 * What large inputs take: a training of 20 million words and a vocabulary of a million, one epoch of 100 dimensions; an
 * evaluation of 400,000 vectors of 300 numbers; a conversion of 2 GB of text to binary. Each is done by a fourth of the
 * input, too, so that it is seen whether processor time and memory grow in a straight line. There is no peer: the growth
 * is our own.
 */
export async function benchSizes(say: (line: string) => void): Promise<Record<string, number>> {
  const figures: Record<string, number> = {};
  await inTemporaryFolder(tmpdir(), "sizes", (folder) => {
    const works = { trained: trainText, evaluated: evaluateVectors, converted: convertVectors };
    for (const [name, work] of Object.entries(works)) {
      const [some, all] = [part, 1].map((share) => work(folder, share));
      say(`${name}: ${tell(all)}; of a fourth ${tell(some)}`);
      figures[`${name}CpuSeconds`] = all.cpuSeconds;
      figures[`${name}PeakMemoryMB`] = all.peakMemoryMB;
      figures[`${name}CpuGrowthOfFour`] = all.cpuSeconds / some.cpuSeconds;
      figures[`${name}MemoryGrowthOfFour`] = all.peakMemoryMB / some.peakMemoryMB;
    }
    return Promise.resolve();
  });
  return figures;
}

function tell({ cpuSeconds, peakMemoryMB }: Taken): string {
  return `${cpuSeconds.toFixed(1)} CPU seconds, ${peakMemoryMB.toFixed(0)} MB`;
}

function trainText(folder: string, share: number): Taken {
  const [text, cache, vectors] = ["text", "cache", "vectors.bin"].map((name) => path.join(folder, name));
  writeText(text, wholeText.words * share, wholeText.vocabulary * share);
  const settings = { dimensions: 100, minimumCount: 1, epochs: 1, subsample: 1 };
  const taken = measure(folder, "dist/bench/programs/time-fast.js", [
    text,
    cache,
    vectors,
    JSON.stringify(settings),
  ]);
  for (const made of [text, cache, vectors]) rmSync(made, { recursive: true });
  return taken;
}

function evaluateVectors(folder: string, share: number): Taken {
  const [vectors, pairs, questions] = ["vectors.txt", "pairs", "questions"].map((name) =>
    path.join(folder, name),
  );
  const rows = evaluated.rows * share;
  writeVectors(vectors, rows, evaluated.cols);
  const random = new Xoshiro128(2);
  const word = (): string => `w${Math.floor(uniform(random) * rows)}`;
  const lines = (count: number, of: () => string): string =>
    Array.from({ length: count }, () => of() + "\n").join("");
  appendFileSync(
    pairs,
    lines(1000, () => `${word()} ${word()} ${uniform(random).toFixed(3)}`),
  );
  appendFileSync(questions, ": any\n" + lines(1000, () => [word(), word(), word(), word()].join(" ")));
  const args = [vectors, "--pairs", pairs, "--analogies", questions, "--restrict-vocab", String(rows)];
  const taken = measure(folder, "dist/cli/evaluate.js", args);
  for (const made of [vectors, pairs, questions]) rmSync(made);
  return taken;
}

function convertVectors(folder: string, share: number): Taken {
  const [text, binary] = ["vectors.txt", "vectors.bin"].map((name) => path.join(folder, name));
  writeVectors(text, converted.rows * share, converted.cols);
  if (share === 1 && statSync(text).size < 2e9) throw new Error("convertVectors requires 2 GB of text");
  const taken = measure(folder, "dist/cli/convert.js", [text, binary]);
  for (const made of [text, binary]) rmSync(made);
  return taken;
}

/** Runs a program of this project; it and the processes that it starts write down at their ends what they took. */
function measure(folder: string, program: string, args: readonly string[]): Taken {
  const file = path.join(folder, "usage");
  const hook = pathToFileURL(inCheckout("dist/bench/programs/record-usage.js")).href;
  const env = { ...process.env, NODE_OPTIONS: `--import=${hook}`, RECORD_USAGE_IN: file };
  execFileSync(process.execPath, [inCheckout(program), ...args], { env, stdio: ["ignore", "pipe", "pipe"] });
  const all = readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Taken);
  rmSync(file);
  return {
    cpuSeconds: all.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0),
    peakMemoryMB: Math.max(...all.map(({ peakMemoryMB }) => peakMemoryMB)),
  };
}

/** Writes words of which the r-th most frequent is drawn with a probability that falls as 1/r; each occurs. */
function writeText(file: string, words: number, vocabulary: number): void {
  const random = new Xoshiro128(1);
  writeLines(file, words / 20, (line) =>
    Array.from({ length: 20 }, (_, i) => {
      const place = line * 20 + i;
      return `w${place < vocabulary ? place : Math.floor(vocabulary ** uniform(random))}`;
    }).join(" "),
  );
}

/** Writes vectors as text; their numbers are drawn from some that are written once. */
function writeVectors(file: string, rows: number, cols: number): void {
  const random = new Xoshiro128(3);
  const numbers = Array.from({ length: 4096 }, () => drawNumber(random));
  writeLines(file, rows + 1, (line) => {
    if (line === 0) return `${rows} ${cols}`;
    const row = Array.from({ length: cols }, () => numbers[random.uint32() & 4095]);
    return `w${line - 1} ${row.join(" ")}`;
  });
}

function drawNumber(random: Random): string {
  return (uniform(random) - 0.5).toFixed(6);
}

function writeLines(file: string, count: number, lineOf: (line: number) => string): void {
  const descriptor = openSync(file, "w");
  try {
    let block = "";
    for (let line = 0; line < count; line++) {
      block += lineOf(line) + "\n";
      if (block.length < 1 << 20 && line < count - 1) continue;
      writeSync(descriptor, block);
      block = "";
    }
  } finally {
    closeSync(descriptor);
  }
}
