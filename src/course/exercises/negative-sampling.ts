import { fromRows, type Matrix } from "../../model/matrix";
import { negativeSampling } from "../../model/negative-sampling";
import { sigmoid } from "../../model/sigmoid";
import type { Exercise, Mistake } from "../exercise";
import { asPairResult, pairParts } from "./pair";
import { dot, drawSample, outerRows, rowOf, times, weightedRows } from "./sample";
import type { PairResult, Questions } from "../student-functions";

type Question = Questions["negativeSampling"];

const answer = (vc: Float64Array, o: number, negatives: number[], U: Matrix): PairResult =>
  asPairResult(U, (into) => negativeSampling(vc, o, Int32Array.from(negatives), U, into));

const score = (vc: Float64Array, w: number, U: Matrix): number => dot(rowOf(U, w), vc);

/** The slope of each word that is looked at, along its score: σ − 1 for the word that came, σ for each draw. */
function slopes(
  vc: Float64Array,
  o: number,
  negatives: number[],
  U: Matrix,
): [word: number, slope: number][] {
  const drawn = negatives.map((w): [number, number] => [w, sigmoid(score(vc, w, U))]);
  return [[o, sigmoid(score(vc, o, U)) - 1], ...drawn];
}

/** Adds up slopes by word. @param put what becomes of a row that has a slope already */
function byWord(
  n: number,
  each: [number, number][],
  put = (before: number, slope: number): number => before + slope,
): number[] {
  const sums = new Array<number>(n).fill(0);
  const seen = new Set<number>();
  for (const [w, slope] of each) {
    sums[w] = seen.has(w) ? put(sums[w], slope) : slope;
    seen.add(w);
  }
  return sums;
}

const once = (negatives: number[]): number[] => [...new Set(negatives)];
const without = (negatives: number[], o: number): number[] => negatives.filter((w) => w !== o);
const lossOf = (vc: Float64Array, o: number, U: Matrix): number => -Math.log(sigmoid(score(vc, o, U)));
const costs = (vc: Float64Array, negatives: number[], U: Matrix): number[] =>
  negatives.map((w) => -Math.log(sigmoid(-score(vc, w, U))));
const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/** The draws by their places in the list, as where k stands for negatives[k]. */
const places = (negatives: number[]): number[] => negatives.map((_, k) => k);

/** P of a softmax over the word that came and the draws, in this order. */
function softmaxOf([, , , U]: Question, vc: Float64Array, words: readonly number[]): number[] {
  const powers = words.map((w) => Math.exp(score(vc, w, U)));
  return powers.map((power) => power / sum(powers));
}

type Wrong = Mistake<"negativeSampling">["wrong"];
const inLoss = (says: string, wrong: Wrong): Mistake<"negativeSampling"> => ({ part: "loss", says, wrong });
/** A mistake in the slopes along the scores spoils both gradients alike. */
const inSlopes = (
  says: string,
  wrong: (...question: Question) => [number, number][],
): Mistake<"negativeSampling">[] => [
  { part: "dVc", says, wrong: (vc, o, k, U) => weightedRows(U, byWord(U.rows, wrong(vc, o, k, U))) },
  { part: "dU", says, wrong: (vc, o, k, U) => outerRows(byWord(U.rows, wrong(vc, o, k, U)), vc) },
];
/** Other draws than those that were given spoil all parts. */
const withDraws = (
  says: string,
  draws: (negatives: number[], o: number) => number[],
): Mistake<"negativeSampling">[] => [
  inLoss(says, (vc, o, k, U) => answer(vc, o, draws(k, o), U).loss),
  ...inSlopes(says, (vc, o, k, U) => slopes(vc, o, draws(k, o), U)),
];
const inVc = (says: string, wrong: Wrong): Mistake<"negativeSampling"> => ({ part: "dVc", says, wrong });
const inU = (says: string, wrong: Wrong): Mistake<"negativeSampling"> => ({ part: "dU", says, wrong });

