import type { Window } from "../corpus/windows";
import type { Parameters } from "./skip-gram";

/**
 * What a run does again and again, as `skipGram` and `descend` do it: it draws a batch of windows, judges it
 * and steps down the gradient. It works in WebAssembly, so sums are added up in another order, and the last
 * digits differ.
 */
export interface TrainingStep {
  readonly parameters: Parameters;

  /**
   * Draws and judges a batch; the parameters stay as they are.
   *
   * @param draw fills a window
   * @returns the mean over the windows of J, a sum over outside words, in nats
   */
  judge(draw: (into: Window) => void): number;

  /** x −= stepSize · ∂/∂x of the mean loss of the batch that was judged last. */
  descend(stepSize: number): void;
}
