import type { Run } from "../latex/tokens";
import type { Condition, Connective, Statement, Step } from "./document";

/** `left = side = side …`: the part of a statement whose every relation is an equality. */
export interface Equations {
  left: Run;
  steps: Step[];
  /** Whether its author says that it defines its left side. */
  defines: boolean;
  conditions: readonly Condition[];
  /** What joins it to what stands before it. */
  connective?: Connective;
  statement: Statement;
}

/** A step that is no equality, such as `a \le b`, with the side before it. */
export interface OtherRelation {
  left: Run;
  step: Step;
  conditions: readonly Condition[];
  connective?: Connective;
  statement: Statement;
}

/** What a statement claims: one chain of equalities, or one step that is none. */
export type Claim = Equations | OtherRelation;

/**
 * Statements as chains of equalities and what stands between them, in the order of writing. What begins with a
 * relation goes on with the chain before it; where a chain has another relation, such as `\approx`, one chain ends
 * before it and the next begins behind it.
 */
export function claimsIn(statements: readonly Statement[]): Claim[] {
  const found: Claim[] = [];
  let chain: Equations | undefined;
  for (const statement of statements) {
    const { left, steps, defines, conditions, continues, connective } = statement;
    const of = { conditions, connective, statement };
    if (!continues || !chain) found.push((chain = { left, steps: [], defines, ...of }));
    for (const step of steps) {
      if (isEquality(step)) {
        chain.steps.push(step);
        continue;
      }
      found.push({ left: chain.steps.at(-1)?.side ?? chain.left, step, ...of });
      found.push((chain = { left: step.side, steps: [], defines: false, ...of }));
    }
  }
  return found.filter((claim) => isOther(claim) || claim.steps.length > 0);
}

/** The chains of equalities of some statements. */
export function chainsIn(statements: readonly Statement[]): Equations[] {
  return claimsIn(statements).filter((claim): claim is Equations => !isOther(claim));
}

export function isOther(claim: Claim): claim is OtherRelation {
  return "step" in claim;
}

/** Where a claim begins and ends in the text: offsets. */
export function extent(claim: Claim): [start: number, end: number] {
  const last = isOther(claim) ? claim.step : claim.steps[claim.steps.length - 1];
  return [claim.left.start, last.side.end];
}

const isEquality = ({ relation }: Step): boolean => relation === "=" || relation === ":=";