const mistakes: Mistake<"negativeSampling">[] = [
  inLoss("the sign of the loss is turned round", (vc, o, k, U) => -answer(vc, o, k, U).loss),
  inLoss(
    "the drawn words are scored with the wrong sign: a no is σ(−u_k · v_c)",
    (vc, o, k, U) => lossOf(vc, o, U) - sum(k.map((w) => Math.log(sigmoid(score(vc, w, U))))),
  ),
  inLoss(
    "the drawn words are taken away where they belong added",
    (vc, o, k, U) => lossOf(vc, o, U) - sum(costs(vc, k, U)),
  ),
  inLoss(
    "a word that was drawn twice costs twice: was it counted once?",
    (vc, o, k, U) => lossOf(vc, o, U) + sum(costs(vc, once(k), U)),
  ),
  inLoss(
    "the drawn words are averaged; they are added up",
    (vc, o, k, U) => lossOf(vc, o, U) + sum(costs(vc, k, U)) / k.length,
  ),
  inLoss(
    "the whole loss is divided by K; nothing is to be averaged",
    (vc, o, k, U) => answer(vc, o, k, U).loss / k.length,
  ),
  inLoss(
    "the whole loss is divided by 1 + K; nothing is to be averaged",
    (vc, o, k, U) => answer(vc, o, k, U).loss / (1 + k.length),
  ),
  inLoss("the word that came is missing", (vc, _o, k, U) => sum(costs(vc, k, U))),
  inLoss("the drawn words are missing", (vc, o, _k, U) => lossOf(vc, o, U)),
  inLoss(
    "these are the probabilities; where is the logarithm?",
    (vc, o, k, U) => -sigmoid(score(vc, o, U)) - sum(k.map((w) => sigmoid(-score(vc, w, U)))),
  ),
  inLoss(
    "draws that equal the word that came are left out; nothing was assumed of the draws",
    (vc, o, k, U) => answer(vc, o, without(k, o), U).loss,
  ),
  inLoss(
    "this is a logarithm to base 2; the natural one is meant",
    (vc, o, k, U) => answer(vc, o, k, U).loss / Math.LN2,
  ),
  ...inSlopes("the sign is turned round", (...q) => slopes(...q).map(([w, slope]) => [w, -slope])),
  ...inSlopes("a word that was drawn twice is pushed twice: was it counted once?", (vc, o, k, U) =>
    slopes(vc, o, once(k), U),
  ),
  ...inSlopes("draws that equal the word that came are left out; they add to its slope", (vc, o, k, U) =>
    slopes(vc, o, without(k, o), U),
  ),
  ...inSlopes("the −1 is missing: the slope of the word that came is σ − 1", (...q) =>
    slopes(...q).map(([w, slope], i) => [w, i === 0 ? slope + 1 : slope]),
  ),
  ...inSlopes("the word that came is pushed away: its slope is σ − 1, not 1 − σ", (...q) =>
    slopes(...q).map(([w, slope], i) => [w, i === 0 ? -slope : slope]),
  ),
  ...inSlopes("the drawn words have slope 1 − σ; it is σ, since 1 − σ(−x) is σ(x)", (...q) =>
    slopes(...q).map(([w, slope], i) => [w, i === 0 ? slope : 1 - slope]),
  ),
  ...inSlopes("the drawn words have slope −σ; they are pushed away, by +σ", (...q) =>
    slopes(...q).map(([w, slope], i) => [w, i === 0 ? slope : -slope]),
  ),
  ...inSlopes("the drawn words have slope σ − 1, as if they had come", (...q) =>
    slopes(...q).map(([w, slope], i) => [w, i === 0 ? slope : slope - 1]),
  ),
  ...inSlopes("the slopes are those of σ itself, σ(1 − σ): the logarithm is missing", (...q) =>
    slopes(...q).map(([w, slope], i) => {
      const p = i === 0 ? slope + 1 : slope;
      return [w, (i === 0 ? -1 : 1) * p * (1 - p)];
    }),
  ),
  ...inSlopes("the drawn words are averaged; they are added up", (vc, o, k, U) =>
    slopes(vc, o, k, U).map(([w, slope], i) => [w, i === 0 ? slope : slope / k.length]),
  ),
  ...inSlopes("the drawn words are missing", (...q) => slopes(...q).slice(0, 1)),
  ...inSlopes("the word that came is missing", (...q) => slopes(...q).slice(1)),
  ...withDraws("the first draw is left out: where does the loop begin?", (k) => k.slice(1)),
  ...withDraws("the last draw is left out: where does the loop end?", (k) => k.slice(0, -1)),
  ...withDraws("only the first draw is used: does the loop return too early?", (k) => k.slice(0, 1)),
  ...withDraws("only the last draw is used: is there a = where a += belongs?", (k) => k.slice(-1)),
  ...withDraws("the place k stands where the drawn word negatives[k] belongs", places),
  ...withDraws("the word that came is counted among the draws", (k, o) => [...k, o]),
  inLoss(
    "the word that came is scored as a no: a yes is σ(u_o · v_c)",
    (vc, o, k, U) => -Math.log(sigmoid(-score(vc, o, U))) + sum(costs(vc, k, U)),
  ),
  inLoss("yes and no are exchanged: the word that came is a yes, a drawn one a no", (vc, o, k, U) =>
    sum([-Math.log(sigmoid(-score(vc, o, U))), ...k.map((w) => -Math.log(sigmoid(score(vc, w, U))))]),
  ),
  ...inSlopes("yes and no are exchanged: the word that came is a yes, a drawn one a no", (...q) =>
    slopes(...q).map(([w, slope], i) => [w, i === 0 ? slope + 1 : slope - 1]),
  ),
  inLoss("this is a softmax over the words; each is a yes or a no of its own", (...q) => {
    const [vc, o, k] = q;
    return -Math.log(softmaxOf(q, vc, [o, ...k])[0]);
  }),
  ...inSlopes("this is a softmax over the words; each is a yes or a no of its own", (...q) => {
    const words = [q[1], ...q[2]];
    return softmaxOf(q, q[0], words).map((p, i) => [words[i], i === 0 ? p - 1 : p]);
  }),
  inVc("u_o stands where the vectors of the drawn words belong", (...q) =>
    times(rowOf(q[3], q[1]), sum(slopes(...q).map(([, slope]) => slope))),
  ),
  inU("row k holds the push of draw k; it belongs into the row of the word negatives[k]", (...q) =>
    outerRows(
      byWord(
        q[3].rows,
        slopes(...q).map(([w, slope], i) => [i === 0 ? w : i - 1, slope]),
      ),
      q[0],
    ),
  ),
  inVc("the centre vector stands where the outside vectors belong", (...q) =>
    times(q[0], sum(slopes(...q).map(([, slope]) => slope))),
  ),
  inVc("only the last word's push is kept: is there a = where a += belongs?", (...q) => {
    const [w, slope] = slopes(...q)[q[2].length];
    return times(rowOf(q[3], w), slope);
  }),
  inU("row k holds u_k where v_c belongs", (...q) =>
    byWord(q[3].rows, slopes(...q)).flatMap((slope, w) => times(rowOf(q[3], w), slope)),
  ),
  inU("a row that is met again is overwritten: is there a = where a += belongs?", (...q) =>
    outerRows(
      byWord(q[3].rows, slopes(...q), (_, slope) => slope),
      q[0],
    ),
  ),
  inU("the push of a word that is met again is dropped", (...q) =>
    outerRows(
      byWord(q[3].rows, slopes(...q), (before) => before),
      q[0],
    ),
  ),
];

