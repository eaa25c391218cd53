import { EigenvalueDecomposition, Matrix as DenseMatrix } from "ml-matrix";
import { row, type Matrix } from "../model/matrix";

/**
 * Singular values of X, largest first, as the roots of the eigenvalues of XᵀX: how far the vectors
 * spread along each direction, measured from the origin.
 *
 * Costs O(n·d²) and no copy of X. Squaring hides what is below 10⁻⁸ of the largest value.
 *
 * @param matrix shape (n, d)
 * @returns shape (d)
 */
export function singularValues(matrix: Matrix): Float64Array {
  const d = matrix.cols;
  const gram = DenseMatrix.zeros(d, d);
  for (let r = 0; r < matrix.rows; r++) {
    const x = row(matrix, r);
    for (let i = 0; i < d; i++) for (let j = 0; j <= i; j++) gram.set(i, j, gram.get(i, j) + x[i] * x[j]);
  }
  for (let i = 0; i < d; i++) for (let j = 0; j < i; j++) gram.set(j, i, gram.get(i, j));
  const { realEigenvalues } = new EigenvalueDecomposition(gram, { assumeSymmetric: true });
  return Float64Array.from(realEigenvalues, (value) => Math.sqrt(Math.max(0, value)))
    .sort()
    .reverse();
}
