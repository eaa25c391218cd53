import type { Matrix } from "./matrix";
import type { SparseRows } from "./sparse-rows";

/**
 * The step size of an iteration: halved after every `annealEvery` iterations.
 *
 * @param iteration counted from 1
 */
export function annealedStepSize(stepSize: number, annealEvery: number, iteration: number): number {
  return stepSize * 0.5 ** Math.floor((iteration - 1) / annealEvery);
}

/**
 * The running loss: a moving average, 95 % of the last one and 5 % of the new loss. As in the assignment's program it
 * starts again from the new loss if it is exactly zero.
 *
 * @param before the running loss so far; undefined at the start
 */
export function runningLoss(before: number | undefined, loss: number): number {
  return before ? 0.95 * before + 0.05 * loss : loss;
}

/** One step of gradient descent, x −= factor · gradient, in the touched rows; changes `x`. */
export function descend(x: Matrix, gradient: SparseRows, factor: number): void {
  const { cols, values, touched, size } = gradient;
  for (let t = 0, from = 0; t < size; t++) {
    const start = touched[t] * cols;
    for (let i = 0; i < cols; i++) x.data[start + i] -= factor * values[from++];
  }
}
