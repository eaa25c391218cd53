import type { Declarations } from "./declare/declarations";
import { sameShape } from "./declare/shape";
import type { Expression } from "./latex/expression";
import { children, withChild } from "./latex/expression";
import { Malformed } from "./latex/malformed";
import { letterText } from "./latex/name-text";
import { elaborate } from "./typed/elaborate";
import { ShapeMismatch } from "./typed/shape-mismatch";
import type { TypedExpression } from "./typed/typed-expression";
import type { Line } from "./verdict/line";

/**
 * The letters of rows that stand upright for sure: some line that fits does not fit where they lie, as
 * `z_k = w_k^\top x` does not with a w_k that lies.
 */
export function uprightRows(lines: readonly Line[], declared: Declarations): Set<string> {
  const rows = [...declared.slices].filter(([, { side }]) => side === "row").map(([letter]) => letter);
  return new Set(rows.filter((letter) => lines.some((line) => needsUpright(line, letter, declared))));
}

function needsUpright({ mark, left, right }: Line, letter: string, declared: Declarations): boolean {
  if (mark !== "right" && mark !== "definition") return false;
  if (right === undefined || typeof right === "string" || typeof left === "string") return false;
  const sides = mark === "right" && left ? [left, right] : [right];
  if (!sides.some((side) => mentions(side, letter)) || sides.some((side) => isBy(side, letter))) return false;
  return (
    fits(sides, declared) &&
    !fits(
      sides.map((side) => lying(side, letter)),
      declared,
    )
  );
}

/** Whether sides can be understood and have one shape. */
function fits(sides: readonly Expression[], declared: Declarations): boolean {
  try {
    const [first, second = first] = sides.map((side): TypedExpression => elaborate(side, declared));
    return sameShape(first, second);
  } catch (error) {
    if (error instanceof Malformed || error instanceof ShapeMismatch) return false;
    throw error;
  }
}

/** An expression in which what has this letter and an index lies. */
function lying(node: Expression, letter: string): Expression {
  if (node.kind === "symbol")
    return isRow(node, letter) ? { kind: "transpose", of: node, span: node.span } : node;
  return children(node).reduce<Expression>(
    (whole, [field, child]) => withChild(whole, field, lying(child, letter)),
    node,
  );
}

const isRow = (node: Expression, letter: string): boolean =>
  node.kind === "symbol" && (node.indices ?? node.raised) !== undefined && letterText(node) === letter;

const mentions = (node: Expression, letter: string): boolean =>
  isRow(node, letter) || children(node).some(([, child]) => mentions(child, letter));

/** Whether something is differentiated by it, so that the shape of the whole depends on how it stands. */
const isBy = (node: Expression, letter: string): boolean =>
  (node.kind === "derivative" && node.by !== undefined && letterText(node.by) === letter) ||
  children(node).some(([, child]) => isBy(child, letter));
