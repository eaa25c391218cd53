import type { Setting } from "./assumptions";
import { normalise } from "./normalise";
import type { Rules } from "./rules";
import { rulesOf } from "./rules";
import { findSample } from "./sample";
import type { Scalar } from "./scalar";
import { subtract } from "./scalar";
import { substitute } from "./substitute";
import { Undecided } from "./undecided";
import { vanishes } from "./vanish";

export interface Proof {
  readonly verdict: "proved" | "not proved";
  /** One clause: how it was proved, or why it was not. */
  readonly because: string;
}

/** Work after which a proof is given up: about half a second. No line of the write-up takes 1,000 steps. */
const STEPS = 30_000;

/**
 * Whether two scalars are equal for all sizes, entries, indices and draws that the setting allows, at
 * every point where both are defined. "not proved" never means "wrong".
 *
 * The claim says nothing where a side is undefined, so a caller pairs it with a point at which both have
 * a value. Contradictory hypotheses, which would prove anything, prove nothing here.
 */
export function prove(left: Scalar, right: Scalar, setting: Setting): Proof {
  if (findSample(setting) === undefined) {
    return { verdict: "not proved", because: "no sample satisfies the hypotheses" };
  }
  try {
    return proveDifference(subtract(left, right), setting);
  } catch (error) {
    if (error instanceof Undecided) return { verdict: "not proved", because: error.message };
    if (isOutOfStack(error)) return { verdict: "not proved", because: "the expression is nested too deeply" };
    throw error;
  }
}

/** The rewritings follow the nesting of the expression, so its depth is bounded by the stack alone. */
function isOutOfStack(error: unknown): boolean {
  return error instanceof RangeError && error.message.startsWith("Maximum call stack");
}

/**
 * One-hot vectors become indicators only after all derivatives are taken: their entries are variables like
 * any others, and the hypothesis says where the derivative is looked at, not how it is taken.
 */
function proveDifference(difference: Scalar, setting: Setting): Proof {
  const rules = rulesOf(setting, STEPS);
  const form = normalise(difference, rules);
  const oneHot = new Map(
    setting.hypotheses.flatMap((known) =>
      known.kind === "one-hot" ? [[known.name, known.at] as const] : [],
    ),
  );
  const known: Rules = { ...rules, oneHot };
  const looked = oneHot.size === 0 ? form : substitute(form, () => undefined, 0, known);
  if (looked.terms.length === 0) {
    return { verdict: "proved", because: "both sides have the same normal form" };
  }
  return vanishes(looked, known)
    ? { verdict: "proved", because: "the difference is 0 in every case" }
    : { verdict: "not proved", because: "the difference was not shown to be 0" };
}
