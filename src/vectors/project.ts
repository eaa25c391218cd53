import { EigenvalueDecomposition, Matrix as DenseMatrix } from "ml-matrix";
import { zeros, row, type Matrix } from "../model/matrix";

/** Some words' vectors, seen in the plane in which they differ most. */
export interface Projection {
  /** shape (k, 2), one word a row */
  readonly coordinates: Matrix;
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
export function project(vectors: Matrix, ids: ArrayLike<number>): Projection {
  if (vectors.cols < 2)
    throw new RangeError(`project requires vectors of 2 or more dimensions, got ${vectors.cols}`);
  if (ids.length < 2) throw new RangeError(`project requires 2 or more ids, got ${ids.length}`);
  const X = centred(vectors, ids);
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(
    X.transpose().mmul(X).div(X.rows),
    {
      assumeSymmetric: true,
    },
  );
  const order = [...realEigenvalues.keys()].sort((a, b) => realEigenvalues[b] - realEigenvalues[a]);
  const singularValues = Float64Array.from(order, (i) => Math.max(0, realEigenvalues[i]));
  const coordinates = zeros(ids.length, 2);
  for (const a of [0, 1]) {
    const axis = signed(eigenvectorMatrix.getColumn(order[a]));
    X.mmul(DenseMatrix.columnVector(axis))
      .to1DArray()
      .forEach((value, k) => (coordinates.data[2 * k + a] = value));
  }
  const total = singularValues.reduce((sum, value) => sum + value, 0);
  const share = (a: number): number => (total > 0 ? singularValues[a] / total : 0);
  return { coordinates, singularValues, shares: [share(0), share(1)] };
}

/** The chosen rows less their mean, shape (k, d). */
function centred(vectors: Matrix, ids: ArrayLike<number>): DenseMatrix {
  const rows = new DenseMatrix(Array.from(ids, (id) => Array.from(row(vectors, id))));
  return rows.subRowVector(rows.mean("column"));
}

function signed(axis: number[]): number[] {
  const largest = axis.reduce((best, value) => (Math.abs(value) > Math.abs(best) ? value : best), 0);
  return largest < 0 ? axis.map((value) => -value) : axis;
}
