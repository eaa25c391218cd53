import { isScalar } from "../declare/shape";
import { isDifferentiatedBy } from "./at-value";
import type { TypedExpression } from "./typed-expression";
import { mapParts } from "./typed-expression";

/**
 * An expression with a number in the place of a variable, where what the number takes away is gone: of
 * `-y \log p - (1 - y) \log(1 - p)` at y = 1 only -\log p is left, whatever the other logarithm would be.
 *
 * @returns undefined where the expression is differentiated by the variable
 */
export function inCase(
  of: TypedExpression,
  name: string,
  value: TypedExpression,
): TypedExpression | undefined {
  if (isDifferentiatedBy(of, name) || constantOf(value) === undefined) return undefined;
  const replaced = (typed: TypedExpression): TypedExpression =>
    typed.kind === "variable" && typed.name === name ? value : folded(mapParts(typed, replaced));
  return replaced(of);
}

/** The whole number that an expression is by itself. */
function constantOf(typed: TypedExpression): number | undefined {
  if (typed.kind === "negate") {
    const of = constantOf(typed.of);
    return of === undefined ? undefined : -of;
  }
  const value = typed.kind === "number" && isScalar(typed) ? Number(typed.value) : NaN;
  return Number.isSafeInteger(value) ? value : undefined;
}

function folded(typed: TypedExpression): TypedExpression {
  if (typed.kind === "indicator" || !("left" in typed) || !isScalar(typed)) return typed;
  const { kind, left, right } = typed;
  const [a, b] = [constantOf(left), constantOf(right)];
  if (kind === "product" && (a === 0 || b === 0)) return number(0);
  if (kind === "product" && (a === 1 || b === 1)) return a === 1 ? right : left;
  if (kind !== "add" && kind !== "subtract") return typed;
  if (a !== undefined && b !== undefined) return number(kind === "add" ? a + b : a - b);
  if (b === 0) return left;
  if (a === 0) return kind === "add" ? right : { kind: "negate", of: right, rows: "1", columns: "1" };
  return typed;
}

function number(value: number): TypedExpression {
  const shape = { rows: "1", columns: "1" };
  const size: TypedExpression = { kind: "number", value: String(Math.abs(value)), ...shape };
  return value < 0 ? { kind: "negate", of: size, ...shape } : size;
}
