import { median } from "../median";
import type { Quality } from "./quality";

/** The output of a timed program, and the time from its start to its end. */
export interface Timed {
  readonly trainWallSeconds: number;
  readonly trainCpuSeconds: number;
  readonly words: number;
  readonly tokens: number;
  readonly pairs?: number;
  readonly peakMemoryMB: number;
  readonly wallSeconds: number;
}

/** The programs that are timed in each round. */
export type Way = "gensim" | "plain" | "relaxed" | "twoWorkers" | "deterministic" | "deterministicTwoWorkers";

/**
 * The figures of alternating rounds, by name. A ratio is the median of the ratios of the rounds.
 *
 * @param peaks multiply-adds in a CPU-second that this machine can do, in each round
 */
export function speedFigures(
  timed: Record<Way, Timed[]>,
  peaks: Record<"plain" | "relaxed", number[]>,
  settings: { dimensions: number; negatives: number },
): Record<string, number> {
  const ratio = (
    a: Way,
    b: Way,
    of: "trainCpuSeconds" | "trainWallSeconds" | "wallSeconds" | "peakMemoryMB",
  ): number => median(timed[a].map((one, round) => one[of] / timed[b][round][of]));
  const wordsPerCpuSecond = (way: Way): number =>
    median(timed[way].map(({ tokens, trainCpuSeconds }) => tokens / trainCpuSeconds));
  /** Three for each pair, target and dimension: one for the score, one for the update of each vector. */
  const countMultiplyAdds = ({ pairs = NaN }: Timed): number =>
    3 * pairs * (1 + settings.negatives) * settings.dimensions;
  const share = (kind: "plain" | "relaxed"): number =>
    median(
      timed[kind].map((one, round) => countMultiplyAdds(one) / one.trainCpuSeconds / peaks[kind][round]),
    );
  return {
    fastWordsPerCpuSecond: wordsPerCpuSecond("plain"),
    fastWordsPerCpuSecondRelaxed: wordsPerCpuSecond("relaxed"),
    gensimWordsPerCpuSecond: wordsPerCpuSecond("gensim"),
    ratioToGensim: ratio("gensim", "plain", "trainCpuSeconds"),
    ratioToGensimRelaxed: ratio("gensim", "relaxed", "trainCpuSeconds"),
    ratioToGensimWall: ratio("gensim", "plain", "trainWallSeconds"),
    twoWorkersToOne: ratio("plain", "twoWorkers", "trainWallSeconds"),
    deterministicToPlain: ratio("plain", "deterministic", "trainWallSeconds"),
    deterministicTwoWorkersToPlain: ratio("plain", "deterministicTwoWorkers", "trainWallSeconds"),
    fileToVectorsRatioToGensim: ratio("gensim", "plain", "wallSeconds"),
    fileToVectorsSeconds: median(timed.plain.map(({ wallSeconds }) => wallSeconds)),
    memoryRatioToGensim: ratio("plain", "gensim", "peakMemoryMB"),
    fastPeakMemoryMB: median(timed.plain.map(({ peakMemoryMB }) => peakMemoryMB)),
    gensimPeakMemoryMB: median(timed.gensim.map(({ peakMemoryMB }) => peakMemoryMB)),
    shareOfMultiplyAddPeak: share("plain"),
    shareOfMultiplyAddPeakRelaxed: share("relaxed"),
  };
}

/** The means of the rounds, and our difference to gensim in standard errors of the difference. */
export function qualityFigures(quality: Record<"gensim" | "plain", Quality[]>): Record<string, number> {
  const result: Record<string, number> = {};
  for (const name of ["wordSim", "simLex", "analogies"] as const) {
    const [ours, theirs] = [quality.plain, quality.gensim].map((all) => spread(all.map((one) => one[name])));
    result[`${name}Fast`] = ours.mean;
    result[`${name}Gensim`] = theirs.mean;
    result[`${name}StandardErrorsAboveGensim`] =
      (ours.mean - theirs.mean) / Math.sqrt(ours.squaredError + theirs.squaredError);
  }
  return result;
}

function spread(values: readonly number[]): { mean: number; squaredError: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, squaredError: squares / (values.length - 1) / values.length };
}
