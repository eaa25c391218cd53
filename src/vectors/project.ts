import { EigenvalueDecomposition, Matrix as DenseMatrix } from "ml-matrix";
import { zeros, row, type Matrix } from "../model/matrix";
import type { Rows } from "../model/word-vectors";

/** Vectors of some words, projected on the plane in which they differ most. */
export interface Projection {
  /** shape (k, 2), one word a row */
  readonly coordinates: Matrix;
  /** the two axes, each of length 1, one a row, shape (2, d) */
  readonly axes: Matrix;
  /** the mean row, which has the coordinates (0, 0), shape (d) */
  readonly mean: Float64Array;
  /** singular values of the covariance, largest first, shape (d); each is a variance along an axis */
  readonly singularValues: Float64Array;
  /** share of the variance along each of the two axes, each 0 to 1 */
  readonly shares: readonly [number, number];
}

/**
 * Projects words onto their first two principal axes, as the assignment draws its plot:
 *
 *     X = rows − mean row, shape (k, d)     C = XᵀX / k = W Λ Wᵀ     coordinates = X W[:, :2]
 *
 * An axis has no sign of its own: its component of largest magnitude is made positive here, so that
 * the same vectors always give the same picture.
 *
 * @param vectors shape (n, d), d at least 2
 * @param ids     rows to project, shape (k), at least 2
 */
export function project(vectors: Rows, ids: ArrayLike<number>): Projection {
  if (vectors.cols < 2)
    throw new RangeError(`project requires vectors of 2 or more dimensions, got ${vectors.cols}`);
  if (ids.length < 2) throw new RangeError(`project requires 2 or more ids, got ${ids.length}`);
  const rows = new DenseMatrix(Array.from(ids, (id) => Array.from(row(vectors, id))));
  const odd = rows.to1DArray().find((value) => !Number.isFinite(value));
  if (odd !== undefined) throw new RangeError(`project requires finite numbers, got ${odd}`);
  const mean = rows.mean("column");
  const X = rows.subRowVector(mean);
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(
    X.transpose().mmul(X).div(X.rows),
    {
      assumeSymmetric: true,
    },
  );
  const order = [...realEigenvalues.keys()].sort((a, b) => realEigenvalues[b] - realEigenvalues[a]);
  const singularValues = Float64Array.from(order, (i) => Math.max(0, realEigenvalues[i]));
  const [coordinates, axes] = [zeros(ids.length, 2), zeros(2, vectors.cols)];
  for (const a of [0, 1]) {
    const axis = signed(eigenvectorMatrix.getColumn(order[a]));
    axes.data.set(axis, a * vectors.cols);
    X.mmul(DenseMatrix.columnVector(axis))
      .to1DArray()
      .forEach((value, k) => (coordinates.data[2 * k + a] = value));
  }
  const total = singularValues.reduce((sum, value) => sum + value, 0);
  const share = (a: number): number => (total > 0 ? singularValues[a] / total : 0);
  return { coordinates, axes, mean: Float64Array.from(mean), singularValues, shares: [share(0), share(1)] };
}

/** Places of other vectors, of which each belongs to the same space, in the plane of a projection, shape (k, 2). */
export function onAxes(vectors: Rows, { axes, mean }: Pick<Projection, "axes" | "mean">): Matrix {
  if (vectors.cols !== axes.cols)
    throw new RangeError(`onAxes requires vectors of ${axes.cols} dimensions, got ${vectors.cols}`);
  const places = zeros(vectors.rows, 2);
  for (let w = 0; w < vectors.rows; w++) {
    const values = row(vectors, w);
    for (const a of [0, 1])
      for (let i = 0; i < vectors.cols; i++)
        places.data[2 * w + a] += (values[i] - mean[i]) * axes.data[a * vectors.cols + i];
  }
  return places;
}

function signed(axis: number[]): number[] {
  const largest = axis.reduce((best, value) => (Math.abs(value) > Math.abs(best) ? value : best), 0);
  return largest < 0 ? axis.map((value) => -value) : axis;
}
