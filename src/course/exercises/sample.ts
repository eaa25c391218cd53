import { drawMatrix, type Matrix } from "../../model/matrix";
import { standardNormal } from "../../random/normal";
import { Xoshiro128 } from "../../random/xoshiro";

/** Vectors of standard normal numbers; n and d differ, so that what is transposed shows. */
export interface Sample {
  readonly V: Matrix;
  readonly U: Matrix;
  readonly vc: Float64Array;
}

/** @param n words @param d dimensions */
export function drawSample(seed: number, n: number, d: number): Sample {
  const normal = standardNormal(new Xoshiro128(seed));
  const [V, U] = [drawMatrix(n, d, normal), drawMatrix(n, d, normal)];
  return { V, U, vc: Float64Array.from({ length: d }, normal) };
}

/** Row w as a copy. */
export function rowOf({ cols, data }: Matrix, w: number): Float64Array {
  return data.slice(w * cols, (w + 1) * cols);
}

/** All scores u_w · v_c, shape (n). */
export function scoresOf(U: Matrix, vc: Float64Array): number[] {
  return Array.from({ length: U.rows }, (_, w) => dot(rowOf(U, w), vc));
}

export function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, i) => sum + value * b[i], 0);
}

/** Σ_w factors_w u_w, shape (d). */
export function weightedRows(U: Matrix, factors: readonly number[]): Float64Array {
  const sum = new Float64Array(U.cols);
  factors.forEach((factor, w) => rowOf(U, w).forEach((value, i) => (sum[i] += factor * value)));
  return sum;
}

/** Row w is factors_w times `vector`, shape (n, d), row by row. */
export function outerRows(factors: readonly number[], vector: Float64Array): number[] {
  return factors.flatMap((factor) => Array.from(vector, (value) => factor * value));
}

/** Each number of a list times a factor. */
export function times(values: ArrayLike<number>, factor: number): number[] {
  return Array.from(values, (value) => factor * value);
}
