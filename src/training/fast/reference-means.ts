import { atMost, mostMovedMean, mostTogether, place, roundUpTo16, slopeOf } from "./reference-arithmetic";
import { ReferenceMemory } from "./reference-memory";
import type { Batch as BatchOfPairs } from "./reference-windows";

const { fround } = Math;

type Batch = Omit<BatchOfPairs, "words">;

/** Scores, or slopes: of each window's mean with its centre, and with each negative. */
interface OfBatch {
  /** shape (windows) */
  readonly centres: number[];
  /** shape (windows, negatives) */
  readonly negatives: number[][];
}

/**
 * What assembly/skip-gram.ts does with the continuous bag of words, in plain JavaScript: slow and obvious. It works on
 * the same memory, makes the same draws and moves rows in the same order, so that the two differ by roundings alone.
 */
export class ReferenceMeans extends ReferenceMemory {
  train(ids: Int32Array, rate: number): number {
    this.sampled = 0;
    const { draws, drawWeight } = this.layout;
    const each = fround(fround(rate) * fround(1 + fround(draws * drawWeight)));
    return this.windows.forEachBatch(
      ids,
      (rows) => this.measure(rows),
      (batch) => {
        const some = atMost(fround(Math.min(mostMovedMean, this.alongU) / each), batch.windows.length);
        for (let b = 0; b < batch.windows.length; b += some)
          this.trainBatch({ ...batch, windows: batch.windows.slice(b, b + some) }, rate);
      },
    );
  }

  private trainBatch(batch: Batch, rate: number): void {
    this.sampleFirst(batch);
    const most = Math.min(mostTogether, this.alongU / 2);
    const together = fround(most / fround(fround(rate) * Math.max(...batch.weights)));
    const atOnce = 3 * atMost(fround(together / 3), this.layout.groups);
    for (let j = 0; j < batch.negatives.length; j += atOnce) {
      const part = {
        windows: batch.windows,
        negatives: batch.negatives.slice(j, j + atOnce),
        weights: batch.weights.slice(j, j + atOnce),
      };
      const slopes = this.computeSlopes(part, rate);
      this.move(part, j === 0 ? slopes : { ...slopes, centres: slopes.centres.map(() => 0) });
    }
  }

  defer(ids: Int32Array, rate: number): number {
    let at = this.layout.lane[this.lane].deferred;
    this.sampled = 0;
    const kept = this.windows.forEachBatch(
      ids,
      () => {},
      (batch) => {
        this.sampleFirst(batch);
        const { windows, negatives } = batch;
        const centres = windows.map(({ centre }) => centre);
        while (centres.length % 3 > 0) centres.push(this.layout.lane[this.lane].zeroRow);
        const rows = windows.flatMap(({ words }) => [words.length, ...words]);
        const head = [windows.length, ...rows, ...centres, ...negatives];
        this.u32.set(head, at / 4);
        at = roundUpTo16(at + 4 * head.length);
        const slopes = this.computeSlopes(batch, rate);
        slopes.centres.forEach((slope, b) => (this.f32[at / 4 + place(b)] = slope));
        at += (16 * centres.length) / 3;
        slopes.negatives.flat().forEach((slope, j) => (this.f32[at / 4 + place(j)] = slope));
        at += (16 * windows.length * negatives.length) / 3;
      },
    );
    this.u32[at / 4] = 0;
    return kept;
  }

  applyDeferred(lane: number, first: number, count: number): void {
    const { groups } = this.layout;
    let at = this.layout.lane[lane].deferred;
    const take = (length: number): number[] => {
      const taken = Array.from(this.u32.subarray(at / 4, at / 4 + length));
      at += 4 * length;
      return taken;
    };
    for (let [many] = take(1); many > 0; [many] = take(1)) {
      const words = Array.from({ length: many }, () => take(take(1)[0]));
      const centres = take(3 * Math.ceil(many / 3));
      const negatives = take(3 * groups);
      at = roundUpTo16(at);
      const slopes = {
        centres: centres.map((_, b) => this.f32[at / 4 + place(b)]),
        negatives: words.map((_, b) =>
          negatives.map((_, j) => this.f32[at / 4 + (4 * centres.length) / 3 + 4 * b * groups + place(j)]),
        ),
      };
      at += (16 * centres.length) / 3 + 16 * many * groups;
      const windows = words.map((rows, b) => ({ words: rows, centre: centres[b] }));
      this.move({ windows, negatives, weights: [] }, slopes, 4 * first, 4 * count);
    }
  }

