import { code, message } from "../latex/message";
import type { Layout, Shape } from "../declare/shape";
import { isScalar, layoutFor, sameShape, scalarShape, shapeText } from "../declare/shape";
import type { Range } from "../declare/range";
import type { Target, TypedExpression } from "./typed-expression";
import type { Declarations } from "../declare/declarations";
import type { Derivative, Expression, Sum } from "../latex/expression";
import { elaborateBars, elaborateNorm } from "./bars";
import { elaboratePower, isNamed } from "./powers";
import { broadcast, elaborateCases, elaborateComparison, elaborateMatrix } from "./tables";
import { elaborateApplication } from "./application";
import { withProductFirst } from "../latex/products";
import { lookUp, takeEntry, windowSize } from "./look-up";
import { elaborateTarget, impliedTarget } from "./target";
import { Beyond, Malformed } from "../latex/malformed";
import { variablesBeside } from "./beside";
import { abstracted } from "./through";
import { elaborateEntries, elaborateEvaluated, elaborateList } from "./lists";
import { elaboratePrimes } from "./primes";
import { drawnSet } from "../declare/declarations";
import { findSumRange } from "./ranges";
import { Scope } from "./scope";
import { isZero, joined } from "./shapes";
import { ManyIndices, ShapeMismatch } from "./shape-mismatch";

/**
 * Gives every name of an expression its meaning and every node its shape.
 *
 * @throws Malformed      where a name has no meaning
 * @throws ShapeMismatch  where shapes do not fit, spelled out
 */
export function elaborate(expression: Expression, declared: Declarations): TypedExpression {
  return elaborateIn(expression, Scope.of(declared));
}

/** The same inside sums and definitions, whose indices `scope` knows. */
export function elaborateIn(node: Expression, scope: Scope): TypedExpression {
  const inner = (child: Expression): TypedExpression => elaborateIn(child, scope);
  switch (node.kind) {
    case "number":
      return { kind: "number", value: node.value, ...scalarShape };
    case "symbol":
      return lookUp(node, scope);
    case "apply":
      return elaborateApplication(node, scope);
    case "entry":
      return takeEntry(inner(node.of), node.indices, node, scope);
    case "times":
      return windowSize(node, scope) ?? elaborateProduct(node, inner);
    case "add":
    case "subtract":
      return joined(node, inner(node.left), inner(node.right));
    case "fraction":
      return joined(node, inner(node.over), inner(node.under));
    case "negate": {
      const of = inner(node.of);
      return { kind: "negate", of, ...takeShape(of) };
    }
    case "transpose":
      return elaborateTranspose(node, scope);
    case "norm":
      return elaborateNorm(node, inner(node.of));
    case "bars":
      return elaborateBars(node, scope);
    case "extremum":
      return node.of.map(inner).reduce((left, right) => broadcast(node.which, left, right, node));
    case "comparison":
      return elaborateComparison(node, inner);
    case "cases":
      return elaborateCases(node, inner);
    case "matrix":
      return elaborateMatrix(node, inner);
    case "indicator": {
      const [left, right] = [scope.get(node.left), scope.get(node.right)];
      requireSameRange(left.range, right.range, node);
      return {
        kind: "indicator",
        left: left.index,
        right: right.index,
        equal: node.relation === "=",
        ...scalarShape,
      };
    }
    case "power":
      return elaboratePower(node, scope);
    case "call":
      return node.order ? elaboratePrimes(node, scope) : elaborateCall(node, elaborateArgument(node, scope));
    case "sum":
    case "product over":
      return elaborateSum(node, scope);
    case "list":
      return elaborateList(node, scope);
    case "evaluated":
      return elaborateEvaluated(node, scope);
    case "derivative":
      return elaborateDerivative(node, inner(node.of), scope);
  }
}

