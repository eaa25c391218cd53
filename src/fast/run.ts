import type { Settings } from "../settings/table";
import type { NamedVectors } from "../vectors/word-vectors";
import { sharedMemory, type WasmMemory } from "../webassembly/module";
import { Board, lossBins } from "./board";
import { kernelFor } from "./kernel";
import { layoutOf, type Layout } from "./layout";
import { fillMemory, rowsAt } from "./memory";
import type { EncodedText } from "./text/encoded-text";
import { mostLanes, pieceOfStep } from "./steps-together";
import { startThreads, within, type Ended } from "./threads";
import { rateAt, type Work } from "./work";

/** Multiply-adds of a block, about: some ten milliseconds, after which a thread looks whether it is to stop. */
const blockCost = 2 ** 26;

/** Where a fast run stands. */
export interface FastProgress {
  /** words of the text trained on, in all epochs, those that subsampling left out included */
  readonly words: number;
  /** words of the text in all epochs */
  readonly totalWords: number;
  /** loss of a pair (word, centre) with the negatives of its window, in nats: a mean over the windows of late */
  readonly loss: number | undefined;
  readonly stepSize: number;
  /** since this call of `steps`, by the clock that was passed */
  readonly wordsPerSecond: number;
  readonly secondsLeft: number;
}

/** What only some callers choose. */
export interface FastOptions {
  /** Hears once why the run is slow, where it is. */
  readonly say?: (line: string) => void;
  /** Trains with the twin instead of WebAssembly: for tests. */
  readonly twin?: boolean;
}

/**
 * A run of skip-gram with negative sampling in float32 on a text of any size, by threads on shared memory.
 *
 * With one worker, or where settings ask to be deterministic, the same settings and text give the same vectors,
 * bit for bit, whether the run is stopped and resumed or not.
 */
export class FastRun {
  readonly memory: WasmMemory;
  readonly layout: Layout;
  readonly board: Board;
  private readonly kernel: string | undefined;
  /** the share of the negatives that the most frequent word, the first, has; only a deterministic run asks for it */
  private readonly mostFrequentNegative: number;

  /**
   * A run that has not begun; it costs 8 bytes a word and dimension.
   *
   * @throws RangeError if it needs more than 4 GiB, or fused multiply-adds where there are none
   */
  constructor(
    readonly settings: Settings,
    readonly text: EncodedText,
    { say = () => {}, twin = false }: FastOptions = {},
  ) {
    const { dimensions, window, negatives, workers, deterministic } = settings;
    this.layout = layoutOf({
      words: text.words.length,
      dimensions,
      window,
      negatives,
      lanes: deterministic ? mostLanes : workers,
      drafts: deterministic ? pieceOfStep.most : 0,
    });
    this.kernel = twin ? undefined : kernelFor(settings.relaxed, say);
    this.memory =
      this.kernel === undefined
        ? { buffer: new SharedArrayBuffer(this.layout.bytes) }
        : sharedMemory(this.layout.bytes);
    this.board = new Board(this.memory, this.layout);
    fillMemory(this.memory, this.layout, text.counts, settings);
    const weight = (count: number): number => count ** settings.power;
    this.mostFrequentNegative = deterministic
      ? weight(text.counts[0]) / text.counts.reduce((sum, count) => sum + weight(count), 0)
      : 0;
  }

  /** Words of the text in all epochs. */
  get totalWords(): number {
    return this.settings.epochs * this.text.tokens;
  }

  get done(): boolean {
    return this.board.tokens === this.totalWords;
  }

  /**
   * Loss of a pair (word, centre) with the negatives of its window, in nats: a mean over the windows that were
   * sampled in the last twentieth of the run so far; undefined before the first.
   */
  get loss(): number | undefined {
    const met = this.board.losses.filter(({ pairs }) => pairs > 0).slice(-lossBins / 20);
    const pairs = met.reduce((sum, bin) => sum + bin.pairs, 0);
    return pairs > 0 ? met.reduce((sum, bin) => sum + bin.loss, 0) / pairs : undefined;
  }

  /** The loss of a pair in each part of the run so far: up to which word of all epochs, and the mean in nats. */
  get lossCurve(): { words: number; loss: number }[] {
    return this.board.losses.flatMap(({ loss, pairs }, bin) =>
      pairs > 0 ? [{ words: Math.round(((bin + 1) / lossBins) * this.totalWords), loss: loss / pairs }] : [],
    );
  }

  /** The centre vectors, as they are now. */
  get vectors(): NamedVectors {
    return this.named(this.layout.V);
  }

  /** The outside vectors, as they are now. */
  get outsideVectors(): NamedVectors {
    return this.named(this.layout.U);
  }

  /**
   * Trains to the end, and yields every so often. Stop by leaving the loop: the threads end the blocks that they
   * are at, and the next call continues.
   *
   * @param every milliseconds
   * @param clock milliseconds, such as `Date.now`
   */
  async *steps(every: number, clock: () => number): AsyncGenerator<FastProgress, void, void> {
    if (this.done) return;
    const begun = clock();
    const first = this.board.tokens;
    this.board.stopping = false;
    const threads = startThreads(Array.from({ length: this.settings.workers }, (_, t) => this.workOf(t)));
    let ended: Ended | undefined;
    try {
      while (!ended) {
        ended = await within(every, threads);
        if (!this.board.failed && !ended?.error) yield this.progress(first, (clock() - begun) / 1000);
      }
    } finally {
      this.board.stopping = true;
      await threads;
    }
    if (ended.error) throw ended.error;
    if (this.board.failed) {
      throw new RangeError(
        `fast training requires finite vectors, got others after ${this.board.tokens} words; lower stepSize, now ${this.settings.stepSize}`,
      );
    }
  }

  private named(at: number): NamedVectors {
    const { words, dimensions } = this.layout;
    const data = rowsAt(this.memory, this.layout, at);
    return { words: this.text.words, vectors: { rows: words, cols: dimensions, data } };
  }

  private workOf(thread: number): Work {
    const { memory, layout, kernel, text, settings } = this;
    const { dimensions, window, negatives, epochs, stepSize, deterministic, workers } = settings;
    const cost = dimensions * (window + 1) * (negatives + 1);
    return {
      ...{ memory, layout, kernel, epochs, stepSize, deterministic, thread, threads: workers },
      text: { idsFile: text.idsFile, ids: text.tokens + text.sentences },
      share: Math.min(2 ** 14, Math.max(64, 2 ** Math.floor(Math.log2(blockCost / cost)))),
      mostFrequentNegative: this.mostFrequentNegative,
      totalTokens: this.totalWords,
      tokens: this.board.tokens,
    };
  }

  private progress(first: number, seconds: number): FastProgress {
    const { tokens: words } = this.board;
    const wordsPerSecond = (words - first) / Math.max(seconds, 1e-3);
    return {
      words,
      totalWords: this.totalWords,
      loss: this.loss,
      stepSize: rateAt(this.settings.stepSize, words / this.totalWords),
      wordsPerSecond,
      secondsLeft: (this.totalWords - words) / wordsPerSecond,
    };
  }
}
