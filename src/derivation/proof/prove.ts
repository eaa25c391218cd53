import type { Assumptions } from "./assumptions";
import { normalise } from "./normalise";
import type { Rules } from "./rules";
import { createRules } from "./rules";
import { isNonnegative } from "./sign";
import { findWitness } from "./witness";
import type { Scalar } from "./scalar";
import { subtract } from "./scalar";
import { Undecided } from "./undecided";
import { vanishes } from "./vanish";

export interface Proof {
  readonly verdict: "proved" | "not proved";
  /** One clause: how it was proved, or why it was not. */
  readonly because: string;
  /** Work that it took, the same on every machine. */
  readonly steps: number;
}

/** Work after which a proof is given up: about half a second. No line of the write-up takes 1,000 steps. */
const STEPS = 30_000;

/**
 * Whether two scalars are equal for all sizes, entries, indices and draws that the assumptions allows, at
 * every point where both are defined. "not proved" never means "wrong".
 *
 * The claim says nothing where a side is undefined, so a caller pairs it with a point at which both have
 * a value. Contradictory hypotheses, which would prove anything, prove nothing here.
 */
export function prove(left: Scalar, right: Scalar, assumptions: Assumptions): Proof {
  if (findWitness(assumptions) === undefined) {
    return { verdict: "not proved", because: "no values satisfy the hypotheses", steps: 0 };
  }
  const rules = createRules(assumptions, STEPS);
  const found = attempt(subtract(left, right), rules);
  return { ...found, steps: STEPS - Math.max(0, rules.budget.steps) };
}

/** The rewritings follow the nesting of the expression, so its depth is bounded by the stack alone. */
function isOutOfStack(error: unknown): boolean {
  return error instanceof RangeError && error.message.startsWith("Maximum call stack");
}

function attempt(difference: Scalar, rules: Rules): Omit<Proof, "steps"> {
  try {
    const form = normalise(difference, rules);
    if (form.terms.length === 0)
      return { verdict: "proved", because: "both sides have the same normal form" };
    return vanishes(form, rules)
      ? { verdict: "proved", because: "the difference is 0 in every case" }
      : { verdict: "not proved", because: "the difference was not shown to be 0" };
  } catch (error) {
    if (error instanceof Undecided) return { verdict: "not proved", because: error.message };
    if (isOutOfStack(error)) return { verdict: "not proved", because: "the expression is nested too deeply" };
    throw error;
  }
}

/** Whether a scalar is never negative, wherever it has a value; strictly, whether it is also never 0. False means "not shown". */
export function proveNonnegative(of: Scalar, strict: boolean, assumptions: Assumptions): boolean {
  if (findWitness(assumptions) === undefined) return false;
  const rules = createRules(assumptions, STEPS);
  try {
    const form = normalise(of, rules);
    const isPositive =
      form.terms.some(({ powers, binders }) => powers.length + binders.length === 0) &&
      form.terms.every(({ coefficient }) => coefficient.numerator > 0n);
    return isNonnegative(form, rules) && (!strict || isPositive);
  } catch (error) {
    if (error instanceof Undecided || isOutOfStack(error)) return false;
    throw error;
  }
}
