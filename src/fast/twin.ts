import { Xoshiro128 } from "../random/xoshiro";
import type { WasmMemory } from "../webassembly/module";
import type { Kernel } from "./kernel";
import type { Layout } from "./layout";
import { lossOfSample } from "./sampled-loss";

/** A window, by the addresses of its rows. */
interface Window {
  /** rows of V: the words around the centre */
  readonly words: readonly number[];
  /** rows of U: the centre, its negatives, and rows of zeros up to a multiple of three */
  readonly targets: readonly number[];
  /** how often each target was drawn: 1 for the centre, 0 for zeros */
  readonly weights: readonly number[];
}

const always = 2 ** 32 - 1;

/**
 * What assembly/skip-gram.ts does, in plain JavaScript: slow and obvious. It works on the same memory, makes the
 * same draws and moves rows in the same order, so that the two differ by roundings alone.
 */
export class Twin implements Kernel {
  private readonly f32: Float32Array;
  private readonly u32: Uint32Array;
  private readonly random = new Xoshiro128(0);
  private sampledWords = 0;
  private pairsDone = 0;

  constructor(
    private readonly memory: WasmMemory,
    private readonly layout: Layout,
    private readonly lane: number,
  ) {
    this.f32 = new Float32Array(memory.buffer);
    this.u32 = new Uint32Array(memory.buffer);
  }

  train(ids: Int32Array, rate: number): number {
    return this.eachWindow(ids, ({ words, targets, weights }) => {
      this.move(words, targets, this.slopesOf(words, targets, weights, rate));
    });
  }

  draft(ids: Int32Array, rate: number): number {
    let at = this.layout.lane[this.lane].drafts;
    const kept = this.eachWindow(ids, ({ words, targets, weights }) => {
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
    return this.pairsDone;
  }

  sample(): { loss: number; pairs: number } {
    return lossOfSample(this.memory, this.layout, this.lane, this.sampledWords);
  }

  /** Calls `work` with each window of some sentences, and returns how many words subsampling kept. */
  private eachWindow(ids: Int32Array, work: (window: Window) => void): number {
    const { random } = this.layout.lane[this.lane];
    let total = 0;
    let sentence: number[] = [];
    this.sampledWords = 0;
    this.pairsDone = 0;
    this.random.restore(this.u32.subarray(random / 4, random / 4 + 4));
    for (const id of ids) {
      if (id < 0) {
        if (sentence.length > 1) this.windowsOf(sentence, work);
        total += sentence.length;
        sentence = [];
        continue;
      }
      const threshold = this.u32[this.layout.keep / 4 + id];
      if (threshold === always || this.random.uint32() < threshold) sentence.push(id);
    }
    this.u32.set(this.random.save(), random / 4);
    return total;
  }

  /** The targets of a window are drawn before the radius of the one before it. */
  private windowsOf(sentence: readonly number[], work: (window: Window) => void): void {
    const { V, rowBytes, window } = this.layout;
    let next = this.targetsOf(sentence[0]);
    for (let p = 0; p < sentence.length; p++) {
      const { targets, weights } = next;
      if (p + 1 < sentence.length) next = this.targetsOf(sentence[p + 1]);
      const radius = 1 + this.below(window);
      const around = [
        ...sentence.slice(Math.max(0, p - radius), p),
        ...sentence.slice(p + 1, p + radius + 1),
      ];
      this.pairsDone += around.length;
      work({ words: around.map((w) => V + w * rowBytes), targets, weights });
    }
  }

  /** The centre, then the negatives without it; a word that is drawn again counts once more. */
  private targetsOf(centre: number): Pick<Window, "targets" | "weights"> {
    const { U, rowBytes, negatives, groups } = this.layout;
    const counts = new Map([[centre, 1]]);
    for (let k = 0; k < negatives; k++) {
      const word = this.drawWord();
      if (word !== centre) counts.set(word, (counts.get(word) ?? 0) + 1);
    }
    const targets = [...counts.keys()].map((w) => U + w * rowBytes);
    const weights = [...counts.values()];
    while (targets.length < 3 * groups) {
      targets.push(this.layout.lane[this.lane].zeroRow);
      weights.push(0);
    }
    return { targets, weights };
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

  private below(n: number): number {
    return Number((BigInt(this.random.uint32()) * BigInt(n)) >> 32n);
  }

  private drawWord(): number {
    const product = BigInt(this.random.uint32()) * BigInt(this.layout.words);
    const part = Number(product >> 32n);
    const [threshold, other] = this.u32.subarray(
      this.layout.alias / 4 + 2 * part,
      this.layout.alias / 4 + 2 * part + 2,
    );
    return Number(product & 0xffffffffn) < threshold ? part : other;
  }
}

function upTo16(bytes: number): number {
  return Math.ceil(bytes / 16) * 16;
}
