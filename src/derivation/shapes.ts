import type { Core, Shape } from "./core";
import { isScalar, sameShape, shapeText } from "./core";
import type { Binary, Expression, Fraction, Product } from "./expression";
import { print } from "./printer";
import { ShapeMismatch } from "./shape-mismatch";

/** Two expressions joined by a sign: the shape of the result, or the mismatch. */
export function joined(node: Binary | Product | Fraction, left: Core, right: Core): Core {
  if (node.kind === "fraction") return quotient(node, left, right);
  return node.kind === "times" ? product(node, left, right) : sum(node, left, right);
}

function sum(node: Binary, left: Core, right: Core): Core {
  const whole = isScalar(left) && constant(left) ? right : left;
  if (sameShape(left, right) || (isScalar(right) && constant(right)) || whole === right) {
    return { kind: node.kind, left, right, rows: whole.rows, columns: whole.columns };
  }
  const word = node.kind === "add" ? "added to" : "subtracted from";
  const [first, second] = node.kind === "add" ? [node.left, node.right] : [node.right, node.left];
  const [a, b] = node.kind === "add" ? [left, right] : [right, left];
  throw new ShapeMismatch(
    `\`${print(first)}\` is ${shapeText(a)} and cannot be ${word} \`${print(second)}\`, which is ${shapeText(b)}`,
    node.right,
    transposed(left, right) ? "one of them needs a \\top" : undefined,
  );
}

/** A number without a name in it, which may be added to every entry: the 1 of 1 - sigma(x). */
function constant(core: Core): boolean {
  if (core.kind === "number") return true;
  if (core.kind === "negate") return constant(core.of);
  return "left" in core && core.kind !== "indicator" && constant(core.left) && constant(core.right);
}

const transposed = (a: Shape, b: Shape): boolean => a.rows === b.columns && a.columns === b.rows;

function product(node: Product, left: Core, right: Core): Core {
  if (node.by === "\\odot") return entryByEntry(node, left, right);
  if (isScalar(left)) return { kind: "product", left, right, rows: right.rows, columns: right.columns };
  if (isScalar(right)) return { kind: "product", left, right, rows: left.rows, columns: left.columns };
  if (left.columns === right.rows) {
    return { kind: "product", left, right, rows: left.rows, columns: right.columns };
  }
  if (node.by === "\\cdot" && left.columns === "1" && sameShape(left, right)) {
    return { kind: "dot", left, right, rows: "1", columns: "1" };
  }
  throw new ShapeMismatch(
    `\`${print(node.left)}\` is ${shapeText(left)} and cannot be multiplied by \`${print(node.right)}\`, which is ${shapeText(right)}`,
    node.right,
    productHint(node, left, right),
  );
}

function productHint(node: Product, left: Core, right: Core): string {
  const fits = `${left.columns} columns meet ${right.rows} rows`;
  if (sameShape(left, right) && left.columns === "1") {
    return `${fits}: write \`${printRaised(node.left)}\` for the number, or \\odot for every entry`;
  }
  if (left.rows === right.rows) return `${fits}: the left needs a \\top`;
  if (left.columns === right.columns) return `${fits}: the right needs a \\top`;
  return left.rows === right.columns ? `${fits}: the other way round they fit` : fits;
}

function printRaised(node: Expression): string {
  return print({ kind: "transpose", of: node });
}

function entryByEntry(node: Product, left: Core, right: Core): Core {
  if (!sameShape(left, right)) {
    throw new ShapeMismatch(
      `\`${print(node.left)}\` is ${shapeText(left)} and \`${print(node.right)}\` is ${shapeText(right)}; \\odot needs one shape`,
      node.right,
    );
  }
  return { kind: "hadamard", left, right, rows: left.rows, columns: left.columns };
}

function quotient(node: Fraction, left: Core, right: Core): Core {
  if (isScalar(right)) return { kind: "fraction", left, right, rows: left.rows, columns: left.columns };
  throw new ShapeMismatch(
    `\`${print(node.under)}\` is ${shapeText(right)}, and only a number can divide`,
    node.under,
  );
}
