import { fromRows, type Matrix } from "../../model/matrix";
import { naiveSoftmax } from "../../model/naive-softmax";
import { sigmoid } from "../../model/sigmoid";
import type { Exercise, Mistake } from "../exercise";
import { asPairResult, pairParts } from "./pair";
import { drawSample, outerRows, rowOf, scoresOf, times, weightedRows } from "./sample";

/** ŷ, shape (n). */
function predict(U: Matrix, vc: Float64Array): number[] {
  const scores = scoresOf(U, vc);
  const most = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - most));
  const sum = powers.reduce((a, b) => a + b);
  return powers.map((power) => power / sum);
}

const oneHot = (n: number, o: number): number[] => Array.from({ length: n }, (_, w) => (w === o ? 1 : 0));
const answer = (vc: Float64Array, o: number, U: Matrix): ReturnType<typeof asPairResult> =>
  asPairResult(U, (into) => naiveSoftmax(vc, o, U, into));

type Wrong = Mistake<"naiveSoftmax">["wrong"];
const inLoss = (says: string, wrong: Wrong): Mistake<"naiveSoftmax"> => ({ part: "loss", says, wrong });
const inVc = (says: string, wrong: Wrong): Mistake<"naiveSoftmax"> => ({ part: "dVc", says, wrong });
const inU = (says: string, wrong: Wrong): Mistake<"naiveSoftmax"> => ({ part: "dU", says, wrong });

/** A wrong prediction ŷ spoils the loss and both gradients: −log ŷ_o, Σ_w (ŷ_w − y_w) u_w and (ŷ_w − y_w) v_c. */
function inPrediction(
  says: string,
  wrong: (scores: number[], vc: Float64Array, U: Matrix) => number[],
): Mistake<"naiveSoftmax">[] {
  const predicted = (vc: Float64Array, U: Matrix): number[] => wrong(scoresOf(U, vc), vc, U);
  const delta = (vc: Float64Array, o: number, U: Matrix): number[] =>
    predicted(vc, U).map((p, w) => p - (w === o ? 1 : 0));
  return [
    inLoss(says, (vc, o, U) => -Math.log(predicted(vc, U)[o])),
    inVc(says, (vc, o, U) => weightedRows(U, delta(vc, o, U))),
    inU(says, (vc, o, U) => outerRows(delta(vc, o, U), vc)),
  ];
}

/** A mistake in the slopes along the scores spoils both gradients alike. */
function inSlopes(says: string, slopes: (yHat: number[], o: number) => number[]): Mistake<"naiveSoftmax">[] {
  return [
    inVc(says, (vc, o, U) => weightedRows(U, slopes(predict(U, vc), o))),
    inU(says, (vc, o, U) => outerRows(slopes(predict(U, vc), o), vc)),
  ];
}

const exponentials = (scores: readonly number[], less = 0): number[] =>
  scores.map((score) => Math.exp(score - less));
const shares = (values: readonly number[]): number[] => {
  const sum = values.reduce((a, b) => a + b);
  return values.map((value) => value / sum);
};

/** Scores as they are if a word's numbers are taken from a column of U, which lies there row by row. */
function scoresByColumns({ rows, data }: Matrix, vc: Float64Array): number[] {
  return Array.from({ length: rows }, (_, w) =>
    Array.from(vc).reduce((sum, value, i) => sum + value * data[i * rows + w], 0),
  );
}

