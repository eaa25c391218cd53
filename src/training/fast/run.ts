import type { EncodedText } from "../../corpus/encoded/encoded-text";
import type { NamedVectors, Rows } from "../../model/word-vectors";
import { readSettings } from "../../settings/settings";
import type { FastSettings } from "../../settings/table";
import { sharedMemory, type WasmMemory } from "../../webassembly/module";
import {
  checkpointFormats,
  naming,
  openCheckpoint,
  writeCheckpoint,
  type CheckpointHeader,
  type CheckpointKind,
} from "../checkpoint";
import { divergence, requireBounded } from "../divergence";
import type { LossTable, Progress, Run, RunDescription } from "../run";
import { countMeansAtOnce, createLayout, type Layout } from "./layout";
import { fillMemory, readRows, writeRows } from "./memory";
import { lossBins, SharedCounters } from "./shared-counters";
import { findKernelFile } from "./skip-gram-kernel";
import { mostLanes, pieceSize } from "./synchronous-batches";
import { startThreads, waitForThreads, type Ended } from "./threads";
import { annealedRate, type Work } from "./work";

/** Multiply-adds of a block, about: some ten milliseconds, after which a thread looks whether it is to stop. */
const blockCost = 2 ** 26;

/** Where a fast run stands. */
export interface FastProgress extends Progress {
  /** tokens of the text trained on, in all epochs; those that subsampling left out count */
  readonly tokens: number;
  /** loss of a pair (word, centre) with the negatives of its window, in nats: a mean over the last windows */
  readonly loss: number | undefined;
  /** since this call of `steps`, by the clock that was passed */
  readonly tokensPerSecond: number;
}

/** Describes a fast run and how it ended. */
export interface FastDescription extends RunDescription {
  readonly settings: FastSettings;
  /** tokens trained on, in all epochs */
  readonly wordsTrained: number;
  /** of these, tokens that subsampling kept */
  readonly wordsKept: number;
  /** loss of a pair in the last twentieth of the run, in nats; null before any */
  readonly finalLoss: number | null;
}

/** Vectors of an earlier run: V, and U where that was written. */
export interface Beginning {
  readonly vectors: NamedVectors;
  readonly outside?: NamedVectors;
}

/** What only some callers choose. */
export interface FastOptions {
  /** What the corpus is called; else as the settings name it. */
  readonly corpusName?: string;
  /** Hears once why the run is slow, where it is. */
  readonly say?: (line: string) => void;
  /** Trains with the reference kernel instead of WebAssembly: for tests. */
  readonly referenceKernel?: boolean;
}

const checkpointKind: CheckpointKind = {
  format: checkpointFormats.fast,
  name: "checkpoint of fast training",
  isFree: (name, settings) =>
    name === "epochs" || (name === "workers" && settings.trainer === "fast" && settings.deterministic),
};

/**
 * The fast trainer: skip-gram with negative sampling in float32 on a text of any size, by threads on shared memory.
 *
 * With one worker, or where settings ask to be deterministic, the same settings and text give the same vectors,
 * bit for bit, whether the run is stopped and resumed or not.
 */
export class FastRun implements Run<FastProgress> {
  readonly trainer = "fast";
  readonly unit = "words";
  private readonly memory: WasmMemory;
  private readonly layout: Layout;
  private readonly counters: SharedCounters;
  private readonly kernel: string | undefined;
  private readonly corpusName: string;
  /** the share of the negatives that the most frequent word, the first, has; only a deterministic run needs it */
  private readonly mostFrequentNegative: number;

  /**
   * A run that has not begun; it costs 8 bytes for each word and dimension.
   *
   * @throws RangeError if it needs more than 4 GiB, or fused multiply-adds where there are none
   */
  constructor(
    readonly settings: FastSettings,
    readonly text: EncodedText,
    { corpusName = settings.corpus, say = () => {}, referenceKernel = false }: FastOptions = {},
  ) {
    const { dimensions, window, negatives, workers, deterministic, power } = settings;
    this.corpusName = corpusName;
    if (text.tokens === text.sentences)
      throw noPair(
        "put a sentence on each line, with spaces between its words, or lower minimumCount",
        settings.minimumCount,
      );
    this.layout = createLayout({
      vocabularySize: text.words.length,
      dimensions,
      window,
      negatives,
      meansAtOnce: countMeansAtOnce(settings),
      lanes: deterministic ? mostLanes : workers,
      deferredWindows: deterministic ? pieceSize.most : 0,
    });
    this.kernel = referenceKernel ? undefined : findKernelFile(settings.relaxed, say);
    this.memory =
      this.kernel === undefined
        ? { buffer: new SharedArrayBuffer(this.layout.bytes) }
        : sharedMemory(this.layout.bytes);
    this.counters = new SharedCounters(this.memory, this.layout.counters);
    fillMemory(this.memory, this.layout, text.counts, settings);
    const total = text.counts.reduce((sum, count) => sum + count ** power, 0);
    this.mostFrequentNegative = deterministic ? text.counts[0] ** power / total : 0;
  }

