import type { Message } from "../latex/message";
import { code, message } from "../latex/message";
import type { Comparison } from "../decision/comparison";
import type { Counterexample } from "../decision/counterexample";
import { findCounterexample } from "../decision/counterexample";
import type { Declarations } from "../declare/declarations";
import type { Expression } from "../latex/expression";
import { Beyond, Malformed, Unsaid, position } from "../latex/malformed";
import { otherLayout } from "./other-layout";
import { whereItHolds } from "./where-it-holds";
import type { AuthorEdit } from "./author-edits";
import { hintEdits, repairEdits } from "./author-edits";
import type { Repair } from "../repair/repair";
import { otherLeft, repair } from "../repair/repair";
import type { Relation, Step } from "../documents/document";
import type { Equations, OtherRelation } from "../documents/equations";
import type { Answer, Mark, Side, Verdict } from "./verdicts";
import { readSide } from "./verdicts";
import { ManyIndices, type RangesApart } from "../typed/shape-mismatch";
import { counterexampleText } from "../decision/point-text";

/** A side as it was read; as it was written where it cannot be read. */
export type Written = Expression | string;

/** A line of a derivation, decided. */
export interface Line {
  /** Counted from 1 through the whole derivation. */
  number: number;
  /** Where its right side begins in the text, both counted from 1; of what is wrong, where that begins. */
  row: number;
  column: number;
  /** Where its right side stands in the text: offsets. */
  from: number;
  to: number;
  /** What is derived; only on the first line of a chain. */
  left?: Written;
  right: Written;
  /** What stands between its sides, where it is no equals sign. */
  relation?: Relation;
  reason?: string;
  mark: Mark;
  /** Does it follow from the line before? */
  follows: Answer;
  /** Does it equal what is being derived? */
  equals: Answer;
  /** The three checks behind `equals`. */
  checks?: Pick<Comparison, "shapes" | "numbers" | "proof">;
  /** What is wrong, in one sentence without a full stop; empty for a right line. */
  says: Message;
  /** Whether a side of it is mathematics that the checker does not know, so that it is not judged. */
  beyond?: boolean;
  /** Whether a matrix in it is semidefinite, so that it claims something of all vectors and looks for none. */
  definite?: boolean;
  /** The name in it of which nothing says what it is. */
  unsaid?: string;
  /** Where indices of it end, and where they should, if that is what does not fit. */
  ranges?: RangesApart;
  /** What to do about it, where that is known. */
  hint?: Message;
  /** Of a right line, where or in what sense it holds. */
  note?: Message;
  /** A point at which the sides differ, with both values. */
  counterexample?: Counterexample & { says: Message };
  /** A change that was itself checked. */
  repair?: Repair;
  /** The same as changes of the author's text. */
  edits?: AuthorEdit[];
  /** Looks for what helps with it, which takes longer than to decide it; see `withHelp`. */
  help?: () => Partial<Line>;
}

/** A line with what helps with it, once it is sure that it stays wrong. */
export const withHelp = ({ help: find, ...line }: Line): Line => (find ? { ...line, ...find() } : line);

/** A chain with its verdicts. */
export interface Decided {
  latex: string;
  chain: Equations;
  left: Side;
  steps: readonly Side[];
  decided: readonly Verdict[];
  declared: Declarations;
}

/** The i-th line of a chain; where it is wrong, it can look for help. */
export function createLine(of: Decided, i: number): Line {
  const { chain, left, steps, decided } = of;
  const side = steps[i];
  const verdict = decided[i];
  const line = lineAt(of, i, verdict.mark);
  line.follows = verdict.follows;
  line.equals = verdict.equals;
  line.checks = verdict.comparison;
  if (i === 0) line.left = left.expression ?? of.latex.slice(chain.left.start, chain.left.end);
  const error = findError(left, side, i);
  if (error) {
    const ranges = error instanceof Malformed ? undefined : error.ranges;
    const beyond = error instanceof Beyond || error instanceof ManyIndices;
    const unsaid = error instanceof Unsaid ? error.of : undefined;
    const { says, hint } = error;
    const found = {
      ...line,
      ...place(of.latex, within(chain, i, error.at)),
      says,
      hint,
      beyond,
      unsaid,
      ranges,
    };
    if (error instanceof Malformed) return { ...found, edits: editsFor(of, i, undefined, error) };
    return { ...found, help: () => mend(of, i) };
  }
  if (verdict.mark === "right") {
    const comparison = verdict.comparison;
    const note = left.typed && side.typed && comparison && whereItHolds(left.typed, side.typed, comparison);
    return note ? { ...line, note } : line;
  }
  line.says = explanation(verdict, chain, i);
  if (verdict.mark === "not decided" && verdict.comparison?.numbers.verdict === "passed")
    line.hint = lessToProve;
  if (verdict.mark !== "wrong here") return line;
  if (!left.typed || !left.expression || !side.typed || !side.expression) return line;
  const at = side.expression.span?.[0] ?? chain.steps[i].side.start;
  return { ...line, ...place(of.latex, at), help: () => help(of, i) };
}

const isMatrix = (typed: Side["typed"]): boolean =>
  typed !== undefined && typed.rows !== "1" && typed.columns !== "1";

/** What the author can change: as the repair says, or as the hint does where a side cannot be read. */
function editsFor(
  { latex, chain, left, declared }: Decided,
  i: number,
  mended: Repair | undefined,
  error?: Side["error"],
): AuthorEdit[] {
  const run = chain.steps[i].side;
  if (mended) return repairEdits(latex, mended.changed ? run : chain.left, mended, declared);
  if (!(error instanceof Malformed)) return [];
  return hintEdits(latex, error === left.error ? chain.left : run, error, declared);
}

