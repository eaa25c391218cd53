import { fromRows, zeros, type Matrix } from "../../model/matrix";
import type { Exercise, Mistake } from "../exercise";
import { field, scalar, table } from "../parts";
import {
  squaredPairLoss,
  type PairLoss,
  type PairResult,
  type Questions,
  type WindowResult,
} from "../student-functions";
import { drawSample, rowOf, times } from "./sample";

type Question = Questions["skipGram"];

/** Adds the pairs of a window up: J = Σ_j J(v_c, o_j, U). */
function answer(centre: number, outside: number[], V: Matrix, U: Matrix, pairLoss: PairLoss): WindowResult {
  const pairs = outside.map((o) => pairLoss(rowOf(V, centre), o, U));
  return addUp(pairs, centre, V, U);
}

function addUp(pairs: readonly PairResult[], centre: number, V: Matrix, U: Matrix): WindowResult {
  const [dV, dU] = [zeros(V.rows, V.cols), zeros(U.rows, U.cols)];
  let loss = 0;
  for (const pair of pairs) {
    loss += pair.loss;
    pair.dVc.forEach((value, i) => (dV.data[centre * V.cols + i] += value));
    pair.dU.data.forEach((value, i) => (dU.data[i] += value));
  }
  return { loss, dV, dU };
}

const right = ([centre, outside, V, U]: Question): WindowResult =>
  answer(centre, outside, V, U, squaredPairLoss);
const pairsOf = ([centre, outside, V, U]: Question): PairResult[] =>
  outside.map((o) => squaredPairLoss(rowOf(V, centre), o, U));

/** A mistake that spoils all three parts: what the whole answer then is. */
function everywhere(says: string, wrong: (question: Question) => WindowResult): Mistake<"skipGram">[] {
  return [
    { part: "loss", says, wrong: (...question) => wrong(question).loss },
    { part: "dV", says, wrong: (...question) => wrong(question).dV.data },
    { part: "dU", says, wrong: (...question) => wrong(question).dU.data },
  ];
}

const inV = (says: string, wrong: (question: Question) => ArrayLike<number>): Mistake<"skipGram"> => ({
  part: "dV",
  says,
  wrong: (...question) => wrong(question),
});

const withWords = (question: Question, outside: number[]): WindowResult =>
  right([question[0], outside, question[2], question[3]]);

/** The centre's gradient in other rows than its own. */
function inRows(
  [centre, outside, V, U]: Question,
  rows: (centre: number, outside: number[], j: number) => number[],
): Float64Array {
  const dV = zeros(V.rows, V.cols);
  pairsOf([centre, outside, V, U]).forEach(({ dVc }, j) => {
    for (const w of rows(centre, outside, j)) dVc.forEach((value, i) => (dV.data[w * V.cols + i] += value));
  });
  return dV.data;
}

