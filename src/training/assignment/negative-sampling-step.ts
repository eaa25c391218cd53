import { emptyWindow, type Window } from "../../corpus/windows";
import { doublesInMemory } from "../../webassembly/doubles";
import { instantiate } from "../../webassembly/module";
import type { Parameters } from "../../model/skip-gram";
import type { TrainingStep } from "./training-step";

/** What assembly/negative-sampling.ts exports; every address is in bytes. */
interface Arithmetic {
  locate(
    U: number,
    V: number,
    d: number,
    targets: number,
    centres: number,
    targetRows: number,
    slopes: number,
    dV: number,
    mostScore: number,
  ): void;
  computeLossAndGradients(pairs: number, losses: number): void;
  descend(pairs: number, factor: number): void;
}

/**
 * Steps with the negative sampling loss. Windows and negatives are drawn in turn: a window, then the negatives
 * of each of its outside words. A gradient is never stored: a pair's rows of U move along v_c by its slopes.
 */
export class NegativeSamplingStep implements TrainingStep {
  readonly parameters: Parameters;
  private readonly arithmetic: Arithmetic;
  private readonly window: Window;
  private readonly negatives: Int32Array;
  private readonly centres: Uint32Array;
  private readonly targetRows: Uint32Array;
  private readonly losses: Float64Array;
  private pairs = 0;

  /**
   * Costs 16 bytes for each entry of a matrix of vectors, and 12 for each target of the largest batch.
   *
   * @param vocabularySize n
   * @param d              dimensions
   * @param batch          windows in a step
   * @param window         most words on each side of a centre
   * @param negatives      of each outside word, at most 1,000
   * @param drawNegatives  fills an array with negatives for the outside word `o`
   * @param mostScore      a target whose |score| is this or more moves nothing: `largestScore`, or Infinity
   */
  constructor(
    vocabularySize: number,
    d: number,
    private readonly batch: number,
    window: number,
    negatives: number,
    private readonly drawNegatives: (o: number, into: Int32Array) => void,
    mostScore = Infinity,
  ) {
    this.window = emptyWindow(window);
    this.negatives = new Int32Array(negatives);
    const pairs = batch * this.window.outside.length;
    const targets = 1 + negatives;
    const { memory, arrays } = doublesInMemory("negative sampling", {
      U: vocabularySize * d,
      V: vocabularySize * d,
      centres: Math.ceil(pairs / 2),
      targetRows: Math.ceil((pairs * targets) / 2),
      slopes: pairs * (targets + (targets % 2)),
      dV: pairs * d,
      losses: 2 * pairs,
    });
    this.parameters = {
      V: { rows: vocabularySize, cols: d, data: arrays.V },
      U: { rows: vocabularySize, cols: d, data: arrays.U },
    };
    this.centres = viewAsIntegers(arrays.centres);
    this.targetRows = viewAsIntegers(arrays.targetRows);
    this.losses = arrays.losses;
    this.arithmetic = instantiate<Arithmetic>("training/assignment/assembly/negative-sampling.wasm", memory);
    const address = (name: keyof typeof arrays): number => arrays[name].byteOffset;
    const [U, V, slopes, dV] = (["U", "V", "slopes", "dV"] as const).map(address);
    this.arithmetic.locate(
      U,
      V,
      d,
      targets,
      address("centres"),
      address("targetRows"),
      slopes,
      dV,
      mostScore,
    );
  }

  computeLossAndGradients(draw: (into: Window) => void): number {
    this.pairs = 0;
    for (let b = 0; b < this.batch; b++) this.drawPairs(draw);
    const { losses } = this;
    this.arithmetic.computeLossAndGradients(this.pairs, losses.byteOffset);
    let sum = 0;
    for (let pair = 0; pair < this.pairs; pair++) sum += losses[2 * pair] + Math.log1p(losses[2 * pair + 1]);
    return sum / this.batch;
  }

  descend(stepSize: number): void {
    this.arithmetic.descend(this.pairs, stepSize / this.batch);
  }

  private drawPairs(draw: (into: Window) => void): void {
    const { window, negatives, targetRows, centres } = this;
    const rowBytes = 8 * this.parameters.U.cols;
    draw(window);
    let at = this.pairs * (1 + negatives.length);
    for (let j = 0; j < window.size; j++) {
      const o = window.outside[j];
      this.drawNegatives(o, negatives);
      targetRows[at++] = o * rowBytes;
      for (let k = 0; k < negatives.length; k++) targetRows[at++] = negatives[k] * rowBytes;
      centres[this.pairs++] = window.centre * rowBytes;
    }
  }
}

/** The memory of some doubles, as twice as many integers. */
function viewAsIntegers({ buffer, byteOffset, length }: Float64Array): Uint32Array {
  return new Uint32Array(buffer, byteOffset, 2 * length);
}
