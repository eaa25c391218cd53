import { CholeskyDecomposition, Matrix as DenseMatrix } from "ml-matrix";
import { row, zeros, type Matrix } from "../../model/matrix";

/**
 * A classifier by ridge regression, of which each score comes from examples of other folds only:
 *
 *     w = (XᵀX + p I)⁻¹ Xᵀ y          y = ±1, X of the other folds
 *     score of example i = x_i · w = Σ_j H_ij y_j          H_ij = x_iᵀ (XᵀX + p I)⁻¹ x_j
 *
 * H does not depend on the labels, so other labels need no other fit. Features are scaled to mean 0 and deviation 1 by the other
 * folds; with as many labels of either kind there, no intercept is needed. The penalty p is the number of features, a normal prior under
 * which scores vary about as much as labels do (A. Hoerl and R. Kennard, "Ridge Regression", 1970); it is not tuned. Costs
 * O(folds · n · p²).
 *
 * @param X    shape (n, p)
 * @param fold of each example, at least two different ones
 * @returns H, shape (n, n), zero where i and j are in one fold
 */
export function heldOutKernel(X: Matrix, fold: readonly number[]): Matrix {
  if (fold.length !== X.rows || new Set(fold).size < 2)
    throw new RangeError(
      `heldOutKernel requires a fold for each of ${X.rows} examples, two folds at least, got ${fold.length} in ${new Set(fold).size}`,
    );
  const kernel = zeros(X.rows, X.rows);
  for (const held of new Set(fold)) {
    const inside = [...fold.keys()].filter((i) => fold[i] === held);
    const outside = [...fold.keys()].filter((i) => fold[i] !== held);
    const scale = scaling(X, outside);
    const [x, others] = [inside, outside].map((rows) => scaled(X, rows, scale));
    const penalised = others.transpose().mmul(others).add(DenseMatrix.eye(X.cols).mul(X.cols));
    const block = x.mmul(new CholeskyDecomposition(penalised).solve(others.transpose()));
    inside.forEach((i, r) => outside.forEach((j, c) => (kernel.data[i * X.rows + j] = block.get(r, c))));
  }
  return kernel;
}

/** The score of each example, shape (n). @param kernel from `heldOutKernel` @param labels shape (n) */
export function heldOutScores(kernel: Matrix, labels: readonly boolean[]): number[] {
  return labels.map((_, i) =>
    row(kernel, i).reduce((sum, value, j) => sum + (labels[j] ? value : -value), 0),
  );
}

interface Scaling {
  mean: Float64Array;
  deviation: Float64Array;
}

function scaling(X: Matrix, rows: readonly number[]): Scaling {
  const mean = new Float64Array(X.cols);
  const variance = new Float64Array(X.cols);
  for (const r of rows) row(X, r).forEach((value, i) => (mean[i] += value / rows.length));
  for (const r of rows)
    row(X, r).forEach((value, i) => (variance[i] += (value - mean[i]) ** 2 / rows.length));
  return { mean, deviation: variance.map((value) => Math.sqrt(value) || 1) };
}

function scaled(X: Matrix, rows: readonly number[], { mean, deviation }: Scaling): DenseMatrix {
  return new DenseMatrix(
    rows.map((r) => Array.from(row(X, r), (value, i) => (value - mean[i]) / deviation[i])),
  );
}
