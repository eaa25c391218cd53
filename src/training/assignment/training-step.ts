import type { Window } from "../../corpus/windows";
import type { Parameters } from "../../model/skip-gram";

/**
 * One step of a run: draw a batch of windows, compute its loss and gradients, move down the gradient. It does what
 * `skipGram` and `descend` of the model do. It works in WebAssembly, which adds numbers up in another order, so the
 * last digits differ.
 */
export interface TrainingStep {
  readonly parameters: Parameters;

  /**
   * Draws a batch and computes its loss and gradients; the parameters stay as they are.
   *
   * @param draw fills a window
   * @returns the mean over the windows of J, a sum over outside words, in nats
   */
  computeLossAndGradients(draw: (into: Window) => void): number;

  /** x −= stepSize · ∂/∂x of the mean loss of the last batch. */
  descend(stepSize: number): void;
}
