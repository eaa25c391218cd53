import { isScalar, sameShape, shapeText } from "../declare/shape";
import type { Cases, Comparison, Expression, Matrix } from "../latex/expression";
import { Malformed } from "../latex/malformed";
import { message } from "../latex/message";
import { ShapeMismatch } from "./shape-mismatch";
import type { Branch, TypedExpression } from "./typed-expression";

type Inner = (child: Expression) => TypedExpression;

/** Two of one shape entry by entry, or a number beside each entry. */
export function broadcast(
  kind: "max" | "min" | "greater",
  left: TypedExpression,
  right: TypedExpression,
  node: Expression,
): TypedExpression {
  if (!sameShape(left, right) && !isScalar(left) && !isScalar(right))
    throw new ShapeMismatch(message`${node} compares ${shapeText(left)} with ${shapeText(right)}`, node);
  const whole = isScalar(left) ? right : left;
  return { kind, left, right, rows: whole.rows, columns: whole.columns };
}

/** 1 where the comparison holds; where both sides are equal it is a kink, so that > and ≥ are the same. */
export function elaborateComparison(node: Comparison, inner: Inner): TypedExpression {
  const [left, right] = [inner(node.left), inner(node.right)];
  if (node.relation === "=" || node.relation === "\\neq")
    throw new Malformed(
      message`${node} compares numbers that are equal at single points only`,
      node.span?.[0] ?? 0,
      "compare indices, or write an inequality",
    );
  return node.relation === ">" || node.relation === "\\geq"
    ? broadcast("greater", left, right, node)
    : broadcast("greater", right, left, node);
}

/** A branch that holds at single points only, such as x = 0 beside x > 0, is left out. */
export function elaborateCases(node: Cases, inner: Inner): TypedExpression {
  const isPoint = ({ condition }: Cases["branches"][number]): boolean =>
    condition?.kind === "comparison" && condition.relation === "=";
  const some = node.branches.filter((branch) => !isPoint(branch));
  const branches = (some.length > 0 ? some : node.branches).map(({ value, condition }): Branch => ({
    value: inner(value),
    ...(condition ? { condition: inner(condition) } : {}),
  }));
  const whole = branches.find(({ value }) => !isScalar(value))?.value ?? branches[0].value;
  const odd = branches.find(({ value }) => !sameShape(value, whole) && value.kind !== "number");
  if (odd)
    throw new ShapeMismatch(
      message`the cases are ${shapeText(whole)} and ${shapeText(odd.value)}`,
      node.branches[branches.indexOf(odd)].value,
    );
  return { kind: "cases", branches, rows: whole.rows, columns: whole.columns };
}

/** Numbers in rows and columns; one number alone is a number. */
export function elaborateMatrix(node: Matrix, inner: Inner): TypedExpression {
  const entries = node.entries.map((row) => row.map(inner));
  const odd = entries.flat().findIndex((entry) => !isScalar(entry));
  if (odd >= 0) {
    const entry = node.entries.flat()[odd];
    throw new ShapeMismatch(
      message`${entry} is ${shapeText(entries.flat()[odd])}, and the entry of a matrix must be a number`,
      entry,
    );
  }
  if (entries.length === 1 && entries[0].length === 1) return entries[0][0];
  return { kind: "matrix", entries, rows: String(entries.length), columns: String(entries[0].length) };
}
