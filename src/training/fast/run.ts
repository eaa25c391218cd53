import type { EncodedText } from "../../corpus/encoded/encoded-text";
import type { FastTextParameters } from "../../model/fasttext-parameters";
import type { NamedVectors } from "../../model/word-vectors";
import { readSettings } from "../../settings/settings";
import type { FastSettings } from "../../settings/table";
import {
  checkpointFormats,
  naming,
  openCheckpoint,
  writeCheckpoint,
  type CheckpointHeader,
  type CheckpointKind,
} from "../checkpoint";
import { divergence } from "../divergence";
import type { LossTable, Run } from "../run";
import { Parameters } from "./parameters";
import type { Beginning, FastDescription, FastOptions, FastProgress } from "./run-description";
import { lossBins, SharedCounters } from "./shared-counters";
import { findKernelFile } from "./skip-gram-kernel";
import { startThreads, waitForThreads, type Ended } from "./threads";
import { annealedRate, type Work } from "./work";

/** Multiply-adds of a block, about: some ten milliseconds, after which a thread looks whether it is to stop. */
const blockCost = 2 ** 26;

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
  private readonly parameters: Parameters;
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
    const { deterministic, power } = settings;
    this.corpusName = corpusName;
    if (text.tokens === text.sentences)
      throw noPair(
        "put a sentence on each line, with spaces between its words, or lower minimumCount",
        settings.minimumCount,
      );
    this.kernel = referenceKernel ? undefined : findKernelFile(settings.relaxed, say);
    this.parameters = new Parameters(settings, text, this.kernel === undefined);
    this.counters = new SharedCounters(this.parameters.memory, this.parameters.layout.counters);
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
  beginWith(beginning: Beginning): number {
    const count = this.parameters.beginWith(beginning);
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
    return this.parameters.vectors;
  }

  /** The outside vectors, as they are now. */
  get outsideVectors(): NamedVectors {
    return this.parameters.outsideVectors;
  }

  /** The model of fastText, as it is now; undefined where words have no parts. */
  get fastText(): FastTextParameters | undefined {
    return this.parameters.fastText;
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
    return [...this.parameters.state, this.counters.state];
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
    this.parameters.requireBounded(this.where);
  }

  /** How far the training is, for an error. */
  private get where(): string {
    const { trained, text, settings } = this;
    const epoch = Math.min(settings.epochs, 1 + Math.floor(trained / text.tokens));
    return `after ${trained} words, in epoch ${epoch} of ${settings.epochs}`;
  }

  private createWork(thread: number): Work {
    const { parameters, kernel, text, settings } = this;
    const { memory, layout } = parameters;
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
