import type { Message } from "../latex/message";
import { code, message } from "../latex/message";
import type { Shape } from "../declare/shape";
import { isScalar, sameShape, shapeText } from "../declare/shape";
import type { TypedExpression } from "./typed-expression";
import type { Binary, Expression, Fraction, Product } from "../latex/expression";
import { Malformed } from "../latex/malformed";
import { ShapeMismatch } from "./shape-mismatch";

/** Two expressions joined by a sign: the shape of the result, or the mismatch. */
export function joined(
  node: Binary | Product | Fraction,
  left: TypedExpression,
  right: TypedExpression,
): TypedExpression {
  if (node.kind === "fraction") return quotient(node, left, right);
  return node.kind === "times" ? product(node, left, right) : sum(node, left, right);
}

function sum(node: Binary, left: TypedExpression, right: TypedExpression): TypedExpression {
  const whole = isScalar(left) && fitsAnyShape(left) ? right : left;
  if (sameShape(left, right) || (isScalar(right) && fitsAnyShape(right)) || whole === right) {
    return { kind: node.kind, left, right, rows: whole.rows, columns: whole.columns };
  }
  const word = node.kind === "add" ? "added to" : "subtracted from";
  const [first, second] = node.kind === "add" ? [node.left, node.right] : [node.right, node.left];
  const [a, b] = node.kind === "add" ? [left, right] : [right, left];
  throw new ShapeMismatch(
    message`${first} is ${shapeText(a)} and cannot be ${word} ${second}, which is ${shapeText(b)}`,
    node.right,
    areTransposed(left, right) ? message`transpose one of them with ${code("\\top")}` : undefined,
  );
}

/** A number without a name in it, which may be added to every entry: the 1 of 1 - sigma(x). */
function constant(typed: TypedExpression): boolean {
  if (typed.kind === "number") return true;
  if (typed.kind === "negate") return constant(typed.of);
  return "left" in typed && typed.kind !== "indicator" && constant(typed.left) && constant(typed.right);
}

/** Whether a number may stand where a vector does. */
const fitsAnyShape = (typed: TypedExpression): boolean => constant(typed) || isZero(typed);

/** Whether an expression is made of zeros alone, as the sum of zeros that a derivation writes before its 0. */
export function isZero(typed: TypedExpression): boolean {
  switch (typed.kind) {
    case "number":
      return Number(typed.value) === 0;
    case "negate":
    case "transpose":
    case "sum":
      return isZero(typed.of);
    case "add":
    case "subtract":
      return isZero(typed.left) && isZero(typed.right);
    case "product":
      return isScalar(typed) && (isZero(typed.left) || isZero(typed.right));
    default:
      return false;
  }
}

const areTransposed = (a: Shape, b: Shape): boolean => a.rows === b.columns && a.columns === b.rows;

function product(node: Product, left: TypedExpression, right: TypedExpression): TypedExpression {
  if (node.by === "\\odot") return entryByEntry(node, left, right);
  if (isScalar(left)) return { kind: "product", left, right, rows: right.rows, columns: right.columns };
  if (isScalar(right)) return { kind: "product", left, right, rows: left.rows, columns: left.columns };
  const columns = left.columns === "1" && sameShape(left, right);
  if (node.by === "*" || node.by === "\\otimes" || (node.by === "\\times" && columns)) throw unclear(node);
  if (left.columns === right.rows && node.by !== "\\langle") {
    return { kind: "product", left, right, rows: left.rows, columns: right.columns };
  }
  if ((node.by === "\\cdot" || node.by === "\\langle") && columns) {
    return { kind: "dot", left, right, rows: "1", columns: "1" };
  }
  throw new ShapeMismatch(
    message`${node.left} is ${shapeText(left)} and cannot be multiplied by ${node.right}, which is ${shapeText(right)}`,
    node.right,
    productHint(node, left, right),
  );
}

/** What `x * y` and `x \otimes y` are, and `x \times y` of columns, each author says in another way. */
function unclear(node: Product): Malformed {
  return new Malformed(
    message`${code(node.by)} of vectors and matrices means several products`,
    node.span?.[0] ?? 0,
    message`write ${code("\\odot")} for every entry, ${code("x^\\top y")} for the number, ${code("x y^\\top")} for the matrix`,
  );
}

function productHint(node: Product, left: TypedExpression, right: TypedExpression): Message {
  const columns = left.columns === "1" ? "1 column meets" : `${left.columns} columns meet`;
  const fits = `${columns} ${right.rows} ${right.rows === "1" ? "row" : "rows"}`;
  if (sameShape(left, right) && left.columns === "1") {
    const transposed: Expression = { kind: "transpose", of: node.left };
    return message`${fits}: write ${transposed} for the number, or ${code("\\odot")} for every entry`;
  }
  if (left.rows === right.rows) return message`${fits}: transpose the left one with ${code("\\top")}`;
  if (left.columns === right.columns) return message`${fits}: transpose the right one with ${code("\\top")}`;
  return [left.rows === right.columns ? `${fits}: in the other order they fit` : fits];
}

function entryByEntry(node: Product, left: TypedExpression, right: TypedExpression): TypedExpression {
  if (!sameShape(left, right)) {
    throw new ShapeMismatch(
      message`${node.left} is ${shapeText(left)} and ${node.right} is ${shapeText(right)}; ${code("\\odot")} needs one shape`,
      node.right,
    );
  }
  return { kind: "hadamard", left, right, rows: left.rows, columns: left.columns };
}

function quotient(node: Fraction, left: TypedExpression, right: TypedExpression): TypedExpression {
  // A number divides every entry; two columns are divided entry by entry.
  const areColumns = left.columns === "1" && sameShape(left, right);
  const isReciprocal = isScalar(left) && constant(left) && right.columns === "1";
  if (isScalar(right) || areColumns)
    return { kind: "fraction", left, right, rows: left.rows, columns: left.columns };
  if (isReciprocal) return { kind: "fraction", left, right, rows: right.rows, columns: right.columns };
  throw new ShapeMismatch(
    message`${node.under} is ${shapeText(right)}, and only a number can divide`,
    node.under,
  );
}