  /** A negative that is a window's own centre does not count there. */
  private computeSlopes(batch: Batch, rate: number): OfBatch {
    const { centres, negatives } = this.scores(batch);
    return {
      centres: centres.map((score) => slopeOf(score, 1, rate, 1)),
      negatives: negatives.map((scores, b) =>
        scores.map((score, j) =>
          batch.negatives[j] === batch.windows[b].centre ? 0 : slopeOf(score, 0, rate, batch.weights[j]),
        ),
      ),
    };
  }

  private scores({ windows, negatives }: Batch): OfBatch {
    const means = windows.map(({ words }) => this.mean(words));
    const dot = (h: readonly number[], u: number): number =>
      h.reduce((sum, x, c) => sum + x * this.f32[u / 4 + c], 0);
    return {
      centres: windows.map(({ centre }, b) => dot(means[b], centre)),
      negatives: means.map((h) => negatives.map((u) => dot(h, u))),
    };
  }

  /** The mean of some rows. */
  private mean(words: readonly number[], first = 0, count = this.layout.rowBytes / 4): number[] {
    return Array.from(
      { length: count },
      (_, c) => words.reduce((sum, v) => sum + this.f32[v / 4 + first + c], 0) / words.length,
    );
  }

  /** Keeps the scores of the first window of a call as they are before it moves anything. */
  private sampleFirst(batch: Batch): void {
    if (this.sampled > 0) return;
    const { sampledScores, sampledWeights } = this.layout.lane[this.lane];
    const { centres, negatives } = this.scores(batch);
    this.sampled = 1;
    this.f32[sampledScores / 4] = centres[0];
    this.f32[sampledWeights / 4] = 1;
    negatives[0].forEach((score, j) => (this.f32[sampledScores / 4 + 4 + place(j)] = score));
    batch.weights.forEach((weight, j) => {
      const isCentre = batch.negatives[j] === batch.windows[0].centre;
      this.f32[sampledWeights / 4 + 4 + place(j)] = isCentre ? 0 : weight;
    });
  }

  /**
   * Moves each centre along its mean, then each negative along all means, and then the words of each window by what moved
   * its mean: all from the means as they were, and each negative as the centres left it.
   */
  private move(
    { windows, negatives }: Batch,
    slopes: OfBatch,
    first = 0,
    count = this.layout.rowBytes / 4,
  ): void {
    const means = windows.map(({ words }) => this.mean(words, first, count));
    for (let c = 0; c < count; c++) {
      const at = (row: number): number => row / 4 + first + c;
      const moved = windows.map(({ centre }, b) => {
        const y = this.f32[at(centre)];
        this.f32[at(centre)] += slopes.centres[b] * means[b][c];
        return slopes.centres[b] * y;
      });
      // as many negatives are moved together as are in a block of three, and as many means as in one of two
      for (let j = 0; j < negatives.length; j += 3) {
        for (let b = 0; b < windows.length; b += 2) {
          const block = negatives.slice(j, j + 3).map((u) => this.f32[at(u)]);
          const pair = windows.length - b > 1 ? [b, b + 1] : [b];
          for (const i of pair) block.forEach((y, k) => (moved[i] += slopes.negatives[i][j + k] * y));
          block.forEach((y, k) => {
            const sum = pair.reduce((to, i) => to + slopes.negatives[i][j + k] * means[i][c], y);
            this.f32[at(negatives[j + k])] = sum;
          });
        }
      }
      windows.forEach(({ words }, b) => words.forEach((v) => (this.f32[at(v)] += moved[b])));
    }
  }
}