const byHand: Question = [Float64Array.of(0), 0, [1, 2], fromRows([[1], [2], [3]])];
const sample = (seed: number, n: number, d: number, o: number, negatives: number[]): Question => {
  const { vc, U } = drawSample(seed, n, d);
  return [vc, o, negatives, U];
};
const extreme = (factor: number): Question => {
  const { vc, U } = drawSample(4, 5, 3);
  return [vc, 2, [0, 1, 3], { ...U, data: U.data.map((value) => factor * value) }];
};

/** J = −log σ(u_o · v_c) − Σ_k log σ(−u_k · v_c), and its slopes. */
export const negativeSamplingExercise: Exercise<"negativeSampling"> = {
  name: "negativeSampling",
  title: "Negative sampling",
  right: answer,
  parts: (result, [, , , U]) => pairParts(result, U),
  checks: [
    { kind: "values", title: "a centre vector of 0: every σ is 1/2", hidden: false, questions: [byHand] },
    {
      kind: "values",
      title: "six words of three numbers, no repeats",
      hidden: false,
      questions: [sample(1, 6, 3, 2, [0, 4, 5]), sample(2, 5, 7, 0, [3])],
    },
    {
      kind: "slopes",
      title: "the gradients are the slopes of your loss",
      hidden: false,
      question: sample(3, 5, 3, 1, [0, 3, 4]),
      moved: { dVc: ([vc]) => vc, dU: ([, , , U]) => U.data },
    },
    {
      kind: "values",
      title: "a word that was drawn twice",
      hidden: true,
      questions: [sample(5, 6, 3, 2, [0, 4, 4, 0, 4])],
    },
    {
      kind: "values",
      title: "the word that came among the draws",
      hidden: true,
      questions: [sample(6, 6, 3, 2, [0, 2, 4]), sample(6, 6, 3, 1, [1, 1])],
    },
    {
      kind: "values",
      title: "extreme scores",
      hidden: true,
      questions: [extreme(300), extreme(-300), extreme(2000)],
    },
    {
      kind: "speed",
      title: "speed",
      hidden: true,
      question: sample(9, 50, 10, 5, [1, 7, 20, 30, 41, 2, 3, 4, 9, 11]),
      factor: 100,
    },
  ],
  mistakes,
};
