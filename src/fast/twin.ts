import type { WasmMemory } from "../webassembly/module";
import type { Kernel } from "./kernel";
import type { Layout } from "./layout";
import { lossOfSample } from "./sampled-loss";
import { TwinWindows } from "./twin-windows";

/**
 * What assembly/skip-gram.ts does, in plain JavaScript: slow and obvious. It works on the same memory, makes the
 * same draws and moves rows in the same order, so that the two differ by roundings alone.
 */
export class Twin implements Kernel {
  private readonly f32: Float32Array;
  private readonly u32: Uint32Array;
  private readonly windows: TwinWindows;
  private sampledWords = 0;

  constructor(
    private readonly memory: WasmMemory,
    private readonly layout: Layout,
    private readonly lane: number,
  ) {
    this.f32 = new Float32Array(memory.buffer);
    this.u32 = new Uint32Array(memory.buffer);
    this.windows = new TwinWindows(this.u32, layout, lane);
  }

  train(ids: Int32Array, rate: number): number {
    this.sampledWords = 0;
    return this.windows.each(ids, ({ words, targets, weights }) => {
      this.move(words, targets, this.slopesOf(words, targets, weights, rate));
    });
  }

  draft(ids: Int32Array, rate: number): number {
    let at = this.layout.lane[this.lane].drafts;
    this.sampledWords = 0;
    const kept = this.windows.each(ids, ({ words, targets, weights }) => {
      this.u32.set([words.length, ...words, ...targets], at / 4);
      at = upTo16(at + 4 * (1 + words.length + targets.length));
      const slopes = this.slopesOf(words, targets, weights, rate);
      slopes.forEach((slope, j) => (this.f32[at / 4 + j + Math.floor(j / 3)] = slope));
      at += (words.length * targets.length * 16) / 3;
    });
    this.u32[at / 4] = 0;
    return kept;
  }

  apply(lane: number, first: number, count: number): void {
    const size = 3 * this.layout.groups;
    let at = this.layout.lane[lane].drafts;
    for (let m = this.u32[at / 4]; m > 0; m = this.u32[at / 4]) {
      const [words, targets] = [0, m].map((j) =>
        Array.from(this.u32.subarray(at / 4 + 1 + j, at / 4 + 1 + (j > 0 ? m + size : m))),
      );
      at = upTo16(at + 4 * (1 + m + size));
      const slopes = Array.from({ length: m * size }, (_, j) => this.f32[at / 4 + j + Math.floor(j / 3)]);
      this.move(words, targets, slopes, 4 * first, 4 * count);
      at += (m * size * 16) / 3;
    }
  }

  get pairs(): number {
    return this.windows.pairs;
  }

  sample(): { loss: number; pairs: number } {
    return lossOfSample(this.memory, this.layout, this.lane, this.sampledWords);
  }

  /** rate · weight · (label − σ(v · u)) for each word and target, shape (words, targets), row-major. */
  private slopesOf(
    words: readonly number[],
    targets: readonly number[],
    weights: readonly number[],
    rate: number,
  ): number[] {
    const scores = words.flatMap((v) => targets.map((u) => this.dot(v, u)));
    if (this.sampledWords === 0) this.keepSample(words.length, scores, weights);
    return scores.map((score, i) => {
      const j = i % targets.length;
      return rate * weights[j] * ((j === 0 ? 1 : 0) - 1 / (1 + Math.exp(-score)));
    });
  }

  private keepSample(size: number, scores: readonly number[], weights: readonly number[]): void {
    const { sampledScores, sampledWeights } = this.layout.lane[this.lane];
    this.sampledWords = size;
    scores.forEach((score, j) => (this.f32[sampledScores / 4 + j + Math.floor(j / 3)] = score));
    weights.forEach((weight, j) => (this.f32[sampledWeights / 4 + j + Math.floor(j / 3)] = weight));
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

function upTo16(bytes: number): number {
  return Math.ceil(bytes / 16) * 16;
}
