import type { Matrix } from "../model/matrix";

/** What a loss of one pair returns. */
export interface PairResult {
  /** J in nats */
  loss: number;
  /** ∂J/∂v_c, shape (d) */
  dVc: Float64Array;
  /** ∂J/∂U, one word a row, shape (n, d) */
  dU: Matrix;
}

/** What the loss of a window returns. */
export interface WindowResult {
  loss: number;
  /** ∂J/∂V, shape (n, d) */
  dV: Matrix;
  /** ∂J/∂U, shape (n, d) */
  dU: Matrix;
}

/** The loss of a pair: centre vector, id of the outside word, outside vectors. */
export type PairLoss = (vc: Float64Array, o: number, U: Matrix) => PairResult;

/** The functions that a student writes, by their names. */
export interface StudentFunctions {
  sigmoid(x: number): number;
  naiveSoftmax(vc: Float64Array, o: number, U: Matrix): PairResult;
  negativeSampling(vc: Float64Array, o: number, negatives: number[], U: Matrix): PairResult;
  skipGram(centre: number, outside: number[], V: Matrix, U: Matrix, pairLoss: PairLoss): WindowResult;
  windowAt(sentence: number[], t: number, radius: number): { centre: number; outside: number[] };
  negativesTable(counts: number[], power: number, size: number): number[];
  descend(
    x: Float64Array,
    gradient: (x: Float64Array) => Float64Array,
    stepSize: number,
    iterations: number,
    annealEvery: number,
  ): Float64Array;
}

export type ExerciseName = keyof StudentFunctions;

/** What a question holds: the arguments that can be sent to another process. Functions are put in on the other side. */
export interface Questions {
  sigmoid: [x: number];
  naiveSoftmax: [vc: Float64Array, o: number, U: Matrix];
  negativeSampling: [vc: Float64Array, o: number, negatives: number[], U: Matrix];
  skipGram: [centre: number, outside: number[], V: Matrix, U: Matrix];
  windowAt: [sentence: number[], t: number, radius: number];
  negativesTable: [counts: number[], power: number, size: number];
  /** the gradient is that of Σ_i a_i (x_i − b_i)²/2 */
  descend: [
    x: Float64Array,
    a: Float64Array,
    b: Float64Array,
    stepSize: number,
    iterations: number,
    annealEvery: number,
  ];
}

/**
 * A loss of a pair with simple numbers, in place of one that the student might have wrong:
 *
 *     J = (u_o · v_c − 1)²/2        ∂J/∂v_c = (u_o · v_c − 1) u_o        ∂J/∂u_o = (u_o · v_c − 1) v_c
 */
export const squaredPairLoss: PairLoss = (vc, o, U) => {
  requirePair(vc, o, U);
  const uo = U.data.slice(o * U.cols, (o + 1) * U.cols);
  const off = uo.reduce((sum, value, i) => sum + value * vc[i], -1);
  const dU = { rows: U.rows, cols: U.cols, data: new Float64Array(U.rows * U.cols) };
  dU.data.set(
    vc.map((value) => off * value),
    o * U.cols,
  );
  return { loss: (off * off) / 2, dVc: uo.map((value) => off * value), dU };
};

/** @throws TypeError saying in a student's words which argument is not what the signature promises */
function requirePair(vc: unknown, o: unknown, U: unknown): void {
  const matrix = U as Partial<Matrix> | null | undefined;
  if (typeof matrix !== "object" || matrix === null || !ArrayBuffer.isView(matrix.data))
    throw new TypeError("pairLoss requires the matrix U as its third argument, { rows, cols, data }");
  const length = (vc as ArrayLike<number> | null | undefined)?.length;
  if (typeof vc !== "object" || length !== matrix.cols)
    throw new TypeError(
      `pairLoss requires the centre word's vector, a row of V (numbers: ${matrix.cols}), as its first argument, got ${length === undefined ? String(vc) : `${length} numbers`}`,
    );
  if (!Number.isInteger(o) || Number(o) < 0 || Number(o) >= Number(matrix.rows))
    throw new TypeError(
      `pairLoss requires the id of an outside word, 0 to ${Number(matrix.rows) - 1}, as its second argument, got ${String(o)}`,
    );
}

/** The slope of Σ_i a_i (x_i − b_i)²/2 along each x_i. */
export function slopeOfBowl(a: Float64Array, b: Float64Array): (x: Float64Array) => Float64Array {
  return (x) => x.map((value, i) => a[i] * (value - b[i]));
}

type Call<Name extends ExerciseName> = (
  own: StudentFunctions[Name],
  ...question: Questions[Name]
) => ReturnType<StudentFunctions[Name]>;

/** How each function is called with a question. */
export const calls: { readonly [Name in ExerciseName]: Call<Name> } = {
  sigmoid: (own, x) => own(x),
  naiveSoftmax: (own, vc, o, U) => own(vc, o, U),
  negativeSampling: (own, vc, o, negatives, U) => own(vc, o, negatives, U),
  skipGram: (own, centre, outside, V, U) => own(centre, outside, V, U, squaredPairLoss),
  windowAt: (own, sentence, t, radius) => own(sentence, t, radius),
  negativesTable: (own, counts, power, size) => own(counts, power, size),
  descend: (own, x, a, b, stepSize, iterations, annealEvery) =>
    own(x, slopeOfBowl(a, b), stepSize, iterations, annealEvery),
};

/**
 * What a student's function returns to a question.
 *
 * @throws Error if that is a promise: nobody waits for it where training or grading calls the function
 */
export function askOwn(name: ExerciseName, own: unknown, question: readonly unknown[]): unknown {
  const answer = (calls[name] as (own: unknown, ...question: unknown[]) => unknown)(own, ...question);
  if (typeof (answer as { then?: unknown } | null | undefined)?.then === "function")
    throw new Error("it returns a promise; leave async and await out");
  return answer;
}
