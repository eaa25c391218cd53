import type { Shape } from "../declare/shape";
import { isScalar, shapeText } from "../declare/shape";
import type { Expression } from "../latex/expression";
import { nameText } from "../latex/name-text";
import { knownNames } from "../declare/declarations";
import { elaborateIn } from "./elaborate";
import { isSize } from "./look-up";
import type { Scope } from "./scope";
import { Malformed } from "../latex/malformed";
import { code, message } from "../latex/message";
import { ShapeMismatch } from "./shape-mismatch";
import type { TypedExpression } from "./typed-expression";

type Power = Expression & { kind: "power" };

/** A matrix is multiplied by itself at most so often. */
const largestMatrixPower = 8;

/** e^x; a number or every entry of a column to a power; a square matrix times itself, or its inverse. */
export function elaboratePower(node: Power, scope: Scope): TypedExpression {
  const { base, exponent } = node;
  const inner = (child: Expression): TypedExpression => elaborateIn(child, scope);
  if (base.kind === "symbol" && nameText(base) === "e" && !isNamed(base, scope)) {
    const of = inner(exponent);
    return { kind: "map", name: "exp", of, ...takeShape(of) };
  }
  const of = inner(base);
  const whole = wholeNumber(exponent);
  if (isLetterT(exponent) && !isScalar(of) && !isNamed(exponent, scope))
    return { kind: "transpose", of, rows: of.columns, columns: of.rows };
  if (of.columns !== "1" && of.rows !== "1") return matrixPower(node, of, whole);
  if (whole !== undefined) return { kind: "power", of, exponent: whole, ...takeShape(of) };
  return { kind: "real power", of, exponent: requireNumber(inner(exponent), exponent), ...takeShape(of) };
}

/** Whether a name is declared, as a value, a size or an index. */
export function isNamed(node: Expression, scope: Scope): boolean {
  if (node.kind !== "symbol") return false;
  const text = nameText(node);
  const { values, indices } = knownNames(scope.declared);
  return (
    values.has(text) || indices.has(text) || isSize(text, scope) || scope.find({ name: text }) !== undefined
  );
}

/** The t of `u^t`, which some write for a transpose. */
const isLetterT = (node: Expression): boolean => node.kind === "symbol" && nameText(node) === "t";

function takeShape({ rows, columns }: Shape): Shape {
  return { rows, columns };
}

function wholeNumber(exponent: Expression): number | undefined {
  if (exponent.kind === "negate") {
    const value = wholeNumber(exponent.of);
    return value === undefined ? undefined : -value;
  }
  return exponent.kind === "number" && /^\d{1,2}$/.test(exponent.value) ? Number(exponent.value) : undefined;
}

/** A A … A, or A⁻¹ A⁻¹ … A⁻¹. */
function matrixPower(
  { base, exponent }: Power,
  of: TypedExpression,
  whole: number | undefined,
): TypedExpression {
  if (of.rows !== of.columns)
    throw new ShapeMismatch(
      message`${base} is ${shapeText(of)}, and only a square matrix can be raised to a power`,
      base,
      message`for every entry write ${code("\\odot")}`,
    );
  if (whole === undefined || whole === 0 || Math.abs(whole) > largestMatrixPower)
    throw new Malformed(
      message`a matrix cannot be raised to ${exponent} here`,
      exponent.span?.[0] ?? 0,
      `the power of a matrix can be -1 or a number up to ${largestMatrixPower}`,
    );
  const factor: TypedExpression = whole < 0 ? { kind: "inverse", of, ...takeShape(of) } : of;
  return Array.from({ length: Math.abs(whole) }, () => factor).reduce((left, right) => ({
    kind: "product",
    left,
    right,
    ...takeShape(of),
  }));
}

function requireNumber(of: TypedExpression, node: Expression): TypedExpression {
  if (isScalar(of)) return of;
  throw new ShapeMismatch(message`${node} is ${shapeText(of)}, where a number is needed`, node);
}
