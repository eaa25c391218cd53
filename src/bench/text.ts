import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { makeTemporaryFolder } from "../files/temporary-names";
import { findCorpus } from "../corpus/open-corpus";
import { benchPython } from "./environment";
import { median } from "./median";
import { inCheckout } from "../files/checkout";

/** The output of a timed program. */
interface Read {
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
  readonly words: number;
  readonly tokens: number;
  readonly peakMemoryMB: number;
}

/** How often the text is repeated: about five million words in all. */
const copies = 5;
const rounds = 5;

/**
 * Compares the reading of a text, from the file to ids on disk, with gensim's `build_vocab`, which only counts words:
 * words in a second, medians of alternating rounds, each in a process of its own.
 */
export async function benchText(say: (line: string) => void): Promise<Record<string, number | string>> {
  const python = benchPython(say);
  const folder = makeTemporaryFolder("bench");
  try {
    const { file } = await findCorpus("brown", { say });
    const text = path.join(folder, "text");
    writeFileSync(text, readFileSync(file, "utf8").toLowerCase().repeat(copies)); // gensim does not lower the case
    const ours: Read[] = [];
    const theirs: Read[] = [];
    for (let round = 0; round < rounds; round++) {
      const cache = mkdtempSync(path.join(folder, "cache-"));
      ours.push(
        timeReading(process.execPath, inCheckout("dist/bench/programs/time-reading.js"), text, cache),
      );
      theirs.push(timeReading(python, inCheckout("src/bench/programs/build_vocab.py"), text));
      requireEqual(ours[round], theirs[round]);
      say(`${speed(ours[round])} words a CPU-second, gensim ${speed(theirs[round])}`);
    }
    return figures(ours, theirs);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function timeReading(file: string, ...args: string[]): Read {
  return JSON.parse(
    execFileSync(file, args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }),
  ) as Read;
}

/** Requires equal numbers of tokens and of frequent words: both programs then have read the same text. */
function requireEqual(ours: Read, theirs: Read): void {
  if (ours.tokens !== theirs.tokens || ours.words !== theirs.words) {
    throw new Error(
      `benchText requires equal words, got ${ours.words} in ${ours.tokens} and gensim's ${theirs.words} in ${theirs.tokens}`,
    );
  }
}

function figures(ours: Read[], theirs: Read[]): Record<string, number> {
  const ratio = (of: "wallSeconds" | "cpuSeconds"): number =>
    median(ours.map((read, i) => theirs[i][of] / read[of]));
  return {
    textWordsPerCpuSecond: median(ours.map(({ tokens, cpuSeconds }) => tokens / cpuSeconds)),
    gensimTextWordsPerCpuSecond: median(theirs.map(({ tokens, cpuSeconds }) => tokens / cpuSeconds)),
    textRatioToGensimCpu: ratio("cpuSeconds"),
    textRatioToGensimWall: ratio("wallSeconds"),
    textPeakMemoryMB: median(ours.map(({ peakMemoryMB }) => peakMemoryMB)),
    gensimTextPeakMemoryMB: median(theirs.map(({ peakMemoryMB }) => peakMemoryMB)),
  };
}

function speed({ tokens, cpuSeconds }: Read): string {
  return Math.round(tokens / cpuSeconds).toLocaleString("en-US");
}
