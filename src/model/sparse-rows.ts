import { zeros, type Matrix } from "./matrix";

/**
 * A matrix that is zero but for a few rows, such as a gradient that a batch touches in some words only.
 * The touched rows lie side by side in the order of their first touch, so that adding to them stays in
 * the processor's cache, and an update costs those rows and not the whole matrix.
 */
export class SparseRows {
  /** Touched rows: row `touched[t]` of the matrix is `values[t * cols]` to `values[(t + 1) * cols - 1]`. */
  readonly values: Float64Array;
  /** Ids of the touched rows, each once: `touched[0]` to `touched[size - 1]`. */
  readonly touched: Int32Array;
  size = 0;
  /** Where in `values` each row starts, or -1. */
  private readonly startOf: Int32Array;

  constructor(
    readonly rows: number,
    readonly cols: number,
  ) {
    this.values = new Float64Array(rows * cols);
    this.touched = new Int32Array(rows);
    this.startOf = new Int32Array(rows).fill(-1);
  }

  /** Makes sure that row r is there, and returns where it starts in `values`. */
  touch(r: number): number {
    const known = this.startOf[r];
    if (known >= 0) return known;
    const start = this.size * this.cols;
    this.startOf[r] = start;
    this.touched[this.size++] = r;
    return start;
  }

  /** Sets everything back to zero, in time proportional to the touched rows. */
  clear(): void {
    for (let t = 0; t < this.size; t++) this.startOf[this.touched[t]] = -1;
    this.values.fill(0, 0, this.size * this.cols);
    this.size = 0;
  }

  /** The whole matrix, zeros included, shape (rows, cols): for looking at small examples. */
  toMatrix(): Matrix {
    const matrix = zeros(this.rows, this.cols);
    for (let t = 0; t < this.size; t++) {
      const values = this.values.subarray(t * this.cols, (t + 1) * this.cols);
      matrix.data.set(values, this.touched[t] * this.cols);
    }
    return matrix;
  }
}
