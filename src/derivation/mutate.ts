import { casesOf } from "./cases";
import { differAt, seemDifferent } from "./compare-at";
import { compare } from "./comparison";
import type { Core } from "./core";
import { comparable, elaborate } from "./elaborate";
import type { Derivation } from "./derivation";
import type { Declarations } from "./declarations";
import { edits } from "./edits";
import type { Expression } from "./expression";
import { print } from "./printer";
import { readExpression } from "./reader";
import { poolOf } from "./repair";
import { situationOf } from "./situation";

/** What became of the mutants of one line or of all. */
export interface MutationScore {
  /** Shapes do not fit. */
  byShape: number;
  /** A point where they differ. */
  byNumbers: number;
  /** Equal after all, and proved so. */
  proved: number;
  /** Neither refuted nor proved: there should be none. */
  undecided: string[];
}

/**
 * Changes every right line of these derivations in one node at a time, in every way that `edits` knows, and
 * has each changed line decided: by shape, by a point where the sides differ, or by a proof that it is equal.
 */
export function mutationScore(derivations: readonly Derivation[]): MutationScore {
  const score: MutationScore = { byShape: 0, byNumbers: 0, proved: 0, undecided: [] };
  for (const { lines, declared } of derivations) {
    let left: Expression | undefined;
    for (const line of lines) {
      if (line.mark === "malformed") continue;
      if (line.left !== undefined) left = readLine(line.left, declared);
      if (line.mark === "right" && left) mutate(left, readLine(line.right, declared), declared, score);
    }
  }
  return score;
}

function readLine(text: string, { definitions }: Declarations): Expression {
  return readExpression(text, new Set(definitions.keys()));
}

function mutate(left: Expression, right: Expression, declared: Declarations, score: MutationScore): void {
  const goal = elaborate(left, declared);
  for (const { result } of edits(right, poolOf([left, right], declared))) {
    const core = shaped(result, declared);
    if (!core || !comparable(core, goal)) score.byShape++;
    else if (looksDifferent(goal, core, declared)) score.byNumbers++;
    else decide(goal, core, declared, score, `${print(left)} = ${print(result)}`);
  }
}

function shaped(expression: Expression, declared: Declarations): Core | undefined {
  try {
    return elaborate(expression, declared);
  } catch {
    return undefined;
  }
}

/** Doubles say where to look; BigNumbers decide. */
function looksDifferent(goal: Core, core: Core, declared: Declarations): boolean {
  const cases = casesOf(situationOf([goal, core], declared));
  return cases.slice(0, 6).some((at) => seemDifferent(goal, core, at) && differAt(goal, core, at));
}

function decide(goal: Core, core: Core, declared: Declarations, score: MutationScore, text: string): void {
  const { answer } = compare(goal, core, declared);
  if (answer === "yes") score.proved++;
  else if (answer === "no") score.byNumbers++;
  else score.undecided.push(text);
}

/** The score in words. */
export function scoreText({ byShape, byNumbers, proved, undecided }: MutationScore): string {
  const all = byShape + byNumbers + proved + undecided.length;
  const list = undecided.map((text) => `\n    undecided: ${text}`).join("");
  return `${all} mutants: ${byShape} refuted by shape, ${byNumbers} by a counterexample, ${proved} proved equal, ${undecided.length} undecided${list}`;
}
