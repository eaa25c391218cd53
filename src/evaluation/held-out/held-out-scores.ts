import { row, zeros, type Matrix } from "../../model/matrix";
import { logisticRegression, logOdds } from "./logistic-regression";

/**
 * The log odds of each example from a model that was fitted without its fold. Each feature is scaled to mean 0 and deviation 1
 * by the examples that the model is fitted on. The penalty is the number of features, which is a normal prior for the
 * weights under which the log odds have a deviation of about 1; it is not tuned.
 *
 * @param X      shape (n, p)
 * @param labels both in each fold's rest
 * @param fold   of each example
 */
export function heldOutScores(X: Matrix, labels: readonly boolean[], fold: readonly number[]): number[] {
  const scores = new Array<number>(X.rows);
  for (const held of new Set(fold)) {
    const [inside, outside] = [true, false].map((isHeld) =>
      [...fold.keys()].filter((i) => (fold[i] === held) === isHeld),
    );
    const scale = scaling(X, outside);
    const model = logisticRegression(scaled(X, outside, scale), outside.map((i) => labels[i]), X.cols); // prettier-ignore
    logOdds(scaled(X, inside, scale), model).forEach((score, k) => (scores[inside[k]] = score));
  }
  return scores;
}

interface Scaling {
  mean: Float64Array;
  deviation: Float64Array;
}

function scaling(X: Matrix, rows: readonly number[]): Scaling {
  const mean = new Float64Array(X.cols);
  const deviation = new Float64Array(X.cols);
  for (const r of rows) row(X, r).forEach((value, i) => (mean[i] += value / rows.length));
  for (const r of rows)
    row(X, r).forEach((value, i) => (deviation[i] += (value - mean[i]) ** 2 / rows.length));
  return { mean, deviation: deviation.map((variance) => Math.sqrt(variance) || 1) };
}

function scaled(X: Matrix, rows: readonly number[], { mean, deviation }: Scaling): Matrix {
  const result = zeros(rows.length, X.cols);
  rows.forEach((r, k) => {
    const into = row(result, k);
    row(X, r).forEach((value, i) => (into[i] = (value - mean[i]) / deviation[i]));
  });
  return result;
}
