import { isScalar } from "../declare/shape";

/** A matrix of numbers, row by row. */
export type Matrix<T> = T[][];

/** The transpose. */
export function transpose<T>(rows: T[][]): T[][] {
  return rows[0].map((_, j) => rows.map((row) => row[j]));
}

/** The function of every entry. */
export function map<T, U>(rows: Matrix<T>, change: (x: T) => U): Matrix<U> {
  return rows.map((row) => row.map(change));
}

/** Entry by entry; a number beside a matrix stands for all its entries. */
export function zipWith<T>(
  left: Matrix<T>,
  right: Matrix<T>,
  join: (a: T, b: T) => T,
  shape: { rows: string; columns: string },
): Matrix<T> {
  const single = (of: Matrix<T>): boolean => of.length === 1 && of[0].length === 1;
  if (!isScalar(shape) && single(left)) return map(right, (x) => join(left[0][0], x));
  if (!isScalar(shape) && single(right)) return map(left, (x) => join(x, right[0][0]));
  return left.map((row, i) => row.map((x, j) => join(x, right[i][j])));
}
