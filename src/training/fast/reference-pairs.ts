import { atMost, mostTogether, place, roundUpTo16, slopeOf } from "./reference-arithmetic";
import { ReferenceMemory } from "./reference-memory";
import type { Batch, WordInWindows } from "./reference-windows";

const { fround } = Math;

/** Words that meet negatives; slopes have the shape (words, negatives), row-major. */
interface Block {
  readonly words: readonly WordInWindows[];
  readonly negatives: readonly number[];
  readonly weights: readonly number[];
}

/**
 * What assembly/skip-gram.ts does with skip-gram, in plain JavaScript: slow and obvious. It works on the same memory, makes the
 * same draws and moves rows in the same order, so that the two differ by roundings alone.
 */
export class ReferencePairs extends ReferenceMemory {
  train(ids: Int32Array, rate: number): number {
    this.sampled = 0;
    return this.windows.forEachBatch(
      ids,
      (rows) => this.measure(rows),
      (batch) => this.trainBatch(batch, rate),
    );
  }

  private trainBatch(batch: Batch, rate: number): void {
    this.sampleFirst(batch);
    for (const { words, centre } of batch.windows) {
      const fours = this.listFours(words);
      const atOnce = atMost(
        fround(Math.min(mostTogether, this.alongV / 2) / fround(4 * fround(rate))),
        fours.length,
      );
      for (let i = 0; i < fours.length; i += atOnce) {
        const some = fours.slice(i, i + atOnce);
        this.movePairs(some, centre, this.computePairSlopes(some, centre, rate));
      }
    }
    this.trainNegatives(batch, rate);
  }

  defer(ids: Int32Array, rate: number): number {
    let at = this.layout.lane[this.lane].deferred;
    this.sampled = 0;
    const kept = this.windows.forEachBatch(
      ids,
      () => {},
      (batch) => {
        this.sampleFirst(batch);
        const windows = batch.windows.map(({ words, centre }) => ({ centre, fours: this.listFours(words) }));
        const head = [
          windows.length,
          ...windows.flatMap(({ centre, fours }) => [centre, fours.length, ...fours.flat()]),
          batch.words.length,
          ...batch.words.map(({ word }) => word),
          ...batch.negatives,
        ];
        this.u32.set(head, at / 4);
        at = roundUpTo16(at + 4 * head.length);
        const pairs = windows.flatMap(({ centre, fours }) => this.computePairSlopes(fours, centre, rate));
        this.f32.set(pairs, at / 4);
        at += 4 * pairs.length;
        const slopes = this.computeSlopes(batch, rate);
        slopes.forEach((slope, j) => (this.f32[at / 4 + place(j)] = slope));
        at += (16 * slopes.length) / 3;
      },
    );
    this.u32[at / 4] = 0;
    return kept;
  }

  applyDeferred(lane: number, first: number, count: number): void {
    let at = this.layout.lane[lane].deferred;
    const take = (length: number, from: Uint32Array | Float32Array = this.u32): number[] => {
      const taken = Array.from(from.subarray(at / 4, at / 4 + length));
      at += 4 * length;
      return taken;
    };
    for (let [many] = take(1); many > 0; [many] = take(1)) {
      const windows = Array.from({ length: many }, () => {
        const [centre, fours] = take(2);
        return { centre, fours: Array.from({ length: fours }, () => take(4)) };
      });
      const words = take(take(1)[0]);
      const negatives = take(3 * this.layout.groups);
      at = roundUpTo16(at);
      for (const { centre, fours } of windows)
        this.movePairs(fours, centre, take(4 * fours.length, this.f32), 4 * first, 4 * count);
      const size = words.length * negatives.length;
      const slopes = Array.from({ length: size }, (_, j) => this.f32[at / 4 + place(j)]);
      at += (16 * size) / 3;
      this.moveNegatives(words, negatives, slopes, 4 * first, 4 * count);
    }
  }