const mistakes: Mistake<"skipGram">[] = [
  ...everywhere("the pairs are averaged; the loss of a window is their sum", (question) => {
    const { loss, dV, dU } = right(question);
    const m = question[1].length;
    const mean = (matrix: Matrix): Matrix => ({
      ...matrix,
      data: Float64Array.from(times(matrix.data, 1 / m)),
    });
    return { loss: loss / m, dV: mean(dV), dU: mean(dU) };
  }),
  ...everywhere("only the last outside word is kept: is there a = where a += belongs?", (question) =>
    withWords(question, question[1].slice(-1)),
  ),
  ...everywhere("only the first outside word is used: does the loop return too early?", (question) =>
    withWords(question, question[1].slice(0, 1)),
  ),
  ...everywhere("the first outside word is left out: where does the loop begin?", (question) =>
    withWords(question, question[1].slice(1)),
  ),
  ...everywhere("the last outside word is left out: where does the loop end?", (question) =>
    withWords(question, question[1].slice(0, -1)),
  ),
  ...everywhere("a word that stands in the window twice counts twice: was it counted once?", (question) =>
    withWords(question, [...new Set(question[1])]),
  ),
  ...everywhere("the place j stands where the word outside[j] belongs", (question) =>
    withWords(
      question,
      question[1].map((_, j) => j),
    ),
  ),
  inV("the gradient stands in row 0; it belongs into the row of the centre word", (question) =>
    inRows(question, () => [0]),
  ),
  inV("this is ∂J/∂U: dV and dU have changed places", (question) => right(question).dU.data),
  {
    part: "dU",
    says: "this is ∂J/∂V: dV and dU have changed places",
    wrong: (...question) => right(question).dV.data,
  },
  ...everywhere("centre and outside word have changed places", ([centre, outside, V, U]) =>
    addUp(
      outside.map((o) => squaredPairLoss(rowOf(V, o), centre, U)),
      centre,
      V,
      U,
    ),
  ),
  ...everywhere("the centre vector was taken from U; it is a row of V", ([centre, outside, V, U]) =>
    addUp(
      outside.map((o) => squaredPairLoss(rowOf(U, centre), o, U)),
      centre,
      V,
      U,
    ),
  ),
  ...everywhere("the outside vectors were taken from V; they are rows of U", ([centre, outside, V, U]) =>
    addUp(
      outside.map((o) => squaredPairLoss(rowOf(V, centre), o, V)),
      centre,
      V,
      U,
    ),
  ),
  ...everywhere("the centre word was counted among the outside words", (question) =>
    withWords(question, [...question[1], question[0]]),
  ),
  inV("the gradient stands in the rows of the outside words; it is that of the centre word", (question) =>
    inRows(question, (_, outside, j) => [outside[j]]),
  ),
  inV("the gradient stands in every row; only the centre word's is not 0", (question) =>
    inRows(question, () => Array.from({ length: question[2].rows }, (_, w) => w)),
  ),
  inV("only the last pair's gradient is kept: is there a = where a += belongs?", (question) =>
    inRows([question[0], question[1].slice(-1), question[2], question[3]], (centre) => [centre]),
  ),
  inV("the sign is turned round", (question) => times(right(question).dV.data, -1)),
  inV(
    "nothing is there: was the gradient of the centre word added to dV?",
    (question) => new Float64Array(question[2].data.length),
  ),
];

const sample = (seed: number, n: number, d: number, centre: number, outside: number[]): Question => {
  const { V, U } = drawSample(seed, n, d);
  return [centre, outside, V, U];
};

/** J = Σ_j J(v_c, o_j, U), and its slopes along V and U. */
export const skipGramExercise: Exercise<"skipGram"> = {
  name: "skipGram",
  title: "Skip-gram",
  right: answer,
  parts: (result, [, , V, U]) => [
    scalar("loss", field(result, "loss")),
    table("dV", field(result, "dV"), V.rows, V.cols),
    table("dU", field(result, "dU"), U.rows, U.cols),
  ],
  checks: [
    {
      kind: "values",
      title: "one outside word: the window is a pair",
      hidden: false,
      questions: [[0, [1], fromRows([[2], [3]]), fromRows([[1], [2]])]],
    },
    {
      kind: "values",
      title: "three outside words among seven",
      hidden: false,
      questions: [sample(1, 7, 3, 2, [4, 5, 0]), sample(2, 6, 4, 0, [3, 1])],
    },
    {
      kind: "slopes",
      title: "the gradients are the slopes of your loss",
      hidden: false,
      question: sample(3, 4, 3, 1, [0, 3, 2]),
      moved: { dV: ([, , V]) => V.data, dU: ([, , , U]) => U.data },
    },
    {
      kind: "values",
      title: "a word that stands in the window twice",
      hidden: true,
      questions: [sample(5, 6, 3, 2, [4, 0, 4, 4])],
    },
    {
      kind: "values",
      title: "a window of ten words",
      hidden: true,
      questions: [sample(6, 30, 10, 7, [1, 2, 3, 4, 5, 6, 8, 9, 10, 11])],
    },
    {
      kind: "speed",
      title: "speed",
      hidden: true,
      question: sample(9, 60, 10, 7, [1, 2, 3, 4, 5, 6]),
      factor: 100,
    },
  ],
  mistakes,
};
