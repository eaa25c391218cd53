import { Xoshiro128 } from "../../random/xoshiro";
import type { Layout } from "./layout";

/** A window, by the addresses of its rows. */
export interface Window {
  /** rows of V: the words beside the centre */
  readonly words: readonly number[];
  /** rows of U: the centre, its negatives, and rows of zeros up to a multiple of three */
  readonly targets: readonly number[];
  /** how much each target counts: 1 for the centre, 0 for zeros */
  readonly weights: readonly number[];
}

/** Windows that follow each other, whose means share their negatives. */
export interface Batch {
  readonly windows: readonly { readonly words: readonly number[]; readonly centre: number }[];
  /** rows of U, and rows of zeros up to a multiple of three */
  readonly negatives: readonly number[];
  /** how much each negative counts, 0 for zeros */
  readonly weights: readonly number[];
}

/** A window whose centre has parts. */
export interface WindowWithParts {
  /** id of the centre */
  readonly centre: number;
  /** rows of U: the words beside it */
  readonly beside: readonly number[];
  /** rows of U, and rows of zeros up to a multiple of three */
  readonly negatives: readonly number[];
  /** how much each negative counts for a word beside the centre, 0 for zeros */
  readonly weights: readonly number[];
}

const always = 2 ** 32 - 1;

/** Draws the windows of a lane as assembly/skip-gram.ts does: the same draws in the same order. */
export class ReferenceWindows {
  /** pairs (word, centre) of the last call of `forEach` */
  pairs = 0;
  private readonly random = new Xoshiro128(0);

  /** @param u32 the memory of the run */
  constructor(
    private readonly u32: Uint32Array,
    private readonly layout: Layout,
    private readonly lane: number,
  ) {}

  /** Calls `work` with each window of some sentences, and returns how many tokens subsampling kept. */
  forEach(ids: Int32Array, work: (window: Window) => void): number {
    return this.forEachSentence(ids, (sentence) => {
      const { V, rowBytes } = this.layout;
      let next = this.drawTargets(sentence[0]);
      for (let p = 0; p < sentence.length; p++) {
        const { targets, weights } = next;
        // the targets of a window are drawn before the radius of the window before it
        if (p + 1 < sentence.length) next = this.drawTargets(sentence[p + 1]);
        const words = this.drawContext(sentence, p).map((w) => V + w * rowBytes);
        this.pairs += words.length;
        work({ words, targets, weights });
      }
    });
  }

  /** Calls `work` with each batch of windows, whose means share their negatives; returns how many tokens were kept. */
  forEachBatch(ids: Int32Array, work: (batch: Batch) => void): number {
    return this.forEachSentence(ids, (sentence) => {
      const { V, U, rowBytes, meansAtOnce } = this.layout;
      let next = this.drawTargets();
      for (let p = 0; p < sentence.length; p += meansAtOnce) {
        const { targets, weights } = next;
        if (p + meansAtOnce < sentence.length) next = this.drawTargets();
        const windows = sentence.slice(p, p + meansAtOnce).map((centre, b) => ({
          words: this.drawContext(sentence, p + b).map((w) => V + w * rowBytes),
          centre: U + centre * rowBytes,
        }));
        this.pairs += windows.length;
        work({ windows, negatives: targets, weights });
      }
    });
  }

  /** Calls `work` with each window of words with parts, whose words share their negatives; returns how many tokens were kept. */
  forEachWithParts(ids: Int32Array, work: (window: WindowWithParts) => void): number {
    return this.forEachSentence(ids, (sentence) => {
      const { U, rowBytes } = this.layout;
      let next = this.drawTargets();
      for (let p = 0; p < sentence.length; p++) {
        const { targets, weights } = next;
        if (p + 1 < sentence.length) next = this.drawTargets();
        const beside = this.drawContext(sentence, p).map((w) => U + w * rowBytes);
        this.pairs += beside.length;
        work({ centre: sentence[p], beside, negatives: targets, weights });
      }
    });
  }

  private forEachSentence(ids: Int32Array, work: (sentence: readonly number[]) => void): number {
    const { random } = this.layout.lane[this.lane];
    let total = 0;
    let sentence: number[] = [];
    this.pairs = 0;
    this.random.restore(this.u32.subarray(random / 4, random / 4 + 4));
    for (const id of ids) {
      if (id < 0) {
        if (sentence.length > 1) work(sentence);
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

  /** The words beside a position, up to a radius that is drawn. */
  private drawContext(sentence: readonly number[], p: number): number[] {
    const radius = 1 + this.below(this.layout.window);
    return [...sentence.slice(Math.max(0, p - radius), p), ...sentence.slice(p + 1, p + radius + 1)];
  }

  /** The centre, if there is one, then the negatives without it; a word that is drawn again counts once more. */
  private drawTargets(centre?: number): Pick<Window, "targets" | "weights"> {
    const { U, rowBytes, draws, drawWeight, groups } = this.layout;
    const counts = new Map(centre === undefined ? [] : [[centre, 1]]);
    for (let k = 0; k < draws; k++) {
      const word = this.drawWord();
      if (word !== centre) counts.set(word, Math.fround((counts.get(word) ?? 0) + drawWeight));
    }
    const targets = [...counts.keys()].map((w) => U + w * rowBytes);
    const weights = [...counts.values()];
    while (targets.length < 3 * groups) {
      targets.push(this.layout.lane[this.lane].zeroRow);
      weights.push(0);
    }
    return { targets, weights };
  }

  private below(n: number): number {
    return Number((BigInt(this.random.uint32()) * BigInt(n)) >> 32n);
  }

  private drawWord(): number {
    const product = BigInt(this.random.uint32()) * BigInt(this.layout.vocabularySize);
    const part = Number(product >> 32n);
    const [threshold, other] = this.u32.subarray(
      this.layout.alias / 4 + 2 * part,
      this.layout.alias / 4 + 2 * part + 2,
    );
    return Number(product & 0xffffffffn) < threshold ? part : other;
  }
}
