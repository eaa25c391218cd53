import type { Corpus } from "../corpus/corpus";
import { buildVocabulary, type Vocabulary } from "../corpus/vocabulary";
import { emptyWindow, type Window } from "../corpus/windows";
import type { Random } from "../random/random";
import type { Settings } from "../settings/table";
import { initialise, randomOf, stepOf, windowsOf } from "./run-parts";
import { annealedStepSize, runningLoss } from "./sgd";
import type { Parameters } from "./skip-gram";
import type { TrainingStep } from "./training-step";

/** The running loss takes in the loss of every tenth iteration, as in the assignment. */
export const recordEvery = 10;

/** Where a run stands. */
export interface Progress {
  /** iterations done */
  iteration: number;
  /** loss of the last batch in nats: a mean over its windows of a sum over their outside words */
  loss: number;
  /** moving average of the loss; undefined before iteration 10 */
  runningLoss: number | undefined;
  /** step size of the last iteration */
  stepSize: number;
  /** since this call of `steps`, by the clock that was passed */
  windowsPerSecond: number;
}

/** What a run needs to continue exactly where it was, besides its settings and its corpus. */
export interface RunState {
  iteration: number;
  runningLoss: number | undefined;
  random: Uint32Array;
  V: Float64Array;
  U: Float64Array;
  /** loss of each batch so far, shape (iteration) */
  losses: Float64Array;
  /** running loss at iterations 10, 20, ... */
  curve: Float64Array;
}

/**
 * A training run: skip-gram by stochastic gradient descent, in doubles. The same settings, corpus and
 * seed give the same vectors, bit for bit, whether the run is stopped and resumed or not.
 */
export class TrainingRun {
  readonly vocabulary: Vocabulary;
  readonly parameters: Parameters;
  private readonly random: Random;
  private readonly trainingStep: TrainingStep;
  private readonly drawWindow: (into: Window) => void;
  private iterationsDone = 0;
  private running: number | undefined;
  private readonly losses: Float64Array;
  private readonly curve: Float64Array;

  /** A run that has not begun; it costs the vocabulary and the initial vectors. */
  constructor(
    readonly settings: Settings,
    readonly corpus: Corpus,
  ) {
    this.vocabulary = buildVocabulary(corpus.sentences);
    this.random = randomOf(settings);
    this.trainingStep = stepOf(settings, this.vocabulary, this.random);
    this.parameters = this.trainingStep.parameters;
    initialise(this.parameters.V, settings, this.random);
    this.drawWindow = windowsOf(settings, corpus, this.vocabulary, this.random);
    this.losses = new Float64Array(settings.iterations);
    this.curve = new Float64Array(Math.floor(settings.iterations / recordEvery));
  }

  /** Iterations done so far. */
  get iteration(): number {
    return this.iterationsDone;
  }

  get done(): boolean {
    return this.iterationsDone === this.settings.iterations;
  }

  /** The moving average of the loss; undefined before iteration 10. */
  get runningLoss(): number | undefined {
    return this.running;
  }

  /** The loss of each batch so far, shape (iteration). */
  get batchLosses(): Float64Array {
    return this.losses.subarray(0, this.iterationsDone);
  }

  /** The running loss at iterations 10, 20, ... so far. */
  get lossCurve(): Float64Array {
    return this.curve.subarray(0, Math.floor(this.iterationsDone / recordEvery));
  }

  /**
   * Trains to the end, and yields after every `every` iterations. Stop by leaving the loop; the next
   * call continues.
   *
   * @param clock milliseconds, such as `Date.now`
   */
  *steps(every: number, clock: () => number): Generator<Progress, void, void> {
    if (!Number.isInteger(every) || every < 1) {
      throw new RangeError(`steps requires every to be a positive integer, got ${every}`);
    }
    const begun = clock();
    const first = this.iterationsDone;
    while (!this.done) {
      const loss = this.step();
      if (this.iterationsDone % every !== 0 && !this.done) continue;
      const windows = (this.iterationsDone - first) * this.settings.batch;
      yield {
        iteration: this.iterationsDone,
        loss,
        runningLoss: this.running,
        stepSize: annealedStepSize(this.settings.stepSize, this.settings.annealEvery, this.iterationsDone),
        windowsPerSecond: windows / Math.max((clock() - begun) / 1000, 1e-3),
      };
    }
  }

  /** One iteration: a batch, its gradient, a step of descent. Returns the loss before the step. */
  step(): number {
    const { stepSize, annealEvery } = this.settings;
    const iteration = this.iterationsDone + 1;
    const loss = this.trainingStep.judge(this.drawWindow);
    if (!Number.isFinite(loss)) {
      throw new RangeError(
        `training requires a finite loss, got ${loss} at iteration ${iteration}; lower stepSize, now ${stepSize}`,
      );
    }
    this.trainingStep.descend(annealedStepSize(stepSize, annealEvery, iteration));
    this.record(iteration, loss);
    return loss;
  }

  /** What to keep in order to continue later; a copy. */
  save(): RunState {
    return {
      iteration: this.iterationsDone,
      runningLoss: this.running,
      random: this.random.save(),
      V: this.parameters.V.data.slice(),
      U: this.parameters.U.data.slice(),
      losses: this.batchLosses.slice(),
      curve: this.lossCurve.slice(),
    };
  }

  /** A run that continues from a saved state, bit for bit as if it had never stopped. */
  static resume(settings: Settings, corpus: Corpus, state: RunState): TrainingRun {
    const run = new TrainingRun(settings, corpus);
    const { V, U } = run.parameters;
    requireLength("V", state.V, V.data.length);
    requireLength("U", state.U, U.data.length);
    requireLength("losses", state.losses, state.iteration);
    requireLength("curve", state.curve, Math.floor(state.iteration / recordEvery));
    if (state.iteration > settings.iterations) {
      throw new RangeError(
        `resume requires iterations of at least ${state.iteration}, which are done, got ${settings.iterations}`,
      );
    }
    if (state.iteration < settings.iterations) {
      run.drawWindow(emptyWindow(settings.window)); // subsamples, with the generator as it was at the start
    }
    run.random.restore(state.random);
    V.data.set(state.V);
    U.data.set(state.U);
    run.losses.set(state.losses);
    run.curve.set(state.curve);
    run.running = state.runningLoss;
    run.iterationsDone = state.iteration;
    return run;
  }

  private record(iteration: number, loss: number): void {
    this.iterationsDone = iteration;
    this.losses[iteration - 1] = loss;
    if (iteration % recordEvery !== 0) return;
    this.running = runningLoss(this.running, loss);
    this.curve[iteration / recordEvery - 1] = this.running;
  }
}

function requireLength(name: string, values: ArrayLike<number>, length: number): void {
  if (values.length !== length) {
    throw new RangeError(`resume requires ${name} of ${length} numbers, got ${values.length}`);
  }
}
