import { emptyWindow, type Window } from "../../corpus/windows";
import { doublesInMemory } from "../../webassembly/doubles";
import { instantiate } from "../../webassembly/module";
import { row, zeros } from "../../model/matrix";
import type { Parameters } from "../../model/skip-gram";
import type { TrainingStep } from "./training-step";

/** Windows that share a pass through the vectors. */
const groupSize = 4;

/** What assembly/softmax.ts exports; every address is in bytes. */
interface Arithmetic {
  scores(U: number, v: number, z: number, n: number, d: number): void;
  softmax(z: number, vocabularySize: number, n: number, size: number, result: number): void;
  gradients(U: number, v: number, delta: number, dU: number, dv: number, n: number, d: number): void;
}

/**
 * Steps with the naive softmax loss. One softmax serves all pairs of a window (`naiveSoftmaxOfWindow`), and four
 * windows share a pass through the outside vectors. Costs O(n·d) a window.
 */
export class SoftmaxStep implements TrainingStep {
  readonly parameters: Parameters;
  private readonly arithmetic: Arithmetic;
  private readonly windows: Window[];
  private readonly centres: Int32Array;
  /** the vocabulary's size, rounded up to a multiple of 4 */
  private readonly n: number;
  /** U and dU lie transposed, so that words stand side by side */
  private readonly arrays: Record<"U" | "dU" | "v" | "dV" | "scores" | "result", Float64Array>;

  /**
   * Costs 32 bytes for each entry of a matrix of vectors.
   *
   * @param vocabularySize rows of V and U
   * @param d              dimensions
   * @param batch          windows in a step
   * @param window         most words on each side of a centre
   */
  constructor(
    private readonly vocabularySize: number,
    private readonly d: number,
    private readonly batch: number,
    window: number,
  ) {
    this.parameters = { V: zeros(vocabularySize, d), U: zeros(vocabularySize, d) };
    this.windows = Array.from({ length: groupSize }, () => emptyWindow(window));
    this.centres = new Int32Array(batch);
    const n = (this.n = Math.ceil(vocabularySize / 4) * 4);
    const { memory, arrays } = doublesInMemory("naive softmax", {
      U: n * d,
      dU: n * d,
      v: groupSize * d,
      dV: (batch + groupSize) * d, // the last group may be smaller
      scores: groupSize * n,
      result: 2,
    });
    this.arrays = arrays;
    this.arithmetic = instantiate<Arithmetic>("training/assignment/assembly/softmax.wasm", memory);
  }

  computeLossAndGradients(draw: (into: Window) => void): number {
    this.begin();
    let sum = 0;
    for (let b = 0; b < this.batch; b += groupSize) {
      const group = this.windows.slice(0, this.batch - b);
      for (const window of group) draw(window);
      sum += this.computeGroup(group, b);
    }
    return sum / this.batch;
  }

  descend(stepSize: number): void {
    const { n, d, vocabularySize, batch, parameters } = this;
    const { dU, dV } = this.arrays;
    const factor = stepSize / batch;
    const U = parameters.U.data;
    for (let w = 0, to = 0; w < vocabularySize; w++)
      for (let i = 0; i < d; i++) U[to++] -= factor * dU[i * n + w];
    for (let b = 0, from = 0; b < batch; b++) {
      const vc = row(parameters.V, this.centres[b]);
      for (let i = 0; i < d; i++) vc[i] -= factor * dV[from++];
    }
  }

  /** Takes the outside vectors as they are now, and sets ∂J/∂U to zero. */
  private begin(): void {
    const { n, d, vocabularySize } = this;
    const { U, dU } = this.arrays;
    const { data } = this.parameters.U;
    for (let w = 0, from = 0; w < vocabularySize; w++)
      for (let i = 0; i < d; i++) U[i * n + w] = data[from++];
    dU.fill(0);
  }

  /** The sum of the losses of windows b, b + 1, ... of the batch; their gradients are added up inside. */
  private computeGroup(group: readonly Window[], b: number): number {
    const { arithmetic, n, d } = this;
    const { U, dU, v, dV, scores } = this.arrays;
    v.fill(0); // a window that is missing has no gradient
    group.forEach(({ centre }, g) => {
      this.centres[b + g] = centre;
      v.set(row(this.parameters.V, centre), g * d);
    });
    arithmetic.scores(U.byteOffset, v.byteOffset, scores.byteOffset, n, d);
    let loss = 0;
    for (let g = 0; g < groupSize; g++) loss += this.computeWindow(g, group[g]);
    const dv = dV.byteOffset + 8 * b * d;
    arithmetic.gradients(U.byteOffset, v.byteOffset, scores.byteOffset, dU.byteOffset, dv, n, d);
    return loss;
  }

  /** The loss of a window from its scores, which become its errors size · ŷ − Σ_j y_j. */
  private computeWindow(g: number, { outside, size }: Window = none): number {
    const { arithmetic, n, vocabularySize } = this;
    const { scores, result } = this.arrays;
    const first = g * n;
    let loss = 0;
    for (let j = 0; j < size; j++) loss -= scores[first + outside[j]];
    arithmetic.softmax(scores.byteOffset + 8 * first, vocabularySize, n, size, result.byteOffset);
    for (let j = 0; j < size; j++) scores[first + outside[j]] -= 1;
    const [largest, sum] = result;
    return loss + size * (largest + Math.log(sum));
  }
}

/** Stands for a window that is missing. */
const none = emptyWindow(0);
