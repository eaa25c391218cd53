import type { Comparison } from "../decision/comparison";
import { compare } from "../decision/comparison";
import type { TypedExpression } from "../typed/typed-expression";
import type { Declarations } from "../declare/declarations";
import { knownNames } from "../declare/declarations";
import { createContext } from "../typed/context";
import { elaborate } from "../typed/elaborate";
import type { Conditional } from "../declare/conditions";
import type { Expression } from "../latex/expression";
import { nameText } from "../latex/name-text";
import { renameIndex } from "../latex/rename-index";
import { Malformed } from "../latex/malformed";
import { withReach } from "../latex/reach";
import { readRun } from "../latex/reader";
import type { Run } from "../latex/tokens";
import { ManyIndices, ShapeMismatch } from "../typed/shape-mismatch";

/** What is said of a line; only "right" is without reproach, and a definition claims nothing. */
export type Mark =
  | "right"
  | "definition"
  | "wrong here"
  | "inherited"
  | "right but does not follow"
  | "malformed"
  | "not decided";

export type Answer = "yes" | "no" | "unknown";

/** One side of an equation as far as it could be understood. */
export interface Side {
  expression?: Expression;
  typed?: TypedExpression;
  error?: Malformed | ShapeMismatch;
}

/** The verdict on one line of a chain. */
export interface Verdict {
  mark: Mark;
  /** Does it follow from the line before? */
  follows: Answer;
  /** Does it equal what is being derived, the left side of its chain? */
  equals: Answer;
  /** The comparison that decided: with the left side, or with the line before. */
  comparison?: Comparison;
}

/**
 * Reads a side and gives it its meaning.
 *
 * @param source the text that the places of its tokens are offsets into
 * @param under  indices that stand for others here, and values that variables have
 * @param other  what the side is said to equal
 */
export function readSide(
  source: string,
  run: Run,
  declared: Declarations,
  { equal = [], values = [] }: Partial<Conditional> = {},
  other?: Expression,
): Side {
  const side: Side = {};
  try {
    side.expression = withReach(readRun(source, run, knownNames(declared)), other);
    for (const [from, to] of equal) side.expression = renameIndex(side.expression, from, to);
    side.typed = elaborate(side.expression, declared);
    for (const { name, value } of values) {
      if (!createContext([side.typed], declared).variables.has(nameText(name))) continue;
      const of: Expression = side.expression;
      side.expression = { kind: "evaluated", of, by: name, at: value, said: true, span: of.span };
      side.typed = elaborate(side.expression, declared);
    }
  } catch (error) {
    if (!(error instanceof Malformed || error instanceof ShapeMismatch)) throw error;
    side.error = error;
  }
  return side;
}

/** Reads the sides of a chain: the first beside the second, which it is said to equal, and the others beside the first. */
export function readSides(
  source: string,
  [first, ...runs]: readonly [Run, ...Run[]],
  declared: Declarations,
  under: Partial<Conditional> = {},
): [left: Side, steps: Side[]] {
  const second = runs.length > 0 ? readSide(source, runs[0], declared).expression : undefined;
  const left = readSide(source, first, declared, under, second);
  return [left, runs.map((run) => readSide(source, run, declared, under, left.expression))];
}

/**
 * The verdicts on the steps of one chain.
 *
 * @param left  what is being derived
 * @param steps the sides after the equals signs, in order
 */
export function verdicts(left: Side, steps: readonly Side[], declared: Declarations): Verdict[] {
  const chain = [left, ...steps].flatMap(({ typed }) => (typed ? [typed] : []));
  const found: Verdict[] = [];
  steps.forEach((side, i) => found.push(verdictOn(left, steps[i - 1], found[i - 1], side, declared, chain)));
  return found;
}

function verdictOn(
  left: Side,
  before: Side | undefined,
  verdictBefore: Verdict | undefined,
  side: Side,
  declared: Declarations,
  chain: readonly TypedExpression[],
): Verdict {
  if (side.error instanceof Malformed) return { mark: "malformed", follows: "unknown", equals: "unknown" };
  if (left.error instanceof Malformed && !before)
    return { mark: "malformed", follows: "unknown", equals: "unknown" };
  if (!side.typed) return { mark: "wrong here", follows: "no", equals: "no" };
  const goal = left.typed && compare(left.typed, side.typed, declared, chain);
  const equals = goal?.answer ?? "unknown";
  if (!before || !verdictBefore)
    return { mark: chooseMark(equals, equals), follows: equals, equals, comparison: goal };
  const step = followed(before, verdictBefore, equals, () => compareTwo(before, side, declared, chain));
  const mark = chooseMark(equals, step.answer);
  return { mark, follows: step.answer, equals, comparison: goal ?? step.comparison };
}

function compareTwo(
  before: Side,
  side: Side,
  declared: Declarations,
  chain: readonly TypedExpression[],
): Comparison | undefined {
  return before.typed && side.typed && compare(before.typed, side.typed, declared, chain);
}

/**
 * Of two lines both equal to the goal each follows from the other; of two of which one is, neither does. Whether a
 * line follows from one that cannot be read cannot be told.
 */
function followed(
  before: Side,
  verdictBefore: Verdict,
  equals: Answer,
  decide: () => Comparison | undefined,
): { answer: Answer; comparison?: Comparison } {
  if (before.error instanceof Malformed || before.error instanceof ManyIndices) return { answer: "unknown" };
  if (before.error) return { answer: "no" };
  const both = [verdictBefore.equals, equals];
  if (both.every((answer) => answer === "yes")) return { answer: "yes" };
  if (both.includes("yes") && both.includes("no")) return { answer: "no" };
  const comparison = decide();
  return { answer: comparison?.answer ?? "unknown", comparison };
}

function chooseMark(equals: Answer, follows: Answer): Mark {
  if (equals === "yes") return follows === "no" ? "right but does not follow" : "right";
  if (equals === "no") return follows === "yes" ? "inherited" : "wrong here";
  return "not decided";
}
