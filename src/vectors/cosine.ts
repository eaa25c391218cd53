import { row, zeros, type Matrix } from "../model/matrix";

/** Every row divided by its length; a row of zeros has no direction and stays zero. Shape as given. */
export function unitRows(vectors: Matrix): Matrix {
  const unit = zeros(vectors.rows, vectors.cols);
  for (let w = 0; w < vectors.rows; w++) unitVector(row(vectors, w), row(unit, w));
  return unit;
}

/**
 * A vector divided by its length, or zeros if it is zero. Squares cannot overflow.
 *
 * @param into where it is written, from the beginning; by default a new vector of doubles, shape (d)
 */
export function unitVector(
  vector: ArrayLike<number>,
  into: Float64Array | Float32Array = new Float64Array(vector.length),
): Float64Array | Float32Array {
  const d = vector.length;
  let largest = 0;
  for (let i = 0; i < d; i++) largest = Math.max(largest, Math.abs(vector[i]));
  if (largest === 0) return into.fill(0, 0, d);
  let squares = 0;
  for (let i = 0; i < d; i++) squares += (vector[i] / largest) ** 2;
  const root = Math.sqrt(squares);
  for (let i = 0; i < d; i++) into[i] = vector[i] / largest / root;
  return into;
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
