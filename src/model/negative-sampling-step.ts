import { emptyWindow, type Window } from "../corpus/windows";
import { doublesInMemory } from "../webassembly/doubles";
import { instantiate } from "../webassembly/module";
import type { Parameters } from "./skip-gram";
import type { TrainingStep } from "./training-step";

/** Where a batch's pairs are, as both functions take it; every address is in bytes. */
type Pairs = [
  U: number,
  V: number,
  d: number,
  centres: number,
  words: number,
  pairs: number,
  targets: number,
  slopes: number,
  dV: number,
];

/** What assembly/negative-sampling.ts exports. */
interface Arithmetic {
  judge(...batch: [...Pairs, losses: number]): void;
  descend(...batch: [...Pairs, factor: number]): void;
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
  private readonly words: Uint32Array;
  private readonly losses: Float64Array;
  private readonly addresses: Record<"centres" | "words" | "slopes" | "dV", number>;
  private pairs = 0;

  /**
   * Costs 16 bytes for each entry of a matrix of vectors, and 12 for each target of the largest batch.
   *
   * @param n             words
   * @param d             dimensions
   * @param batch         windows a step
   * @param largestRadius of a window
   * @param negatives     of each outside word, at most 1,000
   * @param drawNegatives fills an array with negatives for the outside word `o`
   */
  constructor(
    n: number,
    d: number,
    private readonly batch: number,
    largestRadius: number,
    negatives: number,
    private readonly drawNegatives: (o: number, into: Int32Array) => void,
  ) {
    this.window = emptyWindow(largestRadius);
    this.negatives = new Int32Array(negatives);
    const pairs = batch * this.window.outside.length;
    const targets = 1 + negatives;
    const { memory, arrays } = doublesInMemory("negative sampling", {
      U: n * d,
      V: n * d,
      centres: Math.ceil(pairs / 2),
      words: Math.ceil((pairs * targets) / 2),
      slopes: pairs * (targets + (targets % 2)),
      dV: pairs * d,
      losses: 2 * pairs,
    });
    this.parameters = {
      V: { rows: n, cols: d, data: arrays.V },
      U: { rows: n, cols: d, data: arrays.U },
    };
    this.centres = integers(arrays.centres);
    this.words = integers(arrays.words);
    this.losses = arrays.losses;
    this.addresses = {
      centres: arrays.centres.byteOffset,
      words: arrays.words.byteOffset,
      slopes: arrays.slopes.byteOffset,
      dV: arrays.dV.byteOffset,
    };
    this.arithmetic = instantiate<Arithmetic>("model/assembly/negative-sampling.wasm", memory);
  }

  judge(draw: (into: Window) => void): number {
    this.pairs = 0;
    for (let b = 0; b < this.batch; b++) this.drawPairs(draw);
    const { losses } = this;
    this.arithmetic.judge(...this.batchOfPairs(), losses.byteOffset);
    let sum = 0;
    for (let pair = 0; pair < this.pairs; pair++) sum += losses[2 * pair] + Math.log1p(losses[2 * pair + 1]);
    return sum / this.batch;
  }

  descend(stepSize: number): void {
    this.arithmetic.descend(...this.batchOfPairs(), stepSize / this.batch);
  }

  private drawPairs(draw: (into: Window) => void): void {
    const { window, negatives, words, centres } = this;
    const rowBytes = 8 * this.parameters.U.cols;
    draw(window);
    let at = this.pairs * (1 + negatives.length);
    for (let j = 0; j < window.size; j++) {
      const o = window.outside[j];
      this.drawNegatives(o, negatives);
      words[at++] = o * rowBytes;
      for (let k = 0; k < negatives.length; k++) words[at++] = negatives[k] * rowBytes;
      centres[this.pairs++] = window.centre * rowBytes;
    }
  }

  private batchOfPairs(): Pairs {
    const { U, V } = this.parameters;
    const { centres, words, slopes, dV } = this.addresses;
    const targets = 1 + this.negatives.length;
    const [u, v] = [U.data.byteOffset, V.data.byteOffset];
    return [u, v, U.cols, centres, words, this.pairs, targets, slopes, dV];
  }
}

/** The room of some doubles, as twice as many integers. */
function integers({ buffer, byteOffset, length }: Float64Array): Uint32Array {
  return new Uint32Array(buffer, byteOffset, 2 * length);
}
