import type { Range } from "../../../dist/derivation/declare/range";
import type { Scalar } from "../../../dist/derivation/proof/scalar";
import { add, exp, multiply, negate, number, power, sum } from "../../../dist/derivation/proof/scalar";

export function divide(numerator: Scalar, denominator: Scalar): Scalar {
  return multiply(numerator, power(denominator, -1));
}

/** The number of values of a range, as the sum of 1. */
export function size(range: Range): Scalar {
  return sum("each", range, number(1));
}

/** σ(x) = 1 / (1 + exp(−x)). */
export function sigmoid(of: Scalar): Scalar {
  return power(add(number(1), exp(negate(of))), -1);
}
