import { fixedSize } from "../declare/range";
import { isScalar, scalarShape, shapeText } from "../declare/shape";
import type { Expression } from "../latex/expression";
import { message } from "../latex/message";
import { elaborateIn } from "./elaborate";
import type { Scope } from "./scope";
import { ShapeMismatch } from "./shape-mismatch";
import type { TypedExpression } from "./typed-expression";

/** A length; of order 1 the sum of the absolute values, written out as 1ᵀ|x|. */
export function elaborateNorm(node: Expression & { kind: "norm" }, of: TypedExpression): TypedExpression {
  if (node.order !== "1") return { kind: "norm", of, ...scalarShape };
  if (of.columns !== "1")
    throw new ShapeMismatch(message`${node} needs a column, and ${node.of} is ${shapeText(of)}`, node);
  const { rows, columns } = of;
  const sizes: TypedExpression = { kind: "map", name: "abs", of, rows, columns };
  if (isScalar(of)) return sizes;
  const ones: TypedExpression = { kind: "power", of: sizes, exponent: 0, rows, columns };
  return { kind: "dot", left: ones, right: sizes, ...scalarShape };
}

/** `|V|` of a set is its size, of a number the absolute value, of a square matrix the determinant, else the length. */
export function elaborateBars(node: Expression & { kind: "bars" }, scope: Scope): TypedExpression {
  const set = scope.declared.sets.get(letters(node.of));
  if (set !== undefined)
    return fixedSize(set) === undefined
      ? { kind: "size", range: set, ...scalarShape }
      : { kind: "number", value: set, ...scalarShape };
  const of = elaborateIn(node.of, scope);
  if (isScalar(of)) return { kind: "map", name: "abs", of, ...scalarShape };
  if (of.rows === of.columns) return { kind: "determinant", of, ...scalarShape };
  return { kind: "norm", of, ...scalarShape };
}

/** `V`, `\text{Vocab}` and `Vocab`, which reads as a product, as the name of a set. */
function letters(node: Expression): string {
  if (node.kind === "times" && node.by === "") return letters(node.left) + letters(node.right);
  if (node.kind !== "symbol" || node.indices) return "?";
  return /^\\(?:text|mathrm)\{(.*)\}$/.exec(node.name)?.[1] ?? node.name;
}