  /**
   * A run that continues from a checkpoint. It may have other epochs, among which the step size then falls; where it is
   * deterministic, another number of workers.
   *
   * @throws RangeError with the reason where the file is damaged, or of other settings or another text
   */
  static resume(file: string, settings: FastSettings, text: EncodedText, options?: FastOptions): FastRun {
    const opened = openCheckpoint(file, checkpointKind, settings, text.sha256);
    try {
      const run = new FastRun(settings, text, options);
      naming(file, () => {
        opened.read(...run.state);
        const made = readSettings({ ...(opened.header as CheckpointHeader).settings });
        if (made.trainer === "fast") run.changeEpochs(made.epochs);
      });
      return run;
    } finally {
      opened.close();
    }
  }

  /**
   * Begins with vectors that were trained before, before the first step; words that they lack begin as ever.
   *
   * @returns how many words they have
   * @throws RangeError if they have other dimensions, or none of the words
   */
  beginWith({ vectors, outside }: Beginning): number {
    const { memory, layout, text } = this;
    const count = writeRows(memory, layout, layout.V, text.words, vectors);
    if (count === 0)
      throw new RangeError(
        `startFrom requires vectors of some of the text's ${text.words.length} words, got none of them`,
      );
    if (outside) writeRows(memory, layout, layout.U, text.words, outside);
    this.requireBounded();
    return count;
  }

  /** Tokens of the text in all epochs. */
  get totalTokens(): number {
    return this.settings.epochs * this.text.tokens;
  }

  get done(): boolean {
    return this.trained === this.totalTokens;
  }

  /** Tokens trained on so far, in all epochs; those that subsampling left out count. */
  get trained(): number {
    return this.counters.tokens;
  }

  /** Pairs (word, centre) trained on so far, each with the negatives of its window. */
  get pairs(): number {
    return this.counters.pairs;
  }

  /**
   * Loss of a pair (word, centre) with the negatives of its window, in nats: a mean over the windows that were
   * sampled in the last twentieth of the run so far; undefined before the first.
   */
  get loss(): number | undefined {
    const sampled = this.counters.losses.filter(({ pairs }) => pairs > 0).slice(-lossBins / 20);
    const pairs = sampled.reduce((sum, bin) => sum + bin.pairs, 0);
    return pairs > 0 ? sampled.reduce((sum, bin) => sum + bin.loss, 0) / pairs : undefined;
  }

  /** The loss of a pair in each part of the run so far: up to which token of all epochs, and the mean in nats. */
  get lossCurve(): { tokens: number; loss: number }[] {
    return this.counters.losses.flatMap(({ loss, pairs }, bin) =>
      pairs > 0
        ? [{ tokens: Math.round(((bin + 1) / lossBins) * this.totalTokens), loss: loss / pairs }]
        : [],
    );
  }

  get lossTable(): LossTable {
    const rows = this.lossCurve.map(({ tokens, loss }): [number, number] => [tokens, loss]);
    return { columns: ["words", "loss"], rows };
  }

  get vectors(): NamedVectors {
    return this.named(this.layout.V);
  }

  /** The outside vectors, as they are now. */
  get outsideVectors(): NamedVectors {
    return this.named(this.layout.U);
  }

