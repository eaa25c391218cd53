import { Xoshiro128 } from "../../random/xoshiro";
import type { Layout } from "./layout";

/** A word of a sentence, and the windows of a batch that it is in. */
export interface WordInWindows {
  /** its row of V */
  readonly word: number;
  /** rows of U of the centres that it is beside */
  readonly centres: readonly number[];
}

/** Windows that follow each other and share their negatives; all by the addresses of rows. */
export interface Batch {
  /** the words beside each centre, rows of V, and the centre's row of U */
  readonly windows: readonly { readonly words: readonly number[]; readonly centre: number }[];
  /** from the first word of a window to the last, in the order of the sentence */
  readonly words: readonly WordInWindows[];
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

  /**
   * Calls `begin` with the rows of each of some sentences, then `work` with each batch of its windows; returns how many
   * tokens subsampling kept.
   */
  forEachBatch(
    ids: Int32Array,
    begin: (rows: readonly { readonly v: number; readonly u: number }[]) => void,
    work: (batch: Batch) => void,
  ): number {
    return this.forEachSentence(ids, (sentence) => {
      const { V, U, rowBytes, windowsAtOnce, means } = this.layout;
      const rows = sentence.map((w) => ({ v: V + w * rowBytes, u: U + w * rowBytes }));
      begin(rows);
      let next = this.drawNegatives();
      for (let p = 0; p < sentence.length; p += windowsAtOnce) {
        const { negatives, weights } = next;
        // the negatives of a batch are drawn before the radii of the batch before it
        if (p + windowsAtOnce < sentence.length) next = this.drawNegatives();
        const windows = rows.slice(p, p + windowsAtOnce).map(({ u: centre }, b) => {
          const positions = this.drawContext(sentence, p + b);
          return { positions, words: positions.map((q) => rows[q].v), centre };
        });
        const beside = windows.flatMap(({ positions }) => positions);
        const [first, end] = [Math.min(p, ...beside), 1 + Math.max(p, ...beside)];
        const words = rows.slice(first, end).map(({ v: word }, i) => ({
          word,
          centres: windows.flatMap((one) => (one.positions.includes(first + i) ? [one.centre] : [])),
        }));
        this.pairs += means ? windows.length : beside.length;
        work({ windows, words, negatives, weights });
      }
    });
  }

  /** Calls `work` with each window of words with parts, whose words share their negatives; returns how many tokens were kept. */
  forEachWithParts(ids: Int32Array, work: (window: WindowWithParts) => void): number {
    return this.forEachSentence(ids, (sentence) => {
      const { U, rowBytes } = this.layout;
      let next = this.drawNegatives();
      for (let p = 0; p < sentence.length; p++) {
        const { negatives, weights } = next;
        if (p + 1 < sentence.length) next = this.drawNegatives();
        const beside = this.drawContext(sentence, p).map((q) => U + sentence[q] * rowBytes);
        this.pairs += beside.length;
        work({ centre: sentence[p], beside, negatives, weights });
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

  /** The positions beside another one, up to a radius that is drawn. */
  private drawContext(sentence: readonly number[], p: number): number[] {
    const radius = 1 + this.below(this.layout.window);
    return Array.from(sentence.keys()).filter((q) => q !== p && Math.abs(q - p) <= radius);
  }

  /** Negatives; a word that is drawn again counts once more. */
  private drawNegatives(): Pick<Batch, "negatives" | "weights"> {
    const { U, rowBytes, draws, drawWeight, groups } = this.layout;
    const counts = new Map<number, number>();
    for (let k = 0; k < draws; k++) {
      const word = this.drawWord();
      counts.set(word, Math.fround((counts.get(word) ?? 0) + drawWeight));
    }
    const negatives = [...counts.keys()].map((w) => U + w * rowBytes);
    const weights = [...counts.values()];
    while (negatives.length < 3 * groups) {
      negatives.push(this.layout.lane[this.lane].zeroRow);
      weights.push(0);
    }
    return { negatives, weights };
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
