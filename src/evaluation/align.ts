import { Matrix as DenseMatrix, SingularValueDecomposition } from "ml-matrix";
import { row, zeros, type Matrix } from "../model/matrix";

/**
 * The orthogonal Q, a rotation with or without a reflection, that brings the rows of B nearest to those of A:
 *
 *     Q = argmin ‖A − B Q‖_F = U Wᵀ          BᵀA = U Σ Wᵀ          (Schönemann, 1966)
 *
 * Two runs can agree only up to such a Q, since the loss depends on products of vectors alone. Q changes no length and
 * no angle within B, nor its scale or origin. Costs O(n·d² + d³).
 *
 * @param A shape (n, d)
 * @param B shape (n, d); row i belongs to row i of A
 * @returns Q, shape (d, d)
 */
export function rotationOnto(A: Matrix, B: Matrix): Matrix {
  if (A.rows !== B.rows || A.cols !== B.cols)
    throw new RangeError(
      `rotationOnto requires matrices of one shape, got ${A.rows} × ${A.cols} and ${B.rows} × ${B.cols}`,
    );
  const d = A.cols;
  const product = zeros(d, d);
  for (let r = 0; r < A.rows; r++) {
    const [a, b] = [row(A, r), row(B, r)];
    for (let i = 0; i < d; i++) for (let j = 0; j < d; j++) product.data[i * d + j] += b[i] * a[j];
  }
  const dense = new DenseMatrix(Array.from({ length: d }, (_, r) => Array.from(row(product, r))));
  const svd = new SingularValueDecomposition(dense, { autoTranspose: true });
  const Q = svd.leftSingularVectors.mmul(svd.rightSingularVectors.transpose());
  return { rows: d, cols: d, data: Float64Array.from(Q.to1DArray()) };
}

/** The product of two matrices, shape (n, e). @param A shape (n, d) @param B shape (d, e) */
export function times(A: Matrix, B: Matrix): Matrix {
  if (A.cols !== B.rows) throw new RangeError(`times requires ${A.cols} rows on the right, got ${B.rows}`);
  const product = zeros(A.rows, B.cols);
  for (let r = 0; r < A.rows; r++) {
    const [from, into] = [row(A, r), row(product, r)];
    for (let k = 0; k < A.cols; k++) {
      const [factor, at] = [from[k], k * B.cols];
      for (let c = 0; c < B.cols; c++) into[c] += factor * B.data[at + c];
    }
  }
  return product;
}

/** Vectors with zeros after their numbers, shape (n, cols). Lengths, angles and distances stay the same. */
export function padded(vectors: Matrix, cols: number): Matrix {
  if (cols < vectors.cols)
    throw new RangeError(`padded requires at least ${vectors.cols} columns, got ${cols}`);
  if (cols === vectors.cols) return vectors;
  const wide = zeros(vectors.rows, cols);
  for (let r = 0; r < vectors.rows; r++) wide.data.set(row(vectors, r), r * cols);
  return wide;
}