/** A product; where \odot cannot be taken first, as in `h \odot W^\top x`, the product behind it is. */
function elaborateProduct(
  node: Expression & { kind: "times" },
  inner: (child: Expression) => TypedExpression,
): TypedExpression {
  try {
    return joined(node, inner(node.left), inner(node.right));
  } catch (error) {
    const regrouped = error instanceof ShapeMismatch ? withProductFirst(node) : undefined;
    if (!regrouped) throw error;
    try {
      return joined(regrouped, inner(regrouped.left), inner(regrouped.right));
    } catch {
      throw error; // told as it is written
    }
  }
}

function takeShape({ rows, columns }: Shape): Shape {
  return { rows, columns };
}

function requireSameRange(left: Range, right: Range, node: Expression): void {
  if (left === right) return;
  throw new ShapeMismatch(
    message`${node} compares an index from 1 to ${left} with one from 1 to ${right}`,
    node,
    undefined,
    { came: [left], wanted: [right] },
  );
}

/** A transpose; `^T` over a number is a power where T is a number itself. */
function elaborateTranspose(node: Expression & { kind: "transpose" }, scope: Scope): TypedExpression {
  const of = elaborateIn(node.of, scope);
  const exponent: Expression = { kind: "symbol", name: "T" };
  if (node.sign === "T" && isScalar(of) && isNamed(exponent, scope))
    return elaboratePower({ kind: "power", base: node.of, exponent }, scope);
  return { kind: "transpose", of, rows: of.columns, columns: of.rows };
}

/**
 * What a function is applied to; softmax does not change where one number is added to all of a column, `x + c`, and diag
 * takes numbers for all i, as `p_i`.
 */
function elaborateArgument({ name, argument }: Expression & { kind: "call" }, scope: Scope): TypedExpression {
  const inner = (child: Expression): TypedExpression => elaborateIn(child, scope);
  if (name === "diag") {
    const of = inner(argument);
    return (isScalar(of) ? elaborateEntries(argument, scope) : undefined) ?? of;
  }
  if (name !== "softmax" || (argument.kind !== "add" && argument.kind !== "subtract")) return inner(argument);
  const [left, right] = [inner(argument.left), inner(argument.right)];
  if (isScalar(left) === isScalar(right)) return joined(argument, left, right);
  return { kind: argument.kind, left, right, ...takeShape(isScalar(left) ? right : left) };
}

function elaborateCall(node: Expression & { kind: "call" }, of: TypedExpression): TypedExpression {
  if (node.name === "softmax" && of.rows === "1" && of.columns !== "1") return softmaxOfRow(of);
  if (node.name === "diag" || node.name === "softmax") {
    if (of.columns !== "1") {
      throw new ShapeMismatch(
        message`${node} needs a column, and ${node.argument} is ${shapeText(of)}`,
        node,
      );
    }
    return { kind: node.name, of, rows: of.rows, columns: node.name === "diag" ? of.rows : "1" };
  }
  if (node.name === "trace" || node.name === "determinant") {
    if (of.rows !== of.columns)
      throw new ShapeMismatch(
        message`${node} needs a square matrix, and ${node.argument} is ${shapeText(of)}`,
        node,
      );
    return { kind: node.name, of, ...scalarShape };
  }
  return { kind: "map", name: node.name, of, ...takeShape(of) };
}

/** A row of probabilities, the transpose of the softmax of a column. */
function softmaxOfRow(row: TypedExpression): TypedExpression {
  const { rows, columns } = row;
  const upright: TypedExpression = { kind: "transpose", of: row, rows: columns, columns: rows };
  const softmax: TypedExpression = { kind: "softmax", of: upright, rows: columns, columns: rows };
  return { kind: "transpose", of: softmax, rows, columns };
}