  /** Leaving the loop lets the threads end their present blocks. */
  async *steps(yieldEvery: number, clock: () => number): AsyncGenerator<FastProgress, void, void> {
    if (this.done) return;
    const begun = clock();
    const first = this.trained;
    this.counters.stopping = false;
    const works = Array.from({ length: this.settings.workers }, (_, thread) => this.createWork(thread));
    const threads = startThreads(works);
    let ended: Ended | undefined;
    try {
      while (!ended) {
        ended = await waitForThreads(yieldEvery, threads);
        if (!this.counters.failed && !ended?.error) yield this.progress(first, (clock() - begun) / 1000);
      }
    } finally {
      this.counters.stopping = true;
      await threads;
    }
    if (ended.error) throw ended.error;
    if (this.counters.failed)
      throw divergence("a score that longer ones have", this.where, this.settings.stepSize);
    if (!this.done) return;
    if (this.pairs === 0) throw noPair("raise subsample", this.settings.subsample);
    this.requireBounded();
  }

  save(file: string): void {
    this.requireBounded();
    const header = { settings: this.settings, corpus: this.text.sha256 };
    writeCheckpoint(file, checkpointKind, header, this.state);
  }

  describe(): FastDescription {
    const { settings, text, counters, loss } = this;
    const { sha256, sentences, tokens, words } = text;
    return {
      settings,
      corpus: { name: this.corpusName, sha256, sentences, tokens, words: words.length },
      wordsTrained: counters.tokens,
      wordsKept: counters.kept,
      finalLoss: loss ?? null,
    };
  }

  /** What changes while the run trains: the vectors, the generators, the counters with the losses so far. */
  private get state(): ArrayBufferView[] {
    const { buffer } = this.memory;
    const { vocabularySize, rowBytes, V, U, lane } = this.layout;
    const numbers = (vocabularySize * rowBytes) / 4;
    return [
      new Float32Array(buffer, V, numbers),
      new Float32Array(buffer, U, numbers),
      ...lane.map(({ random }) => new Uint32Array(buffer, random, 4)),
      this.counters.state,
    ];
  }

  /** Takes over a state of a run of other epochs: the parts of the run that have losses of their own move. */
  private changeEpochs(made: number): void {
    const { epochs } = this.settings;
    if (this.trained > this.totalTokens)
      throw new RangeError(
        `resume requires epochs of at least ${Math.ceil(this.trained / this.text.tokens)}, which are begun, got ${epochs}`,
      );
    if (epochs !== made) this.counters.moveLosses(made / epochs);
  }

  private requireBounded(): void {
    const { vocabularySize: rows, rowBytes, V, U } = this.layout;
    const cols = rowBytes / 4;
    const view = (at: number): Rows => ({
      ...{ rows, cols, data: new Float32Array(this.memory.buffer, at, rows * cols) },
    });
    requireBounded([view(V), view(U)], this.where, this.settings.stepSize);
  }

  /** How far the training is, for an error. */
  private get where(): string {
    const { trained, text, settings } = this;
    const epoch = Math.min(settings.epochs, 1 + Math.floor(trained / text.tokens));
    return `after ${trained} words, in epoch ${epoch} of ${settings.epochs}`;
  }

  private named(address: number): NamedVectors {
    const { vocabularySize: rows, dimensions: cols } = this.layout;
    const data = readRows(this.memory, this.layout, address);
    return { words: this.text.words, vectors: { rows, cols, data } };
  }

  private createWork(thread: number): Work {
    const { memory, layout, kernel, text, settings } = this;
    const { dimensions, window, negatives, epochs, stepSize, deterministic, workers } = settings;
    const cost = dimensions * (window + 1) * (negatives + 1);
    return {
      ...{ memory, layout, kernel, epochs, stepSize, deterministic, thread, threads: workers },
      text: { idsFile: text.idsFile, ids: text.tokens + text.sentences },
      blockIds: Math.min(2 ** 14, Math.max(64, 2 ** Math.floor(Math.log2(blockCost / cost)))),
      mostFrequentNegative: this.mostFrequentNegative,
      totalTokens: this.totalTokens,
      tokens: this.trained,
    };
  }

  private progress(first: number, seconds: number): FastProgress {
    const { trained: tokens, totalTokens, loss } = this;
    const tokensPerSecond = (tokens - first) / Math.max(seconds, 1e-3);
    const fraction = tokens / totalTokens;
    return {
      tokens,
      fraction,
      loss,
      stepSize: annealedRate(this.settings.stepSize, fraction),
      tokensPerSecond,
      secondsLeft: (totalTokens - tokens) / tokensPerSecond,
    };
  }
}

/** The error of a training without a word beside another one. */
function noPair(remedy: string, now: number): RangeError {
  return new RangeError(
    `training requires a line with two words that are kept, got none, so no vector was learnt; ${remedy}, now ${now}`,
  );
}
