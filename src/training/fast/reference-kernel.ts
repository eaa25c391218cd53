import type { WasmMemory } from "../../webassembly/module";
import type { Layout } from "./layout";
import { largestScore } from "../divergence";
import { ReferenceWindows, type Window } from "./reference-windows";
import { computeSampledLoss } from "./sampled-loss";
import type { SkipGramKernel } from "./skip-gram-kernel";

/**
 * How far a row is moved by updates that are computed together, in updates times the step size. More of them see what
 * those before them did: too many updates from the same rows overshoot, and the vectors grow without end.
 */
const mostTogether = 0.5;

const { fround } = Math;

/**
 * What assembly/skip-gram.ts does, in plain JavaScript: slow and obvious. It works on the same memory, makes the
 * same draws and moves rows in the same order, so that the two differ by roundings alone.
 */
export class ReferenceKernel implements SkipGramKernel {
  private readonly f32: Float32Array;
  private readonly u32: Uint32Array;
  private readonly windows: ReferenceWindows;
  private sampledWords = 0;

  constructor(
    private readonly memory: WasmMemory,
    private readonly layout: Layout,
    private readonly lane: number,
  ) {
    this.f32 = new Float32Array(memory.buffer);
    this.u32 = new Uint32Array(memory.buffer);
    this.windows = new ReferenceWindows(this.u32, layout, lane);
  }

  train(ids: Int32Array, rate: number): number {
    this.sampledWords = 0;
    return this.windows.forEach(ids, (window) => {
      const { words, targets, weights } = window;
      this.sampleFirst(window);
      const together = fround(mostTogether / fround(fround(rate) * Math.max(...weights)));
      const wordsAtOnce = this.layout.cbow ? words.length : atMost(together, words.length);
      const targetsAtOnce = 3 * atMost(fround(together / 3), this.layout.groups);
      for (let i = 0; i < words.length; i += wordsAtOnce) {
        for (let j = 0; j < targets.length; j += targetsAtOnce) {
          const part = {
            words: words.slice(i, i + wordsAtOnce),
            targets: targets.slice(j, j + targetsAtOnce),
            weights: weights.slice(j, j + targetsAtOnce),
          };
          this.move(part.words, part.targets, this.computeSlopes(part, rate, j === 0));
        }
      }
    });
  }

  defer(ids: Int32Array, rate: number): number {
    let at = this.layout.lane[this.lane].deferred;
    this.sampledWords = 0;
    const kept = this.windows.forEach(ids, (window) => {
      const { words, targets } = window;
      this.sampleFirst(window);
      this.u32.set([words.length, ...words, ...targets], at / 4);
      at = roundUpTo16(at + 4 * (1 + words.length + targets.length));
      const slopes = this.computeSlopes(window, rate, true);
      slopes.forEach((slope, j) => (this.f32[at / 4 + place(j)] = slope));
      at += (slopes.length * 16) / 3;
    });
    this.u32[at / 4] = 0;
    return kept;
  }

  applyDeferred(lane: number, first: number, count: number): void {
    const size = 3 * this.layout.groups;
    let at = this.layout.lane[lane].deferred;
    for (let m = this.u32[at / 4]; m > 0; m = this.u32[at / 4]) {
      const [words, targets] = [0, m].map((j) =>
        Array.from(this.u32.subarray(at / 4 + 1 + j, at / 4 + 1 + (j > 0 ? m + size : m))),
      );
      at = roundUpTo16(at + 4 * (1 + m + size));
      const rows = this.layout.cbow ? 1 : m;
      const slopes = Array.from({ length: rows * size }, (_, j) => this.f32[at / 4 + place(j)]);
      this.move(words, targets, slopes, 4 * first, 4 * count);
      at += (rows * size * 16) / 3;
    }
  }

  get pairs(): number {
    return this.windows.pairs;
  }

  sample(): { loss: number; pairs: number } {
    return computeSampledLoss(this.memory, this.layout, this.lane, this.sampledWords);
  }

