import type { Matrix } from "./matrix";
import { SparseRows } from "./sparse-rows";

/** Where the gradient of a (centre, outside) pair is added up. */
export interface PairGradient {
  /** ∂J/∂v_c, shape (d) */
  readonly dVc: Float64Array;
  /** ∂J/∂U, shape (n, d): the rows that the pair touches */
  readonly dU: SparseRows;
}

/** A gradient of zero for the outside vectors U. */
export function zeroPairGradient(U: Matrix): PairGradient {
  return { dVc: new Float64Array(U.cols), dU: new SparseRows(U.rows, U.cols) };
}

/** Refuses a word that has no row in U, and a centre vector of another length than U's rows. */
export function requirePair(name: string, vc: Float64Array, o: number, U: Matrix): void {
  if (!Number.isInteger(o) || o < 0 || o >= U.rows) {
    throw new RangeError(`${name} requires o to be a row of a ${U.rows}-row matrix, got ${o}`);
  }
  if (vc.length !== U.cols) {
    throw new RangeError(`${name} requires a centre vector of ${U.cols} numbers, got ${vc.length}`);
  }
}
