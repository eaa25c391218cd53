import type { WasmMemory } from "../../webassembly/module";
import type { Layout } from "./layout";
import { atMost, mostTogether, place, roundUpTo16, slopeOf } from "./reference-arithmetic";
import { ReferenceMeans } from "./reference-means";
import { ReferenceParts } from "./reference-parts";
import { ReferenceWindows, type Window } from "./reference-windows";
import { computeSampledLoss } from "./sampled-loss";
import type { SkipGramKernel } from "./skip-gram-kernel";

const { fround } = Math;

/** The kernel that does what assembly/skip-gram.ts does, in plain JavaScript. */
export function createReferenceKernel(memory: WasmMemory, layout: Layout, lane: number): SkipGramKernel {
  if (layout.buckets > 0) return new ReferenceParts(memory, layout, lane);
  return layout.meansAtOnce > 0
    ? new ReferenceMeans(memory, layout, lane)
    : new ReferencePairs(memory, layout, lane);
}

/**
 * What assembly/skip-gram.ts does with skip-gram, in plain JavaScript: slow and obvious. It works on the same memory, makes the
 * same draws and moves rows in the same order, so that the two differ by roundings alone.
 */
class ReferencePairs implements SkipGramKernel {
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
      const wordsAtOnce = atMost(together, words.length);
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
      const slopes = Array.from({ length: m * size }, (_, j) => this.f32[at / 4 + place(j)]);
      this.move(words, targets, slopes, 4 * first, 4 * count);
      at += (m * size * 16) / 3;
    }
  }

  get pairs(): number {
    return this.windows.pairs;
  }

  sample(): { loss: number; pairs: number } {
    return computeSampledLoss(this.memory, this.layout, this.lane, this.sampledWords);
  }

  /**
   * The slope of each word and target, shape (words, targets), row-major.
   *
   * @param observed whether the first target is the centre, with label 1
   */
  private computeSlopes({ words, targets, weights }: Window, rate: number, observed: boolean): number[] {
    return this.scores(words, targets).map((score, i) => {
      const j = i % targets.length;
      return slopeOf(score, observed && j === 0 ? 1 : 0, rate, weights[j]);
    });
  }

  /** v · u of each word and target. */
  private scores(words: readonly number[], targets: readonly number[]): number[] {
    return words.flatMap((v) => targets.map((u) => this.dot(v, u)));
  }

  /** Keeps the scores of the first window of a call as they are before it moves anything. */
  private sampleFirst({ words, targets, weights }: Window): void {
    if (this.sampledWords > 0) return;
    const { sampledScores, sampledWeights } = this.layout.lane[this.lane];
    this.sampledWords = words.length;
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

  private dot(v: number, u: number): number {
    let sum = 0;
    for (let c = 0; c < this.layout.rowBytes / 4; c++) sum += this.f32[v / 4 + c] * this.f32[u / 4 + c];
    return sum;
  }
}
