import type { Core, Shape } from "./core";
import { isScalar, sameShape, shapeText } from "./core";
import type { Declarations } from "./declarations";
import type { Expression } from "./expression";
import { Malformed } from "./malformed";
import { elaborateApplication } from "./application";
import { elaborateName, entryOf } from "./meaning";
import { elaborateTarget } from "./target";
import { print } from "./printer";
import type { Range } from "./proof/scalar";
import { rangeOfSum } from "./ranges";
import { Scope } from "./scope";
import { joined } from "./shapes";
import { ShapeMismatch } from "./shape-mismatch";

/**
 * Gives every name of an expression its meaning and every node its shape.
 *
 * @throws Malformed      where a name has no meaning
 * @throws ShapeMismatch  where shapes do not fit, spelled out
 */
export function elaborate(expression: Expression, declared: Declarations): Core {
  return withMeaning(expression, Scope.of(declared));
}

/** The same inside sums and definitions, whose indices `scope` knows. */
export function withMeaning(node: Expression, scope: Scope): Core {
  const inner = (child: Expression): Core => withMeaning(child, scope);
  switch (node.kind) {
    case "number":
      return { kind: "number", value: node.value, ...one };
    case "symbol":
      return elaborateName(node, scope);
    case "apply":
      return elaborateApplication(node, scope);
    case "entry":
      return entryOf(
        inner(node.of),
        node.indices.map((index) => scope.get(index)),
        node,
      );
    case "add":
    case "subtract":
    case "times":
      return joined(node, inner(node.left), inner(node.right));
    case "fraction":
      return joined(node, inner(node.over), inner(node.under));
    case "negate": {
      const of = inner(node.of);
      return { kind: "negate", of, ...shapeOf(of) };
    }
    case "transpose": {
      const of = inner(node.of);
      return { kind: "transpose", of, rows: of.columns, columns: of.rows };
    }
    case "norm":
      return { kind: "norm", of: inner(node.of), ...one };
    case "indicator": {
      const [left, right] = [scope.get(node.left), scope.get(node.right)];
      requireSameRange(left.range, right.range, node);
      return {
        kind: "indicator",
        left: left.index,
        right: right.index,
        equal: node.relation === "=",
        ...one,
      };
    }
    case "power":
      return powerOf(node, inner);
    case "call":
      return callOf(node, inner(node.argument));
    case "sum":
      return sumOf(node, scope);
    case "derivative":
      return derivativeOf(node, inner(node.of), scope);
  }
}

const one: Shape = { rows: "1", columns: "1" };

function shapeOf({ rows, columns }: Shape): Shape {
  return { rows, columns };
}

function requireSameRange(left: Range, right: Range, node: Expression): void {
  if (left === right) return;
  throw new ShapeMismatch(
    `\`${print(node)}\` compares an index from 1 to ${left} with one from 1 to ${right}`,
    node,
  );
}

function powerOf(node: Expression & { kind: "power" }, inner: (child: Expression) => Core): Core {
  const { base, exponent } = node;
  if (base.kind === "symbol" && base.name === "e" && !base.indices) {
    const of = inner(exponent);
    return { kind: "map", name: "exp", of, ...shapeOf(of) };
  }
  const of = inner(base);
  const whole = wholeNumber(exponent);
  if (whole === undefined) {
    const hint = "for another power write \\exp and \\log";
    throw new Malformed(`\`${print(exponent)}\` is not a whole number`, exponent.span?.[0] ?? 0, hint);
  }
  if (!isScalar(of)) {
    const hint = "for every entry write \\odot, for the squared length \\lVert x \\rVert^2 or x^\\top x";
    throw new ShapeMismatch(
      `\`${print(base)}\` is ${shapeText(of)}, and only a number can be raised to ${whole}`,
      base,
      hint,
    );
  }
  return { kind: "power", of, exponent: whole, ...one };
}

function wholeNumber(exponent: Expression): number | undefined {
  if (exponent.kind === "negate") {
    const value = wholeNumber(exponent.of);
    return value === undefined ? undefined : -value;
  }
  return exponent.kind === "number" && /^\d{1,2}$/.test(exponent.value) ? Number(exponent.value) : undefined;
}

function callOf(node: Expression & { kind: "call" }, of: Core): Core {
  if (node.name === "diag" || node.name === "softmax") {
    if (of.columns !== "1") {
      throw new ShapeMismatch(
        `\`${print(node)}\` needs a column, and \`${print(node.argument)}\` is ${shapeText(of)}`,
        node,
      );
    }
    return { kind: node.name, of, rows: of.rows, columns: node.name === "diag" ? of.rows : "1" };
  }
  return { kind: "map", name: node.name, of, ...shapeOf(of) };
}

function sumOf(node: Expression & { kind: "sum" }, scope: Scope): Core {
  const { index, over, except } = node.bound;
  const range = rangeOfSum(node, scope);
  const isMiddle = over?.kind === "window" && except?.name === "0"; // a window is counted without it anyway
  const but = except && !isMiddle ? scope.get(except) : undefined;
  if (but) requireSameRange(range, but.range, node);
  const { scope: inside, name } = scope.binding(index, range);
  const of = withMeaning(node.body, inside);
  return { kind: "sum", index: name, range, except: but?.index, of, ...shapeOf(of) };
}

function derivativeOf(node: Expression & { kind: "derivative" }, of: Core, scope: Scope): Core {
  const { target: by, shape } = elaborateTarget(node.by, scope);
  const { layout } = scope.declared;
  const flat = { rows: shape.columns, columns: shape.rows };
  if (isScalar(of)) {
    const { rows, columns } = layout === "denominator" ? shape : flat;
    return { kind: "derivative", of, by, layout, rows, columns };
  }
  requireColumns(node, of, shape);
  const [rows, columns] = layout === "denominator" ? [shape.rows, of.rows] : [of.rows, shape.rows];
  return { kind: "derivative", of, by, layout, rows, columns };
}

function requireColumns(node: Expression & { kind: "derivative" }, of: Shape, by: Shape): void {
  if (of.columns === "1" && by.columns === "1") return;
  throw new ShapeMismatch(
    `the derivative of \`${print(node.of)}\`, ${shapeText(of)}, by \`${print(node.by)}\`, ${shapeText(by)}, has more than two sides`,
    node,
    "take one column or one entry",
  );
}

/** Whether two sides of an equation can be equal by shape; a 0 stands for zeros of any shape. */
export function comparable(left: Core, right: Core): boolean {
  return sameShape(left, right) || isZero(left) || isZero(right);
}

function isZero(core: Core): boolean {
  return core.kind === "number" && Number(core.value) === 0;
}
