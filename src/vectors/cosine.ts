import { row, zeros, type Matrix } from "../model/matrix";

/** Every row divided by its length; a row of zeros has no direction and stays zero. Shape as given. */
export function unitRows(vectors: Matrix): Matrix {
  const unit = zeros(vectors.rows, vectors.cols);
  for (let w = 0; w < vectors.rows; w++) unit.data.set(unitVector(row(vectors, w)), w * vectors.cols);
  return unit;
}

/** A vector divided by its length, or zeros if it is zero; safe where squares would overflow. Shape (d). */
export function unitVector(vector: ArrayLike<number>): Float64Array {
  const unit = Float64Array.from(vector);
  let largest = 0;
  for (const value of unit) largest = Math.max(largest, Math.abs(value));
  if (largest === 0) return unit;
  let squares = 0;
  for (const value of unit) squares += (value / largest) ** 2;
  const root = Math.sqrt(squares);
  return unit.map((value) => value / largest / root);
}

/**
 * Cosine of the angle between two words, −1 to 1; 0 where one of them has no direction.
 *
 * @param unit rows of length 1 or 0, from `unitRows`
 */
export function cosine(unit: Matrix, a: number, b: number): number {
  const u = row(unit, a);
  const v = row(unit, b);
  let sum = 0;
  for (let i = 0; i < u.length; i++) sum += u[i] * v[i];
  return Math.min(1, Math.max(-1, sum));
}