  /** The words of a window in fours, none with a word twice, filled up with rows of zeros. */
  private listFours(words: readonly number[]): number[][] {
    const fours: number[][] = [];
    for (const word of words) {
      const last = fours.at(-1);
      if (!last || last.length === 4 || last.includes(word)) fours.push([word]);
      else last.push(word);
    }
    const { zeroRow } = this.layout.lane[this.lane];
    return fours.map((four) => [...four, ...Array<number>(4 - four.length).fill(zeroRow)]);
  }

  private computePairSlopes(fours: readonly number[][], centre: number, rate: number): number[] {
    const { zeroRow } = this.layout.lane[this.lane];
    return fours.flat().map((v) => (v === zeroRow ? 0 : slopeOf(this.dot(v, centre), 1, rate, 1)));
  }

  /** Some words and negatives at a time, so that none is moved far by updates that are computed together. */
  private trainNegatives({ windows, words, negatives, weights }: Batch, rate: number): void {
    const pairs = windows.reduce((sum, window) => sum + window.words.length, 0);
    const each = fround(fround(fround(rate) * Math.max(...weights)) * fround(pairs / words.length));
    const wordsAtOnce = atMost(fround(Math.min(2 * mostTogether, this.alongV) / each), words.length);
    const together = fround(Math.min(2 * mostTogether, this.alongU) / each);
    const atOnce = 3 * atMost(fround(together / 3), this.layout.groups);
    for (let i = 0; i < words.length; i += wordsAtOnce) {
      for (let j = 0; j < negatives.length; j += atOnce) {
        const block = {
          words: words.slice(i, i + wordsAtOnce),
          negatives: negatives.slice(j, j + atOnce),
          weights: weights.slice(j, j + atOnce),
        };
        const rows = block.words.map(({ word }) => word);
        this.moveNegatives(rows, block.negatives, this.computeSlopes(block, rate));
      }
    }
  }

  /** A negative counts for a word as often as this is beside another centre. */
  private computeSlopes({ words, negatives, weights }: Block, rate: number): number[] {
    return words.flatMap(({ word, centres }) =>
      negatives.map((u, j) => {
        const times = centres.filter((centre) => centre !== u).length;
        return slopeOf(this.dot(word, u), 0, rate, times * weights[j]);
      }),
    );
  }

  /** Keeps the scores of the first window of a call as they are before it moves anything. */
  private sampleFirst({ windows: [{ words, centre }], negatives, weights }: Batch): void {
    if (this.sampled > 0) return;
    const { sampledScores, sampledWeights } = this.layout.lane[this.lane];
    this.sampled = words.length;
    const places = 4 * (1 + this.layout.groups);
    words.forEach((v, i) => {
      const at = sampledScores / 4 + i * places;
      this.f32[at] = this.dot(v, centre);
      negatives.forEach((u, j) => (this.f32[at + 4 + place(j)] = this.dot(v, u)));
    });
    this.f32[sampledWeights / 4] = 1;
    weights.forEach((weight, j) => {
      this.f32[sampledWeights / 4 + 4 + place(j)] = negatives[j] === centre ? 0 : weight;
    });
  }

  /** Moves a centre and the words of its window, four at a time. */
  private movePairs(
    fours: readonly number[][],
    centre: number,
    slopes: readonly number[],
    first = 0,
    count = this.layout.rowBytes / 4,
  ): void {
    fours.forEach((four, i) => {
      for (let c = first; c < first + count; c++)
        this.moveColumn(four, [centre], c, (a) => slopes[4 * i + a]);
    });
  }

  /** Three negatives at a time; for these two words at a time, but a word beside itself one after the other. */
  private moveNegatives(
    words: readonly number[],
    negatives: readonly number[],
    slopes: readonly number[],
    first = 0,
    count = this.layout.rowBytes / 4,
  ): void {
    for (let j = 0; j < negatives.length; j += 3) {
      for (let i = 0; i < words.length;) {
        const size = i + 1 < words.length && words[i + 1] !== words[i] ? 2 : 1;
        const block = { words: words.slice(i, i + size), negatives: negatives.slice(j, j + 3) };
        for (let c = first; c < first + count; c++)
          this.moveColumn(
            block.words,
            block.negatives,
            c,
            (a, b) => slopes[(i + a) * negatives.length + j + b],
          );
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
