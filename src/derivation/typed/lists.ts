import { fixedSize } from "../declare/range";
import { sameShape, shapeText } from "../declare/shape";
import type { Evaluated, Expression, List } from "../latex/expression";
import { Malformed } from "../latex/malformed";
import { message } from "../latex/message";
import { nameText } from "../latex/name-text";
import { freeIndex } from "../latex/rename-index";
import { atValue } from "./at-value";
import { elaborateIn } from "./elaborate";
import { inCase } from "./in-case";
import { countedRange } from "./ranges";
import type { Scope } from "./scope";
import { ShapeMismatch } from "./shape-mismatch";
import type { TypedExpression } from "./typed-expression";

/** Columns side by side, `[u_1, …, u_n]`, as the sum of u_i e_iᵀ; below each other, as the sum of e_i x_i. */
export function elaborateList(node: List, scope: Scope): TypedExpression {
  const range = countedRange(node.bound.over?.name ?? "", scope.declared);
  if (fixedSize(range) !== undefined)
    throw new Malformed(message`write all ${range} entries of ${node}`, node.span?.[0] ?? 0);
  const { scope: inside, name } = scope.binding(node.bound.index, range);
  const of = elaborateIn(node.body, inside);
  const unit: TypedExpression = { kind: "one-hot", at: { kind: "index", name }, rows: range, columns: "1" };
  const turned = node.upright ? of.rows : of.columns;
  if (turned !== "1")
    throw new ShapeMismatch(
      message`${node.body} is ${shapeText(of)}, and ${node.upright ? "rows" : "columns"} are put together`,
      node.body,
    );
  const lying: TypedExpression = { kind: "transpose", of: unit, rows: "1", columns: range };
  const shape = node.upright ? { rows: range, columns: of.columns } : { rows: of.rows, columns: range };
  const part: TypedExpression = node.upright
    ? { kind: "product", left: unit, right: of, ...shape }
    : { kind: "product", left: of, right: lying, ...shape };
  return { kind: "sum", index: name, range, of: part, ...shape };
}

/**
 * The column whose entry i is what one number with the free index i is for each i: in `\operatorname{diag}(p_i (1 - p_i))`
 * every i is meant. Undefined where not exactly one free index stands in it.
 */
export function elaborateEntries(body: Expression, scope: Scope): TypedExpression | undefined {
  const index = freeIndex(body);
  const range = index && !scope.isCounted(index) ? scope.find(index)?.range : undefined;
  if (!index || range === undefined) return undefined;
  const bound = { index, over: { kind: "count" as const, name: range } };
  return elaborateList({ kind: "list", bound, body, upright: true }, scope);
}

/** What an expression is where a variable has a value: differentiated by the variable first. */
export function elaborateEvaluated(node: Evaluated, scope: Scope): TypedExpression {
  const name = nameText(node.by);
  const variable = scope.declared.variables.get(name);
  if (!variable) throw new Malformed(message`${node.by} is no variable`, node.by.span?.[0] ?? 0);
  const value = elaborateIn(node.at, scope);
  if (!sameShape(value, variable.shape))
    throw new ShapeMismatch(
      message`${node.at} is ${shapeText(value)}, and ${node.by} is ${shapeText(variable.shape)}`,
      node.at,
    );
  const of = elaborateIn(node.of, scope);
  return (node.said ? inCase(of, name, value) : undefined) ?? atValue(of, name, value, scope.fresh(name));
}
