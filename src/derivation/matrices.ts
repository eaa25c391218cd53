import { isScalar } from "./core";

/** A matrix of numbers, row by row. */
export type Numbers<T> = T[][];

/** The transpose. */
export function turned<T>(rows: T[][]): T[][] {
  return rows[0].map((_, j) => rows.map((row) => row[j]));
}

/** The function of every entry. */
export function each<T>(rows: Numbers<T>, change: (x: T) => T): Numbers<T> {
  return rows.map((row) => row.map(change));
}

/** Entry by entry; a number beside a matrix stands for all its entries. */
export function paired<T>(
  left: Numbers<T>,
  right: Numbers<T>,
  join: (a: T, b: T) => T,
  shape: { rows: string; columns: string },
): Numbers<T> {
  const single = (of: Numbers<T>): boolean => of.length === 1 && of[0].length === 1;
  if (!isScalar(shape) && single(left)) return each(right, (x) => join(left[0][0], x));
  if (!isScalar(shape) && single(right)) return each(left, (x) => join(x, right[0][0]));
  return left.map((row, i) => row.map((x, j) => join(x, right[i][j])));
}
