import { bigNumbers, Undefined } from "../numbers/arithmetic";
import { evaluate } from "../numbers/evaluate";
import type { Point } from "../numbers/point";
import { isScalar } from "../declare/shape";
import { mapParts, typedParts, type TypedExpression } from "../typed/typed-expression";

const real = bigNumbers(64);

/**
 * Whether two numbers without variables differ by no more than the rounding of the decimals in them, as \sigma(0.5) and
 * 0.6225 do:
 *
 *     |l − r| ≤ Σ |∂(l − r)/∂c| h        h = half a unit of the last digit of c
 *
 * summed over every decimal c that stands for itself or has at least three digits. A shorter one in a formula is exact.
 */
export function differByRounding(left: TypedExpression, right: TypedExpression, at: Point): boolean {
  if (!isScalar(left) || !isScalar(right)) return false;
  const whole: TypedExpression = { kind: "subtract", left, right, rows: "1", columns: "1" };
  const apart = valueOf(whole, at);
  if (apart === undefined) return false;
  const alone = [left, right].map((side) => (side.kind === "negate" ? side.of : side));
  const rounded = decimalsIn(whole).filter((each) => alone.includes(each) || digitsOf(each.value) >= 3);
  const slack = rounded.map((each) => {
    const moved = valueOf(replace(whole, each, movedBy(each.value)), at);
    return moved === undefined ? 0 : Math.abs(moved - apart);
  });
  return Math.abs(apart) <= slack.reduce((sum, each) => sum + each, 0) * (1 + 1e-6);
}

type Decimal = TypedExpression & { kind: "number" };

/** Every number with a point in it, once for each place. */
function decimalsIn(typed: TypedExpression): Decimal[] {
  if (typed.kind === "number") return /^\d*\.\d+$/.test(typed.value) ? [typed] : [];
  return typedParts(typed).flatMap(decimalsIn);
}

/** The digits from the first that is not 0. */
const digitsOf = (value: string): number => value.replace(".", "").replace(/^0+/, "").length;

/** A decimal and half a unit of its last digit: 0.62 becomes 0.625. */
const movedBy = (value: string): string => `${value}5`;

function replace(typed: TypedExpression, place: Decimal, value: string): TypedExpression {
  return typed === place ? { ...place, value } : mapParts(typed, (part) => replace(part, place, value));
}

/** The value, to the digits of a double; undefined where there is none. */
function valueOf(typed: TypedExpression, at: Point): number | undefined {
  try {
    return real.number(evaluate(typed, at, real)[0][0]);
  } catch (error) {
    if (error instanceof Undefined) return undefined;
    throw error;
  }
}