/** What to say first: of a name to be defined, what is wrong with its definition; else the left side's error. */
function findError(left: Side, side: Side, i: number): Side["error"] {
  if (i > 0 || (left.expression?.kind === "symbol" && side.error)) return side.error;
  // What cannot be read comes before a name without a meaning.
  if (left.error instanceof Unsaid && side.error && !side.expression) return side.error;
  return left.error ?? side.error;
}

/** The line of a single step, not decided yet. */
export function createStepLine(
  latex: string,
  { left, step }: OtherRelation,
  [before, side]: readonly Side[],
): Line {
  const line = stepLine(latex, step, side, "not decided");
  return { ...line, left: before.expression ?? latex.slice(left.start, left.end), relation: step.relation };
}

function lineAt({ latex, chain, steps }: Decided, i: number, mark: Mark): Line {
  return stepLine(latex, chain.steps[i], steps[i], mark);
}

function stepLine(latex: string, step: Step, { expression }: Side, mark: Mark): Line {
  const { start, end } = step.side;
  const answer: Answer = mark === "definition" ? "yes" : "unknown";
  return {
    number: 0,
    ...place(latex, start),
    from: start,
    to: end,
    right: expression ?? latex.slice(start, end),
    reason: step.reason,
    mark,
    follows: answer,
    equals: answer,
    says: [],
  };
}

/** A place in the left side or in step i; the beginning of the step for what was made of it, as a list with dots. */
function within({ left, steps }: Equations, i: number, at: number): number {
  const { start, end } = steps[i].side;
  const isThere = (at >= left.start && at <= left.end) || (at >= start && at <= end);
  return isThere ? at : start;
}

function place(latex: string, at: number): { row: number; column: number } {
  const { line, column } = position(latex, at);
  return { row: line, column };
}

function explanation({ mark, comparison, follows }: Verdict, chain: Equations, i: number): Message {
  switch (mark) {
    case "inherited":
      return ["follows from the line before, which is wrong"];
    case "right but does not follow":
      return ["equals what is being derived, but not the line before"];
    case "not decided":
      if (comparison?.answer === "unknown") return undecided(comparison);
      if (follows === "yes")
        return ["follows from the line before, but what is being derived cannot be read"];
      if (follows === "no")
        return ["does not follow from the line before, and what is being derived cannot be read"];
      return ["what is being derived cannot be read"];
    default:
      return comparison?.shapes.verdict === "failed" ? comparison.shapes.says : [differs(chain, i)];
  }
}

function differs(chain: Equations, i: number): string {
  return i === 0 || chain.steps.length === 1
    ? "does not equal its left side"
    : "does not equal what is being derived";
}

/** What helps where numbers agree and the proof came to no end. */
const lessToProve = message`write a step between as a line of its own, or give a part a name, ${code("a := ...")}, so that each line has less to prove`;

function undecided({ numbers, proof }: Comparison): Message {
  if (numbers.verdict === "failed")
    return message`${numbers.says}, and yet they are ${proof.says}: one of the two is a mistake of this program`;
  return numbers.verdict === "passed" ? message`${numbers.says}, but ${proof.says}` : numbers.says;
}

function findRepair({ left, steps, declared }: Decided, { expression }: Side): Repair | undefined {
  const nearby = [left, ...steps].flatMap((side): Expression[] => (side.expression ? [side.expression] : []));
  return left.typed && expression && repair(expression, left.typed, declared, nearby);
}

/** The repair of a line whose shapes do not fit, in place of its hint. */
function mend(of: Decided, i: number): Partial<Line> {
  const mended = findRepair(of, of.steps[i]);
  return mended ? { hint: undefined, repair: mended, edits: editsFor(of, i, mended) } : {};
}

function help(of: Decided, i: number): Partial<Line> {
  const { left, steps, decided, declared } = of;
  const side = steps[i];
  const comparison = decided[i].comparison;
  if (!left.typed || !left.expression || !side.typed || !side.expression) return {};
  const found =
    comparison?.at && findCounterexample(left.typed, side.typed, comparison.context, comparison.at);
  const shapes = comparison?.shapes.verdict === "failed";
  const mended = (shapes && otherLeft(left.expression, side.typed, declared)) || findRepair(of, side);
  const isJacobian = isMatrix(left.typed) || shapes;
  const hint = isJacobian ? otherLayout(left.expression, side.expression, declared) : undefined;
  return {
    counterexample: found && {
      ...found,
      says: counterexampleText(found, declared),
    },
    repair: mended,
    ...(hint && { hint }),
    edits: editsFor(of, i, mended),
  };
}

/** The lines of a chain by which it defines something, each in the place of its step, where that can be read. */
export function definitionLines(
  latex: string,
  chain: Equations,
  declared: Declarations,
  defining: readonly number[],
): (Line | undefined)[] {
  if (defining.length === 0) return [];
  const left = readSide(latex, chain.left, declared);
  return chain.steps.map(({ side }, i) => {
    if (!defining.includes(i)) return undefined;
    const step = readSide(latex, side, declared, {}, left.expression);
    if (step.error) return undefined;
    const line = stepLine(latex, chain.steps[i], step, "definition");
    if (i === 0 && left.expression) line.left = left.expression;
    return line;
  });
}

/** A text that could not even be cut into lines. */
export function malformedLines(latex: string, error: Malformed): Line[] {
  const line: Line = {
    number: 1,
    ...place(latex, error.at),
    from: 0,
    to: latex.length,
    right: latex.trim(),
    mark: "malformed",
    follows: "unknown",
    equals: "unknown",
    says: error.says,
    hint: error.hint,
  };
  return [line];
}
