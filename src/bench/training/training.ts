import { execFileSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { makeTemporaryFolder } from "../../files/temporary-names";
import { openCorpus } from "../../corpus/open-corpus";
import { buildVocabulary } from "../../corpus/vocabulary";
import type { AssignmentSettings } from "../../settings/table";
import { benchPython } from "../environment";
import { median } from "../median";
import { inCheckout } from "../../files/checkout";

/** The output of a timed program. */
interface Timed {
  windows: number;
  cpuSeconds: number;
  losses: number[];
  runningLoss?: number;
  peakMemoryMB?: number;
}

/** Iterations of each program in a round of about two seconds. */
const rounds = {
  "negative-sampling": { ours: 4000, numpy: 20 },
  "naive-softmax": { ours: 80, numpy: 4 },
};

/**
 * Compares training with the assignment's numpy program: windows in a CPU-second on one core, medians of alternating
 * rounds; then times the whole published run.
 */
export async function benchTraining(say: (line: string) => void): Promise<Record<string, number | string>> {
  const result = await compareWithNumpy(["negative-sampling", "naive-softmax"], say);
  return { ...result, ...wholeRun(String(result.corpus), say) };
}

/** The comparison with numpy. */
export async function compareWithNumpy(
  losses: readonly AssignmentSettings["loss"][],
  say: (line: string) => void,
): Promise<Record<string, number | string>> {
  const python = benchPython(say);
  const folder = makeTemporaryFolder("bench");
  try {
    const corpus = await openCorpus("default", { say, sstPath: process.env.SST_PATH });
    const { ids, counts } = buildVocabulary(corpus.sentences);
    const sentences = corpus.sentences.map((sentence) => sentence.map((word) => ids.get(word)));
    const file = path.join(folder, "ids.json");
    writeFileSync(file, JSON.stringify({ sentences, counts: [...counts] }));
    const result: Record<string, number | string> = { corpus: corpus.name };
    for (const loss of losses) Object.assign(result, compare(loss, corpus.name, python, file, say));
    return result;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function compare(
  loss: AssignmentSettings["loss"],
  corpus: string,
  python: string,
  file: string,
  say: (line: string) => void,
): Record<string, number> {
  const { ours: iterations, numpy } = rounds[loss];
  const speeds = { ours: [] as number[], numpy: [] as number[], ratio: [] as number[] };
  for (let round = 0; round < 5; round++) {
    const ours = timeOurs({ corpus, loss, iterations, reference: true });
    const theirs = timeNumpy(python, [file, loss, String(numpy)]);
    requireEqualLosses(ours.losses, theirs.losses);
    speeds.ours.push(ours.windows / ours.cpuSeconds);
    speeds.numpy.push(theirs.windows / theirs.cpuSeconds);
    speeds.ratio.push(speeds.ours[round] / speeds.numpy[round]);
    say(
      `${loss}: ${speeds.ours[round].toFixed(0)} windows a CPU-second, numpy ${speeds.numpy[round].toFixed(0)}`,
    );
  }
  const name = loss === "naive-softmax" ? "Softmax" : "NegativeSampling";
  return {
    [`windowsPerCpuSecond${name}`]: median(speeds.ours),
    [`numpyWindowsPerCpuSecond${name}`]: median(speeds.numpy),
    [`ratioToNumpy${name}`]: median(speeds.ratio),
  };
}

function wholeRun(corpus: string, say: (line: string) => void): Record<string, number> {
  const { cpuSeconds, runningLoss, peakMemoryMB } = timeOurs({ corpus, iterations: 40_000, reference: true });
  say(`40,000 iterations: ${cpuSeconds.toFixed(1)} CPU-seconds, peak memory ${peakMemoryMB?.toFixed(0)} MB`);
  return {
    wholeRunCpuSeconds: cpuSeconds,
    wholeRunRunningLoss: runningLoss ?? NaN,
    peakMemoryMB: peakMemoryMB ?? NaN,
  };
}

function timeOurs(settings: Partial<AssignmentSettings>): Timed {
  const program = inCheckout("dist/bench/programs/time-training.js");
  return JSON.parse(
    execFileSync(process.execPath, [program, JSON.stringify(settings)], { encoding: "utf8" }),
  ) as Timed;
}

function timeNumpy(python: string, args: string[]): Timed {
  const env = { ...process.env, OPENBLAS_NUM_THREADS: "1" };
  const program = inCheckout("src/bench/programs/word2vec_numpy.py");
  return JSON.parse(execFileSync(python, [program, ...args], { encoding: "utf8", env })) as Timed;
}

/** Requires equal losses: only then are the two programs comparable. */
function requireEqualLosses(ours: number[], theirs: number[]): void {
  for (let i = 0; i < Math.min(ours.length, theirs.length); i++) {
    if (Math.abs(ours[i] - theirs[i]) > 1e-9 * theirs[i]) {
      throw new Error(
        `benchTraining requires equal losses, got ${ours[i]} and numpy's ${theirs[i]} at iteration ${i + 1}`,
      );
    }
  }
}
