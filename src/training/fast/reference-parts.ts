import { atMost, mostTogether, place, roundUpTo16, slopeOf } from "./reference-arithmetic";
import { ReferenceMemory } from "./reference-memory";
import type { WindowWithParts } from "./reference-windows";

const { fround } = Math;

/** Rows of U with their labels: the words beside a centre in threes, then the negatives. */
interface Targets {
  readonly rows: readonly number[];
  /** how many of them stand beside the centre, up to a multiple of three */
  readonly beside: number;
  /** how much each counts */
  readonly weights: readonly number[];
}

/**
 * What assembly/skip-gram.ts does with parts of words, in plain JavaScript: slow and obvious. It works on the same memory,
 * makes the same draws and moves rows in the same order, so that the two differ by roundings alone.
 */
export class ReferenceParts extends ReferenceMemory {
  train(ids: Int32Array, rate: number): number {
    const { draws, drawWeight } = this.layout;
    const pair = fround(fround(rate) * fround(1 + fround(draws * drawWeight)));
    this.sampled = 0;
    return this.windows.forEachWithParts(ids, (window) => {
      const atOnce = atMost(fround(mostTogether / pair), window.beside.length);
      for (let i = 0; i < window.beside.length; i += atOnce) {
        const part = { ...window, beside: window.beside.slice(i, i + atOnce) };
        const targets = this.listTargets(part);
        this.sampleFirst(part, targets);
        this.move(window.centre, targets.rows, this.computeSlopes(window.centre, targets, rate));
      }
    });
  }

  defer(ids: Int32Array, rate: number): number {
    let at = this.layout.lane[this.lane].deferred;
    this.sampled = 0;
    const kept = this.windows.forEachWithParts(ids, (window) => {
      const targets = this.listTargets(window);
      this.sampleFirst(window, targets);
      this.u32.set([targets.beside / 3, window.centre, ...targets.rows], at / 4);
      at = roundUpTo16(at + 4 * (2 + targets.rows.length));
      this.computeSlopes(window.centre, targets, rate).forEach((slope, j) => {
        this.f32[at / 4 + place(j)] = slope;
      });
      at += (16 * targets.rows.length) / 3;
    });
    this.u32[at / 4] = 0;
    return kept;
  }

  applyDeferred(lane: number, first: number, count: number): void {
    let at = this.layout.lane[lane].deferred;
    while (this.u32[at / 4] > 0) {
      const [groups, centre] = this.u32.subarray(at / 4, at / 4 + 2);
      const length = 3 * (groups + this.layout.groups);
      const rows = Array.from(this.u32.subarray(at / 4 + 2, at / 4 + 2 + length));
      at = roundUpTo16(at + 4 * (2 + length));
      const slopes = rows.map((_, j) => this.f32[at / 4 + place(j)]);
      this.move(centre, rows, slopes, 4 * first, 4 * count);
      at += (16 * length) / 3;
    }
  }

  /** A word that stands beside the centre twice counts twice; a negative, once for each word beside it that is another. */
  private listTargets({ beside, negatives, weights }: WindowWithParts): Targets {
    const rows = [...new Set(beside)];
    const times = rows.map((row) => beside.filter((other) => other === row).length);
    while (rows.length % 3 > 0) {
      rows.push(this.layout.lane[this.lane].zeroRow);
      times.push(0);
    }
    const others = negatives.map((row, j) => weights[j] * beside.filter((other) => other !== row).length);
    return { rows: [...rows, ...negatives], beside: rows.length, weights: [...times, ...others] };
  }

  private computeSlopes(centre: number, { rows, beside, weights }: Targets, rate: number): number[] {
    const h = this.mean(centre);
    return rows.map((u, j) => slopeOf(this.dot(h, u), j < beside ? 1 : 0, rate, weights[j]));
  }

  /** Keeps the scores of the first word beside the first centre of a call, as they are before it moves anything. */
  private sampleFirst(
    { centre, beside, negatives, weights }: WindowWithParts,
    { rows, beside: count }: Targets,
  ): void {
    if (this.sampled > 0) return;
    this.sampled = 1;
    const { sampledScores, sampledWeights } = this.layout.lane[this.lane];
    const h = this.mean(centre);
    this.f32[sampledScores / 4] = this.dot(h, beside[0]);
    this.f32[sampledWeights / 4] = 1;
    negatives.forEach((u, j) => {
      this.f32[sampledScores / 4 + 4 + place(j)] = this.dot(h, rows[count + j]);
      this.f32[sampledWeights / 4 + 4 + place(j)] = u === beside[0] ? 0 : weights[j];
    });
  }

  /** The rows of a word and of its parts. */
  private rowsOf(word: number): Uint32Array {
    const { partsBegin, partsList } = this.layout;
    const [from, to] = this.u32.subarray(partsBegin / 4 + word, partsBegin / 4 + word + 2);
    return this.u32.subarray(partsList / 4 + from, partsList / 4 + to);
  }

  private mean(word: number, first = 0, count = this.layout.rowBytes / 4): number[] {
    const rows = this.rowsOf(word);
    return Array.from(
      { length: count },
      (_, c) => rows.reduce((sum, v) => sum + this.f32[v / 4 + first + c], 0) / rows.length,
    );
  }

  private dot(h: readonly number[], u: number): number {
    return h.reduce((sum, x, c) => sum + x * this.f32[u / 4 + c], 0);
  }

  /** Moves each target along the mean, and each of the centre's rows by what moves the mean: three targets at a time. */
  private move(
    centre: number,
    targets: readonly number[],
    slopes: readonly number[],
    first = 0,
    count = this.layout.rowBytes / 4,
  ): void {
    const h = this.mean(centre, first, count);
    for (let c = 0; c < count; c++) {
      let moved = 0;
      targets.forEach((u, j) => {
        const at = u / 4 + first + c;
        moved += slopes[j] * this.f32[at];
        this.f32[at] += slopes[j] * h[c];
      });
      for (const v of this.rowsOf(centre)) this.f32[v / 4 + first + c] += moved;
    }
  }
}
