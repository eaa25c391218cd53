import type { Arithmetic } from "./arithmetic";
import { Undefined } from "./arithmetic";
import type { Matrix } from "./matrices";

/** The determinant, by Gaussian elimination with row exchanges. Costs O(n³). */
export function determinant<T>(of: Matrix<T>, real: Arithmetic<T>): T {
  const { upper, isNegated } = eliminate(of, real);
  const product = upper.reduce((found, row, i) => real.times(found, row[i]), real.from(1));
  return isNegated ? real.minus(real.from(0), product) : product;
}

/**
 * The inverse, by Gauss-Jordan elimination. Costs O(n³).
 *
 * @throws Undefined for a singular matrix; it says nothing about an equation, since an inverse presumes that there is one
 */
export function inverse<T>(of: Matrix<T>, real: Arithmetic<T>): Matrix<T> {
  const n = of.length;
  const beside = of.map((row, i) => [...row, ...row.map((_, j) => real.from(Number(i === j)))]);
  const { upper } = eliminate(beside, real);
  for (let i = n - 1; i >= 0; i--) {
    const pivot = upper[i][i];
    if (real.number(pivot) === 0) throw new Undefined("a singular matrix has no inverse", "kink");
    upper[i] = upper[i].map((x) => real.over(x, pivot));
    for (let above = 0; above < i; above++) {
      const factor = upper[above][i];
      upper[above] = upper[above].map((x, j) => real.minus(x, real.times(factor, upper[i][j])));
    }
  }
  return upper.map((row) => row.slice(n));
}

/** Rows combined until everything below the diagonal is 0; whether an odd number of rows was exchanged. */
function eliminate<T>(of: Matrix<T>, real: Arithmetic<T>): { upper: Matrix<T>; isNegated: boolean } {
  const upper = of.map((row) => [...row]);
  let isNegated = false;
  for (let k = 0; k < upper.length; k++) {
    const size = (i: number): number => Math.abs(real.number(upper[i][k]));
    const rows = upper.map((_, i) => i).slice(k);
    const pivot = rows.reduce((best, i) => (size(i) > size(best) ? i : best), k);
    if (size(pivot) === 0) {
      if (rows.some((i) => real.varies(upper[i][k]))) throw new Undefined("a singular matrix", "kink");
      continue;
    }
    if (pivot !== k) {
      [upper[k], upper[pivot]] = [upper[pivot], upper[k]];
      isNegated = !isNegated;
    }
    for (let i = k + 1; i < upper.length; i++) {
      const factor = real.over(upper[i][k], upper[k][k]);
      upper[i] = upper[i].map((x, j) => (j < k ? x : real.minus(x, real.times(factor, upper[k][j]))));
    }
  }
  return { upper, isNegated };
}
