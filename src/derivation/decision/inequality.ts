import type { Message } from "../latex/message";
import { code, message } from "../latex/message";
import type { Variable } from "../declare/declarations";
import { hasProperty } from "../declare/properties";
import type { Relation } from "../documents/document";
import { bigNumbers, Undefined } from "../numbers/arithmetic";
import { evaluate } from "../numbers/evaluate";
import type { Point } from "../numbers/point";
import { createTestPoints } from "../numbers/test-points";
import { TooLong } from "../numbers/too-long";
import { createAssumptions } from "../proof/assumptions";
import { listEntries, lower } from "../proof/lower";
import { proveNonnegative } from "../proof/prove";
import { subtract } from "../proof/scalar";
import type { Context } from "../typed/context";
import { comparable } from "../typed/elaborate";
import type { TypedExpression } from "../typed/typed-expression";
import { findBounds } from "./bounds";
import type { Counterexample } from "./counterexample";
import { findSmallest } from "./counterexample";

/** Whether one side is at most, or less than, the other: for all values, or not at a point, or neither is shown. */
export type Order =
  | { verdict: "holds"; because: Message }
  | { verdict: "fails"; at: Counterexample }
  | { verdict: "not shown"; because: Message };

const signs: Partial<Record<Relation, { strict: boolean; turned: boolean }>> = {
  "\\le": { strict: false, turned: false },
  "<": { strict: true, turned: false },
  "\\ge": { strict: false, turned: true },
  ">": { strict: true, turned: true },
};

export function isOrder(relation: Relation): boolean {
  return signs[relation] !== undefined;
}

/** Decides `left relation right`, entry by entry, by a few sound rules and by points at which it fails. */
export function compareOrder(
  left: TypedExpression,
  right: TypedExpression,
  relation: Relation,
  context: Context,
): Order {
  const sign = signs[relation];
  if (!sign || !comparable(left, right))
    return { verdict: "not shown", because: ["the shapes of its sides differ"] };
  const [less, more] = sign.turned ? [right, left] : [left, right];
  const measure = (point: Point): Counterexample | undefined =>
    failsAt(less, more, sign.strict, point, sign.turned);
  const points = createTestPoints(context);
  for (const point of points) {
    const failure = measure(point);
    if (!failure) continue;
    const at = findSmallest(context, (each) => measure(each) !== undefined, measure) ?? failure;
    const meant = at.left === 0 && at.right === 0 ? withoutZero(context) : undefined;
    return meant && compareOrder(left, right, relation, meant).verdict === "holds"
      ? {
          verdict: "not shown",
          because: message`it holds but for a vector that is 0: say ${code("z \\neq 0")}`,
        }
      : { verdict: "fails", at };
  }
  if (points.length > 0 && followsFromBounds(less, more, sign.strict, context))
    return { verdict: "holds", because: ["it follows from what its parts lie between"] };
  if (points.length > 0 && isDifferenceNonnegative(less, more, sign.strict, context))
    return { verdict: "holds", because: ["the difference is a sum of what is never negative"] };
  // It may fail in a small corner only, which simple entries meet sooner than usual ones.
  const exceeds = (point: Point): Counterexample | undefined =>
    failsAt(less, more, false, point, sign.turned);
  const at = points.length > 0 && findSmallest(context, (each) => exceeds(each) !== undefined, exceeds);
  if (at) return { verdict: "fails", at };
  return {
    verdict: "not shown",
    because: message`it holds at ${points.length} points, and no rule shows that it always does`,
  };
}

/**
 * A context with a definite matrix, where no vector is 0: `z^\top A z > 0` is usually said of all but 0, without a word.
 *
 * @returns undefined where no vector may be 0, or no matrix is definite
 */
function withoutZero(context: Context): Context | undefined {
  const all = [...context.variables];
  const mayVanish = ({ shape, properties }: Variable): boolean =>
    shape.columns === "1" && shape.rows !== "1" && !hasProperty(properties, "nonzero");
  if (!all.some(([, { properties }]) => hasProperty(properties, "positive definite"))) return undefined;
  if (!all.some(([, each]) => mayVanish(each))) return undefined;
  const variables = all.map(([text, each]): [string, Variable] => [
    text,
    mayVanish(each) ? { ...each, properties: [...each.properties, "nonzero"] } : each,
  ]);
  return { ...context, variables: new Map(variables) };
}

function followsFromBounds(
  less: TypedExpression,
  more: TypedExpression,
  strict: boolean,
  context: Context,
): boolean {
  const [a, b] = [findBounds(less, context), findBounds(more, context)];
  return a.high < b.low || (a.high === b.low && (!strict || a.highOpen || b.lowOpen));
}

function isDifferenceNonnegative(
  less: TypedExpression,
  more: TypedExpression,
  strict: boolean,
  context: Context,
): boolean {
  const shape = less.rows === "1" && less.columns === "1" ? more : less;
  const assumptions = createAssumptions(context, shape);
  try {
    return listEntries(shape).every(({ row, column }) =>
      proveNonnegative(subtract(lower(more, row, column), lower(less, row, column)), strict, assumptions),
    );
  } catch {
    return false; // nothing is shown of what cannot be lowered
  }
}

const real = bigNumbers(64);

/** The first entry that is too great, by more than 64 digits can be wrong; of a strict one also 0 < 0. */
function failsAt(
  less: TypedExpression,
  more: TypedExpression,
  strict: boolean,
  point: Point,
  turned: boolean,
): Counterexample | undefined {
  try {
    const [a, b] = [evaluate(less, point, real), evaluate(more, point, real)];
    const shape = a.length * a[0].length >= b.length * b[0].length ? a : b;
    const entry = (of: typeof a, row: number, column: number): (typeof a)[0][0] =>
      of.length === 1 && of[0].length === 1 ? of[0][0] : of[row][column];
    for (const [row, line] of shape.entries()) {
      for (const column of line.keys()) {
        const [x, y] = [entry(a, row, column), entry(b, row, column)];
        const [low, high] = [real.number(x), real.number(y)];
        const above = real.number(real.minus(x, y));
        const fails = above > 1e-16 * Math.max(Math.abs(low), Math.abs(high), 1e-16);
        const [left, right] = turned ? [high, low] : [low, high];
        // Where there is only one of something, such as one class, a share of it is 1, which no one means.
        const touches = strict && low === 0 && high === 0 && ![...point.sizes.values()].includes(1);
        if (fails || touches) return { point, row, column, left, right };
      }
    }
    return undefined;
  } catch (error) {
    if (error instanceof Undefined || error instanceof TooLong || error instanceof RangeError)
      return undefined;
    throw error;
  }
}
