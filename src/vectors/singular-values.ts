import { EigenvalueDecomposition, Matrix as DenseMatrix } from "ml-matrix";
import { row, zeros, type Matrix } from "../model/matrix";

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
  const { realEigenvalues } = eigenOfGram(matrix);
  return Float64Array.from(realEigenvalues, (value) => Math.sqrt(Math.max(0, value)))
    .sort()
    .reverse();
}

/**
 * The direction along which the vectors spread most, seen from the origin: the right singular vector of the
 * largest singular value, of length 1. Its sign is such that the vectors' sum along it is not negative.
 *
 * @param matrix shape (n, d)
 * @returns shape (d)
 */
export function leadingDirection(matrix: Matrix): Float64Array {
  const { realEigenvalues, eigenvectorMatrix } = eigenOfGram(matrix);
  const leading = Float64Array.from(
    eigenvectorMatrix.getColumn(realEigenvalues.indexOf(Math.max(...realEigenvalues))),
  );
  const total = alongDirection(matrix, leading).reduce((sum, value) => sum + value, 0);
  return total < 0 ? leading.map((value) => -value) : leading;
}

/** How far each vector reaches along a direction of length 1, shape (n). */
export function alongDirection(matrix: Matrix, direction: Float64Array): Float64Array {
  return Float64Array.from({ length: matrix.rows }, (_, r) =>
    row(matrix, r).reduce((sum, value, i) => sum + value * direction[i], 0),
  );
}

/** The vectors without their part along a direction of length 1, shape (n, d). */
export function withoutDirection(matrix: Matrix, direction: Float64Array): Matrix {
  const rest = zeros(matrix.rows, matrix.cols);
  alongDirection(matrix, direction).forEach((length, r) => {
    const into = row(rest, r);
    row(matrix, r).forEach((value, i) => (into[i] = value - length * direction[i]));
  });
  return rest;
}

/** Eigenvalues and eigenvectors of XᵀX, shape (d, d). */
function eigenOfGram(matrix: Matrix): EigenvalueDecomposition {
  const d = matrix.cols;
  const gram = DenseMatrix.zeros(d, d);
  for (let r = 0; r < matrix.rows; r++) {
    const x = row(matrix, r);
    for (let i = 0; i < d; i++) for (let j = 0; j <= i; j++) gram.set(i, j, gram.get(i, j) + x[i] * x[j]);
  }
  for (let i = 0; i < d; i++) for (let j = 0; j < i; j++) gram.set(j, i, gram.get(i, j));
  return new EigenvalueDecomposition(gram, { assumeSymmetric: true });
}
