import type { Comparison } from "./comparison";
import type { Counterexample } from "./counterexample";
import { smallest } from "./counterexample";
import type { Declarations } from "./declarations";
import type { Expression } from "./expression";
import { Malformed, position } from "./malformed";
import { print } from "./printer";
import type { Repair } from "./repair";
import { otherLeft, repair } from "./repair";
import type { Chain } from "./rows";
import type { Answer, Mark, Side, Verdict } from "./verdicts";
import { readSide } from "./verdicts";
import { pointText, valuesText } from "./point-text";

/** A line of a derivation, decided. */
export interface Line {
  /** Counted from 1 through the whole derivation. */
  number: number;
  /** Where its right side begins in the text, both counted from 1. */
  row: number;
  column: number;
  /** What is derived, as it was read; only on the first line of a chain. */
  left?: string;
  /** Its right side as it was read, in LaTeX; as it was written where it cannot be read. */
  right: string;
  reason?: string;
  mark: Mark;
  /** Does it follow from the line before? */
  follows: Answer;
  /** Does it equal what is being derived? */
  equals: Answer;
  /** The three checks behind `equals`. */
  checks?: Pick<Comparison, "shapes" | "numbers" | "proof">;
  /** What is wrong, in one sentence without a full stop; empty for a right line. */
  says: string;
  /** What to do about it, where that is known. */
  hint?: string;
  counterexample?: Counterexample;
  /** A case in which the sides differ, with both values. */
  counterexampleText?: string;
  /** A change that was itself checked. */
  repair?: Repair;
}

/** A chain with its verdicts. */
export interface Decided {
  latex: string;
  chain: Chain;
  left: Side;
  steps: readonly Side[];
  decided: readonly Verdict[];
  declared: Declarations;
}

/** The i-th line of a chain, with the help a wrong one gets. */
export function lineOf(of: Decided, i: number): Line {
  const { chain, left, steps, decided } = of;
  const side = steps[i];
  const verdict = decided[i];
  const line = lineAt(of, i, verdict.mark);
  line.follows = verdict.follows;
  line.equals = verdict.equals;
  line.checks = verdict.comparison;
  if (i === 0)
    line.left = left.expression ? print(left.expression) : of.latex.slice(chain.left.from, chain.left.to);
  const error = errorOf(left, side, i);
  if (error) {
    const mended = error instanceof Malformed ? undefined : repairOf(of, side);
    return { ...line, ...place(of.latex, error.at), says: error.says, hint: error.hint, repair: mended };
  }
  if (verdict.mark === "right") return line;
  line.says = reproach(verdict, chain, i);
  return verdict.mark === "wrong here" ? { ...line, ...help(of, i) } : line;
}

/** What to say first: of a name to be defined, what is wrong with its definition; else the left side's error. */
function errorOf(left: Side, side: Side, i: number): Side["error"] {
  if (i > 0 || (left.expression?.kind === "symbol" && side.error)) return side.error;
  return left.error ?? side.error;
}

function lineAt({ latex, chain, steps }: Decided, i: number, mark: Mark): Line {
  const step = chain.steps[i];
  const { expression } = steps[i];
  const right = expression ? print(expression) : latex.slice(step.from, step.to);
  const answer: Answer = mark === "definition" ? "yes" : "unknown";
  return {
    number: 0,
    ...place(latex, step.from),
    right,
    reason: step.reason,
    mark,
    follows: answer,
    equals: answer,
    says: "",
  };
}

function place(latex: string, at: number): { row: number; column: number } {
  const { line, column } = position(latex, at);
  return { row: line, column };
}

function reproach({ mark, comparison, follows }: Verdict, chain: Chain, i: number): string {
  switch (mark) {
    case "inherited":
      return "follows from the line before, which is wrong";
    case "right but does not follow":
      return "equals what is being derived, but not the line before";
    case "not decided":
      if (follows === "yes") return "follows from the line before, but what is being derived cannot be read";
      return comparison ? undecided(comparison) : "what is being derived cannot be read";
    default:
      return comparison?.shapes.verdict === "failed" ? comparison.shapes.says : differs(chain, i);
  }
}

function differs(chain: Chain, i: number): string {
  return i === 0 || chain.steps.length === 1
    ? "does not equal its left side"
    : "does not equal what is being derived";
}

function undecided({ numbers, proof }: Comparison): string {
  return numbers.verdict === "passed" ? `${numbers.says}, but ${proof.says}` : numbers.says;
}

function repairOf({ left, steps, declared }: Decided, { expression }: Side): Repair | undefined {
  const nearby = [left, ...steps].flatMap((side): Expression[] => (side.expression ? [side.expression] : []));
  return left.core && expression && repair(expression, left.core, declared, nearby);
}

function help(of: Decided, i: number): Partial<Line> {
  const { left, steps, decided, declared, latex } = of;
  const side = steps[i];
  const comparison = decided[i].comparison;
  if (!left.core || !left.expression || !side.core || !side.expression) return {};
  const found = comparison?.at && smallest(left.core, side.core, comparison.situation, comparison.at);
  const shapes = comparison?.shapes.verdict === "failed";
  const mended = (shapes && otherLeft(left.expression, side.core, declared)) || repairOf(of, side);
  return {
    ...place(latex, side.expression.span?.[0] ?? 0),
    counterexample: found,
    counterexampleText: found && `${pointText(found.point, declared)}: ${valuesText(found)}`,
    repair: mended,
  };
}

/** The lines of a chain that defines something. */
export function definitionLines(latex: string, text: string, chain: Chain, declared: Declarations): Line[] {
  const [left, ...steps] = [chain.left, ...chain.steps].map((side) => readSide(text, side, declared));
  return steps.map((_, i) => {
    const line = lineAt({ latex, chain, left, steps, decided: [], declared }, i, "definition");
    if (i === 0 && left.expression) line.left = print(left.expression);
    return line;
  });
}

/** A text that could not even be cut into lines. */
export function malformedLines(latex: string, error: Malformed): Line[] {
  const line: Line = {
    number: 1,
    ...place(latex, error.at),
    right: latex.trim(),
    mark: "malformed",
    follows: "unknown",
    equals: "unknown",
    says: error.says,
    hint: error.hint,
  };
  return [line];
}