  /**
   * rate · weight · (label − σ(v · u)) for each word and target, shape (words, targets), row-major. It is 0 where the
   * score is too large; a word that is drawn often moves at most as with a step size of 1.
   *
   * @param observed whether the first target is the centre, with label 1
   */
  private computeSlopes({ words, targets, weights }: Window, rate: number, observed: boolean): number[] {
    const most = Math.max(rate, 1);
    return this.scores(words, targets).map((score, i) => {
      if (!(Math.abs(score) < largestScore)) return 0;
      const j = i % targets.length;
      const label = observed && j === 0 ? 1 : 0;
      return Math.min(most, rate * weights[j]) * (label - 1 / (1 + Math.exp(-score)));
    });
  }

  /** v · u of each word and target; or of the mean of the words and each target. */
  private scores(words: readonly number[], targets: readonly number[]): number[] {
    const all = words.map((v) => targets.map((u) => this.dot(v, u)));
    if (!this.layout.cbow) return all.flat();
    return targets.map((_, j) => all.reduce((sum, scores) => sum + scores[j] / words.length, 0));
  }

  /** Keeps the scores of the first window of a call as they are before it moves anything. */
  private sampleFirst({ words, targets, weights }: Window): void {
    if (this.sampledWords > 0) return;
    const { sampledScores, sampledWeights } = this.layout.lane[this.lane];
    this.sampledWords = this.layout.cbow ? 1 : words.length;
    this.scores(words, targets).forEach((score, j) => (this.f32[sampledScores / 4 + place(j)] = score));
    weights.forEach((weight, j) => (this.f32[sampledWeights / 4 + place(j)] = weight));
  }

  /** Three targets at a time; for these two words at a time, but a word beside itself one after the other. */
  private move(
    words: readonly number[],
    targets: readonly number[],
    slopes: readonly number[],
    first = 0,
    count = this.layout.rowBytes / 4,
  ): void {
    if (this.layout.cbow) return this.moveMean(words, targets, slopes, first, count);
    for (let j = 0; j < targets.length; j += 3) {
      for (let i = 0; i < words.length;) {
        const size = i + 1 < words.length && words[i + 1] !== words[i] ? 2 : 1;
        const block = { words: words.slice(i, i + size), targets: targets.slice(j, j + 3) };
        for (let c = first; c < first + count; c++)
          this.moveColumn(block.words, block.targets, c, (a, b) => slopes[(i + a) * targets.length + j + b]);
        i += size;
      }
    }
  }

  /** Adds slope · u to each v and slope · v to each u, in one column, all from what they were. */
  private moveColumn(
    words: readonly number[],
    targets: readonly number[],
    column: number,
    slope: (a: number, b: number) => number,
  ): void {
    const x = words.map((v) => this.f32[v / 4 + column]);
    const y = targets.map((u) => this.f32[u / 4 + column]);
    words.forEach(
      (v, a) => (this.f32[v / 4 + column] = y.reduce((sum, yb, b) => sum + slope(a, b) * yb, x[a])),
    );
    targets.forEach(
      (u, b) => (this.f32[u / 4 + column] = x.reduce((sum, xa, a) => sum + slope(a, b) * xa, y[b])),
    );
  }

  /** Adds slope · h to each u and Σ slope · u to each v, for the mean h of the words and all rows as they were. */
  private moveMean(
    words: readonly number[],
    targets: readonly number[],
    slopes: readonly number[],
    first: number,
    count: number,
  ): void {
    for (let column = first; column < first + count; column++) {
      const h = words.reduce((sum, v) => sum + this.f32[v / 4 + column], 0) / words.length;
      const moved = targets.reduce((sum, u, j) => sum + slopes[j] * this.f32[u / 4 + column], 0);
      targets.forEach((u, j) => (this.f32[u / 4 + column] += slopes[j] * h));
      words.forEach((v) => (this.f32[v / 4 + column] += moved));
    }
  }

  private dot(v: number, u: number): number {
    let sum = 0;
    for (let c = 0; c < this.layout.rowBytes / 4; c++) sum += this.f32[v / 4 + c] * this.f32[u / 4 + c];
    return sum;
  }
}

/** A whole number from 1 to `most`, at most `limit` where that is 1 or more. */
function atMost(limit: number, most: number): number {
  return limit >= most ? most : Math.max(1, Math.floor(limit));
}

/** Where target j is: three in four places. */
function place(j: number): number {
  return j + Math.floor(j / 3);
}

function roundUpTo16(bytes: number): number {
  return Math.ceil(bytes / 16) * 16;
}