function elaborateSum(node: Sum, scope: Scope): TypedExpression {
  const { index, over, except } = node.bound;
  const range = findSumRange(node, scope);
  const isMiddle = over?.kind === "window" && except?.name === "0"; // a window is counted without it anyway
  const but = except && !isMiddle ? scope.places([except], [range])[0] : undefined;
  if (but) requireSameRange(range, but.range, node);
  const drawn = over?.kind === "set" ? drawnSet(range, scope.declared) : undefined;
  const { scope: inside, name } = scope.binding(index, range, drawn);
  const of = elaborateIn(node.body, inside);
  if (node.kind === "product over" && !isScalar(of))
    throw new ShapeMismatch(message`${node.body} is ${shapeText(of)}, and only numbers have a product`, node);
  return { kind: node.kind, index: name, range, except: but?.index, of, ...takeShape(of) };
}

function elaborateDerivative(node: Derivative, of: TypedExpression, scope: Scope): TypedExpression {
  const {
    target: by,
    shape,
    value,
    entryAt,
  } = node.by ? elaborateTarget(node.by, scope) : impliedTarget(node.of, of, scope);
  if (value === undefined) return differentiated(node, of, by, shape, scope.declared.layout);
  const name: TypedExpression = { kind: "variable", name: by.name, ...by.whole };
  const beside = node.by && variablesBeside(node.of, node.by, scope.declared);
  const through = abstracted(of, value, name, {
    entryAt,
    beside,
    constants: constantsIn(scope.declared),
  });
  if (!through) {
    const written = node.by ?? code(by.name);
    throw new Malformed(
      message`${node.of} is not written in terms of ${written} alone`,
      node.by?.span?.[0] ?? 0,
      message`define it by ${written}, or declare ${written} as a variable`,
    );
  }
  const slope = differentiated(node, through, by, shape, scope.declared.layout);
  return { kind: "let", name: by.name, value, of: slope, rows: slope.rows, columns: slope.columns };
}

/** The names of vectors of ones. */
function constantsIn({ variables }: Declarations): Set<string> {
  const ones = [...variables].filter(([, { properties }]) => properties.includes("ones"));
  return new Set(ones.map(([name]) => name));
}

function differentiated(
  node: Derivative,
  of: TypedExpression,
  by: Target,
  shape: Shape,
  convention: Layout,
): TypedExpression {
  const layout = layoutFor(convention, of);
  const flat = { rows: shape.columns, columns: shape.rows };
  if (isScalar(of)) {
    const { rows, columns } = layout === "denominator" ? shape : flat;
    return { kind: "derivative", of, by, layout, rows, columns };
  }
  if (layout === "numerator" && of.kind === "derivative" && of.rows === "1") {
    // A gradient is a row in this layout; of its second derivative, by x and y, entry (i, j) is by x_i and y_j.
    const upright: TypedExpression = { kind: "transpose", of, rows: of.columns, columns: "1" };
    const [rows, columns] = [shape.rows, upright.rows];
    requireColumns(node, upright, shape);
    const second: TypedExpression = {
      kind: "derivative",
      of: upright,
      by,
      layout,
      rows: columns,
      columns: rows,
    };
    return { kind: "transpose", of: second, rows, columns };
  }
  requireColumns(node, of, shape);
  const [rows, columns] = layout === "denominator" ? [shape.rows, of.rows] : [of.rows, shape.rows];
  return { kind: "derivative", of, by, layout, rows, columns };
}

function requireColumns(node: Derivative, of: Shape, by: Shape): void {
  if (of.columns === "1" && by.columns === "1") return;
  const name = node.by ? message`${node.by}, ${shapeText(by)},` : [shapeText(by)];
  if (of.rows === "1" && by.rows === "1")
    throw new Beyond(message`the derivative of a row by a row, ${node}, is not read`, node.span?.[0] ?? 0);
  throw new ManyIndices(
    message`the derivative of ${node.of}, ${shapeText(of)}, by ${name} has more than two indices`,
    node,
    ["take one column or one entry"],
  );
}

/** Whether two sides of an equation can be equal by shape; what is made of zeros alone has any shape. */
export function comparable(left: TypedExpression, right: TypedExpression): boolean {
  return sameShape(left, right) || isZero(left) || isZero(right);
}
