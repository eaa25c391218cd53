import { emptyWindow, type Window } from "../corpus/windows";
import { doublesInMemory } from "../webassembly/doubles";
import { instantiate } from "../webassembly/module";
import { row, zeros } from "./matrix";
import type { Parameters } from "./skip-gram";
import type { TrainingStep } from "./training-step";

/** Windows that go through the vectors together. */
const together = 4;

/** What assembly/softmax.ts exports; every address is in bytes. */
interface Arithmetic {
  scores(U: number, v: number, z: number, n: number, d: number): void;
  softmax(z: number, words: number, n: number, m: number, result: number): void;
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
  /** words, rounded up to a multiple of 4 */
  private readonly n: number;
  /** U and dU lie transposed, so that words stand side by side */
  private readonly arrays: Record<"U" | "dU" | "v" | "dV" | "scores" | "result", Float64Array>;

  /**
   * Costs 32 bytes for each entry of a matrix of vectors.
   *
   * @param words         rows of V and U
   * @param d             dimensions
   * @param batch         windows a step
   * @param largestRadius of a window
   */
  constructor(
    private readonly words: number,
    private readonly d: number,
    private readonly batch: number,
    largestRadius: number,
  ) {
    this.parameters = { V: zeros(words, d), U: zeros(words, d) };
    this.windows = Array.from({ length: together }, () => emptyWindow(largestRadius));
    this.centres = new Int32Array(batch);
    const n = (this.n = Math.ceil(words / 4) * 4);
    const { memory, arrays } = doublesInMemory("naive softmax", {
      U: n * d,
      dU: n * d,
      v: together * d,
      dV: (batch + together) * d, // the last windows may be fewer than go together
      scores: together * n,
      result: 2,
    });
    this.arrays = arrays;
    this.arithmetic = instantiate<Arithmetic>("model/assembly/softmax.wasm", memory);
  }

  judge(draw: (into: Window) => void): number {
    this.begin();
    let sum = 0;
    for (let b = 0; b < this.batch; b += together) {
      const group = this.windows.slice(0, this.batch - b);
      for (const window of group) draw(window);
      sum += this.judgeTogether(group, b);
    }
    return sum / this.batch;
  }

  descend(stepSize: number): void {
    const { n, d, words, batch, parameters } = this;
    const { dU, dV } = this.arrays;
    const factor = stepSize / batch;
    const U = parameters.U.data;
    for (let w = 0, to = 0; w < words; w++) for (let i = 0; i < d; i++) U[to++] -= factor * dU[i * n + w];
    for (let b = 0, from = 0; b < batch; b++) {
      const vc = row(parameters.V, this.centres[b]);
      for (let i = 0; i < d; i++) vc[i] -= factor * dV[from++];
    }
  }

  /** Takes the outside vectors as they are now, and sets ∂J/∂U to zero. */
  private begin(): void {
    const { n, d, words } = this;
    const { U, dU } = this.arrays;
    const { data } = this.parameters.U;
    for (let w = 0, from = 0; w < words; w++) for (let i = 0; i < d; i++) U[i * n + w] = data[from++];
    dU.fill(0);
  }

  /** The sum of the losses of windows b, b + 1, ... of the batch; their gradients are added up inside. */
  private judgeTogether(group: readonly Window[], b: number): number {
    const { arithmetic, n, d } = this;
    const { U, dU, v, dV, scores } = this.arrays;
    v.fill(0); // a window that is not there pushes nothing
    group.forEach(({ centre }, g) => {
      this.centres[b + g] = centre;
      v.set(row(this.parameters.V, centre), g * d);
    });
    arithmetic.scores(U.byteOffset, v.byteOffset, scores.byteOffset, n, d);
    let loss = 0;
    for (let g = 0; g < together; g++) loss += this.judgeWindow(g, group[g]);
    const dv = dV.byteOffset + 8 * b * d;
    arithmetic.gradients(U.byteOffset, v.byteOffset, scores.byteOffset, dU.byteOffset, dv, n, d);
    return loss;
  }

  /** The loss of a window from its scores, which become its errors m ŷ − Σ_j y_j. */
  private judgeWindow(g: number, { outside, size }: Window = none): number {
    const { arithmetic, n, words } = this;
    const { scores, result } = this.arrays;
    const first = g * n;
    let loss = 0;
    for (let j = 0; j < size; j++) loss -= scores[first + outside[j]];
    arithmetic.softmax(scores.byteOffset + 8 * first, words, n, size, result.byteOffset);
    for (let j = 0; j < size; j++) scores[first + outside[j]] -= 1;
    const [largest, sum] = result;
    return loss + size * (largest + Math.log(sum));
  }
}

/** The window that is not there. */
const none = emptyWindow(0);
