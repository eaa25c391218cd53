import { row, type Matrix } from "./matrix";
import { naiveSoftmaxOfWindow } from "./naive-softmax";
import { negativeSampling } from "./negative-sampling";
import type { PairGradient } from "./pair-gradient";
import { SparseRows } from "./sparse-rows";
import type { Window } from "../corpus/windows";

/** What is learnt: centre vectors V and outside vectors U, one word a row, both of shape (n, d). */
export interface Parameters {
  readonly V: Matrix;
  readonly U: Matrix;
}

/** ∂J/∂V and ∂J/∂U, both of shape (n, d), in the rows that were touched. */
export interface Gradient {
  readonly dV: SparseRows;
  readonly dU: SparseRows;
}

/** The loss of a window, summed over its outside words; gradients are added to `into`. In nats. */
export type WindowLoss = (vc: Float64Array, window: Window, U: Matrix, into: PairGradient) => number;

/** Naive softmax, summed over the outside words of a window. */
export const naiveSoftmaxLoss: WindowLoss = (vc, window, U, into) =>
  naiveSoftmaxOfWindow(vc, window.outside, window.size, U, into);

/**
 * Negative sampling, summed over the outside words of a window.
 *
 * @param negatives how many negatives each outside word gets
 * @param draw      fills an array with negatives for the outside word `o`
 */
export function negativeSamplingLoss(
  negatives: number,
  draw: (o: number, into: Int32Array) => void,
): WindowLoss {
  const drawn = new Int32Array(negatives);
  return (vc, window, U, into) => {
    let loss = 0;
    for (let j = 0; j < window.size; j++) {
      draw(window.outside[j], drawn);
      loss += negativeSampling(vc, window.outside[j], drawn, U, into);
    }
    return loss;
  };
}

/**
 * Skip-gram: the centre word of a window predicts each outside word.
 *
 *     J = Σ_j J(v_c, o_j, U)       ∂J/∂v_w = 0 for w ≠ c
 *
 * Derived in notebooks/05-skip-gram.ipynb.
 *
 * @param into gradients are added here
 * @returns J in nats: a sum over the outside words, not a mean
 */
export function skipGram(window: Window, { V, U }: Parameters, loss: WindowLoss, into: Gradient): number {
  const vc = row(V, window.centre);
  const start = into.dV.touch(window.centre);
  const dVc = into.dV.values.subarray(start, start + V.cols);
  return loss(vc, window, U, { dVc, dU: into.dU });
}

/** A gradient of zero for these parameters. */
export function zeroGradient({ V, U }: Parameters): Gradient {
  return { dV: new SparseRows(V.rows, V.cols), dU: new SparseRows(U.rows, U.cols) };
}
