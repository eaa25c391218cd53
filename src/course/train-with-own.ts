import type { Corpus } from "../corpus/corpus";
import { buildVocabulary } from "../corpus/vocabulary";
import { emptyWindow, type Window } from "../corpus/windows";
import { zeros, type Matrix } from "../model/matrix";
import { annealedStepSize, descend } from "../model/sgd";
import { zeroGradient, type Gradient, type Parameters } from "../model/skip-gram";
import { negativeSampler, unigramTable } from "../random/unigram-table";
import type { AssignmentSettings } from "../settings/table";
import { LossRecord } from "../training/assignment/loss-record";
import { createRandom, createWindowSource, initialise } from "../training/assignment/run-parts";
import type { StudentFunctions } from "./student-functions";

type Own = Pick<StudentFunctions, "negativeSampling" | "skipGram">;

/**
 * The assignment's training, with a student's functions in place of the book's. It draws what `AssignmentRun` draws
 * with the same settings, so if the functions are right, the losses are those of that run, up to rounding.
 *
 * A student's gradients are whole matrices. So each window is handed over with a small V and U that hold only the words
 * it needs, under new ids; for the gradients this makes no difference, since all other rows are 0.
 */
export class OwnRun {
  private readonly record: LossRecord;
  private readonly parameters: Parameters;
  private readonly gradient: Gradient;
  private readonly window: Window;
  private readonly drawWindow: (into: Window) => void;
  private readonly drawNegatives: (o: number, into: Int32Array) => void;

  constructor(
    private readonly own: Own,
    readonly settings: AssignmentSettings,
    corpus: Corpus,
  ) {
    if (settings.loss !== "negative-sampling")
      throw new RangeError(`OwnRun requires the loss negative-sampling, got ${settings.loss}`);
    const vocabulary = buildVocabulary(corpus.sentences);
    const [n, d] = [vocabulary.words.length, settings.dimensions];
    const random = createRandom(settings);
    this.parameters = { V: zeros(n, d), U: zeros(n, d) };
    this.gradient = zeroGradient(this.parameters);
    this.drawNegatives = negativeSampler(unigramTable(vocabulary.counts, settings.power), random);
    initialise(this.parameters.V, settings, random);
    this.drawWindow = createWindowSource(settings, corpus, vocabulary, random);
    this.window = emptyWindow(settings.window);
    this.record = new LossRecord(settings.iterations);
  }

  get iteration(): number {
    return this.record.batches.length;
  }

  /** The running loss at iterations 10, 20, ... so far. */
  get lossCurve(): Float64Array {
    return this.record.curve;
  }

  /** One iteration: a batch of windows, then a step of descent. Returns the mean loss of the batch. */
  step(): number {
    const { batch, stepSize, annealEvery } = this.settings;
    this.gradient.dV.clear();
    this.gradient.dU.clear();
    let loss = 0;
    for (let i = 0; i < batch; i++) loss += this.addWindow() / batch;
    if (!Number.isFinite(loss))
      throw new RangeError(
        `the loss of iteration ${this.iteration + 1} is ${loss}: check your functions again`,
      );
    const factor = annealedStepSize(stepSize, annealEvery, this.iteration + 1) / batch;
    descend(this.parameters.V, this.gradient.dV, factor);
    descend(this.parameters.U, this.gradient.dU, factor);
    this.record.add(loss);
    return loss;
  }

  /** Draws a window and its negatives, and adds the student's gradients. */
  private addWindow(): number {
    this.drawWindow(this.window);
    const outside = [...this.window.outside.subarray(0, this.window.size)];
    const drawn = outside.map((o) => {
      const negatives = new Int32Array(this.settings.negatives);
      this.drawNegatives(o, negatives);
      return [...negatives];
    });
    const words = [...new Set([this.window.centre, ...outside, ...drawn.flat()])];
    const ids = new Map(words.map((word, id) => [word, id]));
    const small = (word: number): number => ids.get(word)!;
    const left = drawn.map((negatives, j) => ({ o: small(outside[j]), negatives: negatives.map(small) }));
    const { loss, dV, dU } = this.own.skipGram(
      small(this.window.centre),
      outside.map(small),
      gather(this.parameters.V, words),
      gather(this.parameters.U, words),
      (vc, o, U) => {
        const next = left.findIndex((pair) => pair.o === o);
        if (next < 0)
          throw new RangeError(`skipGram asks for the pair with word ${o}, which is not in the window`);
        return this.own.negativeSampling(vc, o, left.splice(next, 1)[0].negatives, U);
      },
    );
    scatter(dV, words.slice(0, 1), this.gradient.dV);
    scatter(dU, words, this.gradient.dU);
    return loss;
  }
}

/**
 * Steps runs one after the other, so that they stand at the same iteration, up to `iterations`.
 *
 * @returns the iteration at which all of them stand, now and then
 */
export function* stepSideBySide(
  runs: readonly { readonly iteration: number; step(): unknown }[],
  iterations: number,
): Generator<number, void> {
  while (runs[0].iteration < iterations) {
    for (const run of runs) run.step();
    if (runs[0].iteration % 10 === 0) yield runs[0].iteration;
  }
}

function gather({ cols, data }: Matrix, words: readonly number[]): Matrix {
  const rows = zeros(words.length, cols);
  words.forEach((word, r) => rows.data.set(data.subarray(word * cols, (word + 1) * cols), r * cols));
  return rows;
}

function scatter({ cols, data }: Matrix, words: readonly number[], into: Gradient["dU"]): void {
  words.forEach((word, r) => {
    const start = into.touch(word);
    for (let i = 0; i < cols; i++) into.values[start + i] += data[r * cols + i];
  });
}
