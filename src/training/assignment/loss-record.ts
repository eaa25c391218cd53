import { runningLoss } from "../../model/sgd";

/** The running loss takes in the loss of every tenth iteration, as in the assignment. */
export const recordEvery = 10;

/** How many batches `meanOfLast` takes in. */
const lastLosses = 2000;

/** The losses of a run so far. */
export class LossRecord {
  private readonly losses: Float64Array;
  private readonly running: Float64Array;
  private size = 0;

  /** @param iterations of the whole run */
  constructor(iterations: number) {
    this.losses = new Float64Array(iterations);
    this.running = new Float64Array(Math.floor(iterations / recordEvery));
  }

  /** The loss of each batch so far, shape (iterations done). */
  get batches(): Float64Array {
    return this.losses.subarray(0, this.size);
  }

  /** The running loss at iterations 10, 20, ... so far. */
  get curve(): Float64Array {
    return this.running.subarray(0, Math.floor(this.size / recordEvery));
  }

  /** The running loss; undefined before iteration 10. */
  get last(): number | undefined {
    return this.curve.at(-1);
  }

  /** Mean loss of the last 2,000 batches: far steadier than the running loss. */
  get meanOfLast(): number {
    const last = this.batches.subarray(-lastLosses);
    return last.reduce((sum, loss) => sum + loss, 0) / last.length;
  }

  /** Adds the loss of the next batch. */
  add(loss: number): void {
    const before = this.last;
    this.losses[this.size++] = loss;
    if (this.size % recordEvery === 0) this.running[this.size / recordEvery - 1] = runningLoss(before, loss);
  }

  /** Takes over the losses of a run that continues. */
  restore(batches: Float64Array, curve: Float64Array): void {
    this.losses.set(batches);
    this.running.set(curve);
    this.size = batches.length;
  }
}
