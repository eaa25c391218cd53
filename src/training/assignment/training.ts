import type { Corpus } from "../../corpus/corpus";
import { buildVocabulary, type Vocabulary } from "../../corpus/vocabulary";
import type { Window } from "../../corpus/windows";
import { annealedStepSize } from "../../model/sgd";
import type { Parameters } from "../../model/skip-gram";
import type { WordVectors } from "../../model/word-vectors";
import type { Random } from "../../random/random";
import type { AssignmentSettings } from "../../settings/table";
import { divergence, requireBounded } from "../divergence";
import type { LossTable, Progress, Run, RunDescription } from "../run";
import { LossRecord, recordEvery } from "./loss-record";
import { createRandom, createStep, createWindowSource, initialise } from "./run-parts";
import type { TrainingStep } from "./training-step";

/** Where a run of the assignment's trainer stands. */
export interface AssignmentProgress extends Progress {
  /** iterations done */
  readonly iteration: number;
  /** loss of the last batch in nats: a mean over its windows of a sum over their outside words */
  readonly loss: number;
  /** moving average of the loss; undefined before iteration 10 */
  readonly runningLoss: number | undefined;
  /** since this call of `steps`, by the clock that was passed */
  readonly windowsPerSecond: number;
}

/** Describes a run and how it ended. */
export interface AssignmentDescription extends RunDescription {
  readonly settings: AssignmentSettings;
  readonly iterations: number;
  /** moving average of the loss at the end; null before iteration 10 */
  readonly finalRunningLoss: number | null;
  /** mean loss of the last 2,000 batches: far steadier than the moving average */
  readonly meanOfLastLosses: number;
}

/**
 * The assignment's trainer: skip-gram by stochastic gradient descent, in doubles. The same settings, corpus and
 * seed give the same vectors, bit for bit. It needs no files, so that it runs in a page as in Node.
 */
export class AssignmentTraining implements Omit<Run<AssignmentProgress>, "save"> {
  readonly trainer = "assignment";
  readonly unit = "windows";
  readonly vocabulary: Vocabulary;
  readonly parameters: Parameters;
  protected readonly random: Random;
  private readonly trainingStep: TrainingStep;
  protected readonly drawWindow: (into: Window) => void;
  protected readonly record: LossRecord;

  /** A run that has not begun; it costs the vocabulary and the initial vectors. */
  constructor(
    readonly settings: AssignmentSettings,
    readonly corpus: Corpus,
  ) {
    this.vocabulary = buildVocabulary(corpus.sentences);
    this.random = createRandom(settings);
    this.trainingStep = createStep(settings, this.vocabulary, this.random);
    this.parameters = this.trainingStep.parameters;
    initialise(this.parameters.V, settings, this.random);
    this.drawWindow = createWindowSource(settings, corpus, this.vocabulary, this.random);
    this.record = new LossRecord(settings.iterations);
  }

  /** Iterations done so far. */
  get iteration(): number {
    return this.batchLosses.length;
  }

  get done(): boolean {
    return this.iteration === this.settings.iterations;
  }

  get trained(): number {
    return this.iteration * this.settings.batch;
  }

  /** The moving average of the loss; undefined before iteration 10. */
  get runningLoss(): number | undefined {
    return this.record.last;
  }

  /** The loss of each batch so far, shape (iteration). */
  get batchLosses(): Float64Array {
    return this.record.batches;
  }

  /** The running loss at iterations 10, 20, ... so far. */
  get lossCurve(): Float64Array {
    return this.record.curve;
  }

  get lossTable(): LossTable {
    const rows = Array.from(this.lossCurve, (loss, i): [number, number] => [(i + 1) * recordEvery, loss]);
    return { columns: ["iteration", "running_loss"], rows };
  }

  get vectors(): WordVectors {
    return { words: this.vocabulary.words, counts: this.vocabulary.counts, vectors: this.parameters.V };
  }

  *steps(yieldEvery: number, clock: () => number): Generator<AssignmentProgress, void, void> {
    const begun = clock();
    const first = this.iteration;
    let yielded = begun;
    while (!this.done) {
      const loss = this.step();
      const now = clock();
      if (now - yielded < yieldEvery && !this.done) continue;
      yielded = now;
      if (this.done) this.requireBounded();
      yield this.progress(loss, first, Math.max((now - begun) / 1000, 1e-3));
    }
  }

  /** One iteration: a batch, its gradient, a step of descent. Returns the loss before the step. */
  step(): number {
    const { stepSize, annealEvery } = this.settings;
    const iteration = this.iteration + 1;
    const loss = this.trainingStep.computeLossAndGradients(this.drawWindow);
    if (!Number.isFinite(loss)) throw divergence(`a loss of ${loss}`, `at iteration ${iteration}`, stepSize);
    this.trainingStep.descend(annealedStepSize(stepSize, annealEvery, iteration));
    this.record.add(loss);
    return loss;
  }

  /** Describes the run as it stands; the corpus's `words` count `UNK`. */
  describe(): AssignmentDescription {
    const { name, sha256, sentences } = this.corpus;
    const { words, total } = this.vocabulary;
    return {
      settings: this.settings,
      corpus: { name, sha256, sentences: sentences.length, tokens: total - 1, words: words.length },
      iterations: this.iteration,
      finalRunningLoss: this.runningLoss ?? null,
      meanOfLastLosses: this.record.meanOfLast,
    };
  }

  protected requireBounded(): void {
    const { V, U } = this.parameters;
    requireBounded([V, U], `at iteration ${this.iteration}`, this.settings.stepSize);
  }

  private progress(loss: number, first: number, seconds: number): AssignmentProgress {
    const { iteration, runningLoss, settings } = this;
    const { iterations, batch, annealEvery } = settings;
    return {
      iteration,
      fraction: iteration / iterations,
      loss,
      runningLoss,
      stepSize: annealedStepSize(settings.stepSize, annealEvery, iteration),
      windowsPerSecond: ((iteration - first) * batch) / seconds,
      secondsLeft: ((iterations - iteration) * seconds) / (iteration - first),
    };
  }
}
