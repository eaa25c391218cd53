import { Matrix as DenseMatrix, CholeskyDecomposition } from "ml-matrix";
import { row, type Matrix } from "../../model/matrix";

/** Newton's method squares its error with each step; a loss with a penalty needs about six. */
const mostSteps = 50;

/** A fitted model: σ(w·x + b) is the probability of the label. */
export interface LogisticModel {
  /** shape (p) */
  readonly w: Float64Array;
  readonly b: number;
}

/**
 * Logistic regression with a penalty on the weights, fitted by Newton's method:
 *
 *     min over w, b of −Σ log σ(±(w·x + b)) + penalty/2 ‖w‖²
 *
 * The sign is that of the label. The loss is convex, so there is one minimum; the penalty makes it finite where a plane parts
 * the labels. Costs O(n·p²) a step.
 *
 * @param X       examples, shape (n, p)
 * @param labels  shape (n)
 * @param penalty above 0; b has none
 */
export function logisticRegression(X: Matrix, labels: readonly boolean[], penalty: number): LogisticModel {
  if (X.rows !== labels.length || X.rows === 0)
    throw new RangeError(
      `logisticRegression requires a label for each of one or more rows, got ${labels.length} for ${X.rows}`,
    );
  if (!(penalty > 0 && penalty < Infinity))
    throw new RangeError(`logisticRegression requires a penalty above 0, got ${penalty}`);
  if (!labels.includes(true) || !labels.includes(false))
    throw new RangeError("logisticRegression requires both labels, got one");
  let theta = new Float64Array(X.cols + 1); // w, then b
  for (let step = 0; step < mostSteps; step++) {
    const { gradient, hessian } = derivatives(X, labels, penalty, theta);
    const newton = new CholeskyDecomposition(hessian).solve(DenseMatrix.columnVector(gradient)).to1DArray();
    if (Math.max(...newton.map(Math.abs)) < 1e-8) break;
    theta = shortened(X, labels, penalty, theta, newton);
  }
  return { w: theta.slice(0, X.cols), b: theta[X.cols] };
}

/** The log odds of each row, w·x + b, shape (n). */
export function logOdds(X: Matrix, { w, b }: LogisticModel): number[] {
  return Array.from({ length: X.rows }, (_, r) => row(X, r).reduce((sum, x, i) => sum + w[i] * x, b));
}

const asModel = (theta: Float64Array): LogisticModel => {
  return { w: theta.subarray(0, theta.length - 1), b: theta[theta.length - 1] };
};

function lossAt(X: Matrix, labels: readonly boolean[], penalty: number, theta: Float64Array): number {
  const model = asModel(theta);
  const squares = model.w.reduce((sum, value) => sum + value * value, 0);
  const softplus = (z: number): number => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
  return logOdds(X, model).reduce((sum, z, r) => sum + softplus(labels[r] ? -z : z), (penalty / 2) * squares);
}

/** A step of Newton's, halved until the loss is no larger than before. */
function shortened(
  X: Matrix,
  labels: readonly boolean[],
  penalty: number,
  theta: Float64Array,
  step: readonly number[],
): Float64Array<ArrayBuffer> {
  const before = lossAt(X, labels, penalty, theta);
  for (let share = 1; share > 1e-6; share /= 2) {
    const next = Float64Array.from(theta, (value, i) => value - share * step[i]);
    if (lossAt(X, labels, penalty, next) <= before) return next;
  }
  return Float64Array.from(theta);
}

function derivatives(
  X: Matrix,
  labels: readonly boolean[],
  penalty: number,
  theta: Float64Array,
): { gradient: number[]; hessian: DenseMatrix } {
  const p = X.cols;
  const gradient = Array.from(theta, (value, i) => (i < p ? penalty * value : 0));
  const upper = new Float64Array((p + 1) ** 2);
  const x = new Float64Array(p + 1).fill(1);
  logOdds(X, asModel(theta)).forEach((z, r) => {
    const probability = 1 / (1 + Math.exp(-z));
    const weight = probability * (1 - probability);
    x.set(row(X, r));
    for (let i = 0; i <= p; i++) {
      gradient[i] += (probability - (labels[r] ? 1 : 0)) * x[i];
      const factor = weight * x[i];
      for (let j = i; j <= p; j++) upper[i * (p + 1) + j] += factor * x[j];
    }
  });
  const hessian = DenseMatrix.zeros(p + 1, p + 1);
  for (let i = 0; i <= p; i++)
    for (let j = i; j <= p; j++) {
      const value = upper[i * (p + 1) + j] + (i === j ? (i < p ? penalty : 1e-9) : 0);
      hessian.set(i, j, value);
      hessian.set(j, i, value);
    }
  return { gradient, hessian };
}