const mistakes: Mistake<"naiveSoftmax">[] = [
  inLoss(
    "the sign of the loss is turned round: a probability below 1 has a negative logarithm",
    (vc, o, U) => -answer(vc, o, U).loss,
  ),
  inLoss(
    "this is a logarithm to base 2; the natural one is meant",
    (vc, o, U) => answer(vc, o, U).loss / Math.LN2,
  ),
  inLoss(
    "this is a logarithm to base 10; the natural one is meant",
    (vc, o, U) => answer(vc, o, U).loss / Math.LN10,
  ),
  inLoss("this is the probability itself; where is the logarithm?", (vc, o, U) => predict(U, vc)[o]),
  inLoss("this is 1 − ŷ_o, not −log ŷ_o", (vc, o, U) => 1 - predict(U, vc)[o]),
  inLoss(
    "this is −u_o · v_c alone; the scores are not divided by the sum of all",
    (vc, o, U) => -scoresOf(U, vc)[o],
  ),
  inLoss(
    "this is the logarithm of the sum alone; the score of the word that came is missing",
    (vc, o, U) => answer(vc, o, U).loss + scoresOf(U, vc)[o],
  ),
  inLoss("every word is charged, weighted by ŷ; only the word that came is to be charged", (vc, _o, U) =>
    predict(U, vc).reduce((sum, p) => sum - p * Math.log(p), 0),
  ),
  inLoss(
    "this is a mean over the words; the loss is that of one word",
    (vc, o, U) => answer(vc, o, U).loss / U.rows,
  ),
  inLoss("all words are charged alike; only the word that came is to be charged", (vc, _o, U) =>
    predict(U, vc).reduce((sum, p) => sum - Math.log(p), 0),
  ),
  inLoss("the cost is weighted by ŷ_o; it counts once", (vc, o, U) => {
    const p = predict(U, vc)[o];
    return -p * Math.log(p);
  }),
  ...inPrediction("the exponentials are not divided by their sum", (scores) => exponentials(scores)),
  ...inPrediction("the exponentials are divided by their mean, not by their sum", (scores) =>
    shares(exponentials(scores)).map((share) => share * scores.length),
  ),
  ...inPrediction("the scores are divided by their sum without exp", shares),
  ...inPrediction("a sigmoid is taken of each score; a softmax divides by the sum over all words", (scores) =>
    scores.map(sigmoid),
  ),
  ...inPrediction(
    "the largest score is taken away above the fraction and not below: both, or neither",
    (scores) => {
      const sum = exponentials(scores).reduce((a, b) => a + b);
      return exponentials(scores, Math.max(...scores)).map((value) => value / sum);
    },
  ),
  ...inPrediction(
    "the largest score is taken away below the fraction and not above: both, or neither",
    (scores) => {
      const sum = exponentials(scores, Math.max(...scores)).reduce((a, b) => a + b);
      return exponentials(scores).map((value) => value / sum);
    },
  ),
  ...inPrediction("the scores have the wrong sign: a larger score is a likelier word", (scores) =>
    shares(exponentials(scores.map((score) => -score))),
  ),
  ...inPrediction("the base is 2 where e is meant: use Math.exp", (scores) =>
    shares(scores.map((score) => 2 ** score)),
  ),
  ...inPrediction("the scores read U by columns: the numbers of word w begin at data[w * cols]", (_, vc, U) =>
    shares(exponentials(scoresByColumns(U, vc))),
  ),
  inVc("the sign is turned round: y − ŷ stands where ŷ − y belongs", (vc, o, U) =>
    times(answer(vc, o, U).dVc, -1),
  ),
  inVc("the word that came is missing: this is Uᵀŷ, without − u_o", (vc, _o, U) =>
    weightedRows(U, predict(U, vc)),
  ),
  inVc("only u_o is there: the sum goes over all words", (vc, o, U) =>
    times(rowOf(U, o), predict(U, vc)[o] - 1),
  ),
  inVc("this is −u_o alone: the logarithm of the sum has a slope, too", (_vc, o, U) =>
    times(rowOf(U, o), -1),
  ),
  inVc("1 is taken from every ŷ_w, and only the word that came is 1 in y", (vc, _o, U) =>
    weightedRows(
      U,
      predict(U, vc).map((p) => p - 1),
    ),
  ),
  inVc("the centre vector stands where the outside vectors belong", (vc, o, U) =>
    times(vc, predict(U, vc)[o] - 1),
  ),
  inVc("this is a mean over the words; the derivative has a sum", (vc, o, U) =>
    times(answer(vc, o, U).dVc, 1 / U.rows),
  ),
  inU("the sign is turned round: y − ŷ stands where ŷ − y belongs", (vc, o, U) =>
    times(answer(vc, o, U).dU.data, -1),
  ),
  inU("the word that came is missing: every row is ŷ_w v_c, without − y_w", (vc, _o, U) =>
    outerRows(predict(U, vc), vc),
  ),
  inU("only the row of the word that came is filled: every word's vector is pushed", (vc, o, U) =>
    outerRows(
      predict(U, vc).map((p, w) => (w === o ? p - 1 : 0)),
      vc,
    ),
  ),
  inU("1 is taken from every ŷ_w, and only the word that came is 1 in y", (vc, _o, U) =>
    outerRows(
      predict(U, vc).map((p) => p - 1),
      vc,
    ),
  ),
  ...inSlopes("this is the slope of ŷ_o itself: the logarithm is missing", (yHat, o) =>
    yHat.map((p, w) => yHat[o] * ((w === o ? 1 : 0) - p)),
  ),
  ...inSlopes("this is the slope of −ŷ_o: the logarithm is missing", (yHat, o) =>
    yHat.map((p, w) => yHat[o] * (p - (w === o ? 1 : 0))),
  ),
  ...inSlopes("the first word is left out: where does the loop begin?", (yHat, o) =>
    yHat.map((p, w) => (w === 0 ? 0 : p - (w === o ? 1 : 0))),
  ),
  ...inSlopes("the last word is left out: where does the loop end?", (yHat, o) =>
    yHat.map((p, w) => (w === yHat.length - 1 ? 0 : p - (w === o ? 1 : 0))),
  ),
  inVc(
    "it is 0, as Σ_w (ŷ_w − y_w) u_o is: u_w belongs into each term",
    (_vc, _o, U) => new Float64Array(U.cols),
  ),
  inU("this is −y v_cᵀ: the prediction is missing", (vc, o, U) =>
    outerRows(times(oneHot(U.rows, o), -1), vc),
  ),
  inU("row w holds u_w where v_c belongs", (vc, o, U) =>
    predict(U, vc).flatMap((p, w) => times(rowOf(U, w), p - (w === o ? 1 : 0))),
  ),
  inU("row w holds u_o where v_c belongs", (vc, o, U) =>
    outerRows(
      predict(U, vc).map((p, w) => p - (w === o ? 1 : 0)),
      rowOf(U, o),
    ),
  ),
  inU("this is a mean over the words; nothing is to be divided by their number", (vc, o, U) =>
    times(answer(vc, o, U).dU.data, 1 / U.rows),
  ),
  inU("the rows are numbered by columns: the numbers of dU are transposed within it", (vc, o, U) => {
    const { rows, cols, data } = answer(vc, o, U).dU;
    return Array.from({ length: rows * cols }, (_, at) => data[(at % rows) * cols + Math.floor(at / rows)]);
  }),
];

