import type { Comparison } from "./comparison";
import { compare } from "./comparison";
import type { Core } from "./core";
import type { Declarations } from "./declarations";
import { functionsOf } from "./declarations";
import { elaborate } from "./elaborate";
import type { Expression } from "./expression";
import { Malformed } from "./malformed";
import { readExpression } from "./reader";
import type { Stretch } from "./rows";
import { ShapeMismatch } from "./shape-mismatch";

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
  core?: Core;
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

/** Reads a side, the stretch of `text` from one offset to another, and gives it its meaning. */
export function readSide(text: string, { from, to }: Stretch, declared: Declarations): Side {
  const side: Side = {};
  try {
    side.expression = readExpression(text, functionsOf(declared), from, to);
    side.core = elaborate(side.expression, declared);
  } catch (error) {
    if (!(error instanceof Malformed || error instanceof ShapeMismatch)) throw error;
    side.error = error;
  }
  return side;
}

/**
 * The verdicts on the steps of one chain.
 *
 * @param left  what is being derived
 * @param steps the sides after the equals signs, in order
 */
export function verdicts(left: Side, steps: readonly Side[], declared: Declarations): Verdict[] {
  const context = [left, ...steps].flatMap(({ core }) => (core ? [core] : []));
  const found: Verdict[] = [];
  steps.forEach((side, i) =>
    found.push(verdictOn(left, steps[i - 1], found[i - 1], side, declared, context)),
  );
  return found;
}

function verdictOn(
  left: Side,
  before: Side | undefined,
  verdictBefore: Verdict | undefined,
  side: Side,
  declared: Declarations,
  context: readonly Core[],
): Verdict {
  if (side.error instanceof Malformed) return { mark: "malformed", follows: "unknown", equals: "unknown" };
  if (!side.core) return { mark: "wrong here", follows: "no", equals: "no" };
  if (left.error instanceof Malformed && !before)
    return { mark: "malformed", follows: "unknown", equals: "unknown" };
  const goal = left.core && compare(left.core, side.core, declared, context);
  const equals = goal?.answer ?? "unknown";
  if (!before || !verdictBefore)
    return { mark: markOf(equals, equals), follows: equals, equals, comparison: goal };
  const step = followed(before, verdictBefore, equals, () => compareTwo(before, side, declared, context));
  const mark = markOf(equals, step.answer);
  return { mark, follows: step.answer, equals, comparison: goal ?? step.comparison };
}

function compareTwo(
  before: Side,
  side: Side,
  declared: Declarations,
  context: readonly Core[],
): Comparison | undefined {
  return before.core && side.core && compare(before.core, side.core, declared, context);
}

/** Of two lines both equal to the goal each follows from the other; of two of which one is, neither does. */
function followed(
  before: Side,
  verdictBefore: Verdict,
  equals: Answer,
  decide: () => Comparison | undefined,
): { answer: Answer; comparison?: Comparison } {
  if (before.error) return { answer: "no" };
  const both = [verdictBefore.equals, equals];
  if (both.every((answer) => answer === "yes")) return { answer: "yes" };
  if (both.includes("yes") && both.includes("no")) return { answer: "no" };
  const comparison = decide();
  return { answer: comparison?.answer ?? "unknown", comparison };
}

function markOf(equals: Answer, follows: Answer): Mark {
  if (equals === "yes") return follows === "no" ? "right but does not follow" : "right";
  if (equals === "no") return follows === "yes" ? "inherited" : "wrong here";
  return "not decided";
}
