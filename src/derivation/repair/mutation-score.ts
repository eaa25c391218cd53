import { createTestPoints } from "../numbers/test-points";
import { differAt, seemDifferent } from "../numbers/compare-at";
import { compare } from "../decision/comparison";
import type { TypedExpression } from "../typed/typed-expression";
import { comparable, elaborate } from "../typed/elaborate";
import type { Declarations } from "../declare/declarations";
import { edits } from "./edits";
import type { Expression } from "../latex/expression";
import { print } from "../latex/printer";
import { createPool, tryElaborate } from "./repair";
import { createContext } from "../typed/context";

/** Two sides that are equal, and what their names mean. */
export interface Equation {
  left: Expression;
  right: Expression;
  declared: Declarations;
}

/** What became of the mutants of one equation or of all. */
export interface MutationScore {
  /** Shapes do not fit. */
  byShape: number;
  /** A point where they differ. */
  byNumbers: number;
  /** Equal after all, and proved so. */
  proved: number;
  /** Neither refuted nor proved: there should be none. */
  undecided: { left: Expression; right: Expression }[];
}

/**
 * Changes the right side of every equation in one node at a time, in every way that `edits` knows, and has each
 * changed equation decided: by shape, by a point where the sides differ, or by a proof that it is equal.
 */
export function mutationScore(equations: readonly Equation[]): MutationScore {
  const score: MutationScore = { byShape: 0, byNumbers: 0, proved: 0, undecided: [] };
  for (const equation of equations) mutate(equation, score);
  return score;
}

function mutate({ left, right, declared }: Equation, score: MutationScore): void {
  const goal = elaborate(left, declared);
  for (const { result } of edits(right, createPool([left, right], declared))) {
    const typed = tryElaborate(result, declared);
    if (!typed || !comparable(typed, goal)) score.byShape++;
    else if (looksDifferent(goal, typed, declared)) score.byNumbers++;
    else {
      const { answer } = compare(goal, typed, declared);
      if (answer === "yes") score.proved++;
      else if (answer === "no") score.byNumbers++;
      else score.undecided.push({ left, right: result });
    }
  }
}

/** Doubles say where to look; BigNumbers decide. */
function looksDifferent(goal: TypedExpression, typed: TypedExpression, declared: Declarations): boolean {
  const points = createTestPoints(createContext([goal, typed], declared));
  return points.slice(0, 6).some((at) => seemDifferent(goal, typed, at) && differAt(goal, typed, at));
}

/** Scores of several files as one. */
export function addScores(scores: readonly MutationScore[]): MutationScore {
  const total = { byShape: 0, byNumbers: 0, proved: 0, undecided: [] };
  return scores.reduce<MutationScore>(
    (sum, score) => ({
      byShape: sum.byShape + score.byShape,
      byNumbers: sum.byNumbers + score.byNumbers,
      proved: sum.proved + score.proved,
      undecided: [...sum.undecided, ...score.undecided],
    }),
    total,
  );
}

/** The score in words. */
export function scoreText({ byShape, byNumbers, proved, undecided }: MutationScore): string {
  const all = byShape + byNumbers + proved + undecided.length;
  const list = undecided
    .map(({ left, right }) => `\n    undecided: ${print(left)} = ${print(right)}`)
    .join("");
  return `${all} mutants: ${byShape} refuted by shape, ${byNumbers} by a counterexample, ${proved} proved equal, ${undecided.length} undecided${list}`;
}
