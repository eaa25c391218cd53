import { compare } from "../decision/comparison";
import type { Declarations } from "../declare/declarations";
import type { Expression } from "../latex/expression";
import { Malformed } from "../latex/malformed";
import { letterText, mentionsLetter } from "../latex/name-text";
import { elaborate } from "../typed/elaborate";
import { ShapeMismatch } from "../typed/shape-mismatch";
import type { Line } from "./line";
import { hasZeroSide } from "./no-claims";

/** Numbers that a derivative is often divided by where it is demanded to vanish. */
const factors = [1, 2, 0.5] as const;
/** Lines above that are looked at. */
const reach = 8;

/**
 * Whether a wrong equation says where a derivative above it is zero, as `S w = \lambda w` below
 * `\frac{\partial L}{\partial w} = 2 S w - 2 \lambda w`: the difference of its sides is that derivative, up to a number. It is
 * a condition then, and claims nothing. Where one side is itself that derivative, the other claims to be it.
 */
export function saysStationary(
  { mark, left, right, checks }: Line,
  above: readonly Line[],
  declared: Declarations,
): boolean {
  if (mark !== "wrong here" || typeof left !== "object" || typeof right !== "object") return false;
  if (checks?.shapes.verdict !== "passed" || differentiates(left) || differentiates(right)) return false;
  const difference: Expression = { kind: "subtract", left, right };
  const isMultiple = (side: Expression, derivative: Expression): boolean =>
    factors.some((factor) =>
      [derivative, negated(derivative)].some((each) => equal(side, times(factor, each), declared)),
    );
  return derivativesAbove(above).some(
    (derivative) =>
      isMultiple(difference, derivative) && ![left, right].some((side) => isMultiple(side, derivative)),
  );
}

/**
 * Whether a chain works out a derivative and then demands that it is zero, `\frac{\partial D}{\partial \mu} = 2 (\mu - x) = 0`:
 * what came out is right, and speaks of the name that it is solved for.
 */
export function demandsZero(chain: readonly Line[]): boolean {
  const [worked, last] = chain.slice(-2);
  const derivative = chain[0].left;
  if (chain.length < 2 || typeof derivative !== "object" || derivative.kind !== "derivative") return false;
  if (last.mark !== "wrong here" || last.checks?.shapes.verdict !== "passed" || !hasZeroSide(last))
    return false;
  return (
    chain.slice(0, -1).every(({ mark }) => mark === "right") &&
    typeof worked.right === "object" &&
    derivative.by !== undefined &&
    mentionsLetter(worked.right, letterText(derivative.by))
  );
}

/** What derivatives came out as in the right lines above, the nearest first. */
function derivativesAbove(lines: readonly Line[]): Expression[] {
  let isDerivative = false;
  const found = lines.slice(-reach).flatMap(({ mark, left, right }) => {
    if (left !== undefined) isDerivative = typeof left === "object" && left.kind === "derivative";
    return isDerivative && mark === "right" && typeof right === "object" ? [right] : [];
  });
  return found.reverse();
}

const differentiates = (node: Expression): boolean => node.kind === "derivative";

const negated = (of: Expression): Expression => ({ kind: "negate", of });

function times(factor: (typeof factors)[number], right: Expression): Expression {
  if (factor === 1) return right;
  const two: Expression = { kind: "number", value: "2" };
  if (factor === 2) return { kind: "times", by: "", left: two, right };
  return { kind: "fraction", over: right, under: two };
}

function equal(left: Expression, right: Expression, declared: Declarations): boolean {
  try {
    return compare(elaborate(left, declared), elaborate(right, declared), declared).answer === "yes";
  } catch (error) {
    if (error instanceof Malformed || error instanceof ShapeMismatch) return false;
    throw error;
  }
}
