import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { findCorpus } from "../corpus/open-corpus";
import { benchPython } from "./environment";
import { median } from "./median";

/** What a timed program says of itself. */
interface Read {
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
  readonly words: number;
  readonly tokens: number;
  readonly peakMemoryMB: number;
}

/** How often the text is read in a row: about five million words. */
const copies = 5;
const rounds = 5;

/**
 * Reading a text, from the file to ids on disk, beside gensim's `build_vocab`, which counts the words only: words
 * a second, the median of alternating rounds. Each is a process of its own.
 */
export async function benchText(say: (line: string) => void): Promise<Record<string, number | string>> {
  const python = benchPython(say);
  const folder = mkdtempSync(path.join(tmpdir(), "bench-"));
  try {
    const { file } = await findCorpus("brown", { say });
    const text = path.join(folder, "text");
    writeFileSync(text, readFileSync(file, "utf8").toLowerCase().repeat(copies)); // gensim leaves capitals
    const ours: Read[] = [];
    const theirs: Read[] = [];
    for (let round = 0; round < rounds; round++) {
      const cache = mkdtempSync(path.join(folder, "cache-"));
      ours.push(reading(process.execPath, path.join(__dirname, "time-reading.js"), text, cache));
      theirs.push(reading(python, path.join(__dirname, "../../src/bench/build_vocab.py"), text));
      requireSame(ours[round], theirs[round]);
      say(`${speed(ours[round])} words a CPU-second, gensim ${speed(theirs[round])}`);
    }
    return figures(ours, theirs);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function reading(file: string, ...args: string[]): Read {
  return JSON.parse(
    execFileSync(file, args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }),
  ) as Read;
}

/** Both have read the same text if they found as many words, and as many of them frequent. */
function requireSame(ours: Read, theirs: Read): void {
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