const byHand: [Float64Array, number, Matrix] = [Float64Array.of(1), 0, fromRows([[0], [Math.LN2], [0]])];
const sample = (seed: number, n: number, d: number, o: number): [Float64Array, number, Matrix] => {
  const { vc, U } = drawSample(seed, n, d);
  return [vc, o, U];
};
const extreme = (factor: number): [Float64Array, number, Matrix] => {
  const { vc, U } = drawSample(4, 5, 3);
  return [vc, 2, { ...U, data: U.data.map((value) => factor * value) }];
};

/** J = −log softmax(U v_c)_o, and its slopes. */
export const naiveSoftmaxExercise: Exercise<"naiveSoftmax"> = {
  name: "naiveSoftmax",
  title: "Naive softmax",
  right: answer,
  parts: (result, [, , U]) => pairParts(result, U),
  checks: [
    {
      kind: "values",
      title: "three words of one number: ŷ = (1/4, 1/2, 1/4)",
      hidden: false,
      questions: [byHand],
    },
    {
      kind: "values",
      title: "five words of three numbers",
      hidden: false,
      questions: [sample(1, 5, 3, 2), sample(2, 4, 6, 0)],
    },
    {
      kind: "slopes",
      title: "the gradients are the slopes of your loss",
      hidden: false,
      question: sample(3, 4, 3, 1),
      moved: { dVc: ([vc]) => vc, dU: ([, , U]) => U.data },
    },
    {
      kind: "values",
      title: "each word as the one that came",
      hidden: true,
      questions: [0, 1, 2, 3, 4, 5].map((o) => sample(7, 6, 4, o)),
    },
    {
      kind: "values",
      title: "extreme scores",
      hidden: true,
      questions: [extreme(300), extreme(-300), extreme(2000)],
    },
    { kind: "speed", title: "speed", hidden: true, question: sample(9, 400, 10, 5), factor: 100 },
  ],
  mistakes,
};
