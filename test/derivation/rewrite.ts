import type { Declarations } from "../../dist/derivation/declare/declarations";
import { isScalar } from "../../dist/derivation/declare/shape";
import type { Binary, Expression, Product } from "../../dist/derivation/latex/expression";
import { children, withChild } from "../../dist/derivation/latex/expression";
import { elaborate } from "../../dist/derivation/typed/elaborate";
import { below, type Random } from "../../dist/random/random";

const number = (value: string): Expression => ({ kind: "number", value });
const negate = (of: Expression): Expression => ({ kind: "negate", of });
const add = (left: Expression, right: Expression): Binary => ({ kind: "add", left, right });
const subtract = (left: Expression, right: Expression): Binary => ({ kind: "subtract", left, right });
const times = (left: Expression, right: Expression): Product => ({ kind: "times", by: "", left, right });
const fraction = (over: Expression, under: Expression): Expression => ({ kind: "fraction", over, under });
const call = (name: "exp" | "sigma", argument: Expression): Expression => ({ kind: "call", name, argument });
const half = fraction(number("1"), number("2"));

/** A rewriting of one node that changes neither its value nor where it has one; undefined where it does not apply. */
type Rewriting = (node: Expression, isNumber: (node: Expression) => boolean) => Expression | undefined;

const rewritings: Rewriting[] = [
  (node) => (node.kind === "add" ? add(node.right, node.left) : undefined),
  (node) => (node.kind === "subtract" ? add(negate(node.right), node.left) : undefined),
  (node) => (node.kind === "subtract" ? negate(subtract(node.right, node.left)) : undefined),
  (node) => negate(negate(node)),
  (node) => subtract(add(node, node), node),
  (node) => subtract(times(number("3"), node), times(number("2"), node)),
  (node) => add(times(half, node), times(half, node)),
  (node, isNumber) =>
    node.kind === "times" && (isNumber(node.left) || isNumber(node.right))
      ? { ...node, left: node.right, right: node.left }
      : undefined,
  (node) =>
    node.kind === "times" && (node.right.kind === "add" || node.right.kind === "subtract")
      ? {
          ...node.right,
          left: { ...node, right: node.right.left },
          right: { ...node, right: node.right.right },
        }
      : undefined,
  (node) =>
    node.kind === "times" && (node.left.kind === "add" || node.left.kind === "subtract")
      ? { ...node.left, left: { ...node, left: node.left.left }, right: { ...node, left: node.left.right } }
      : undefined,
  (node) => (node.kind === "fraction" ? times(fraction(number("1"), node.under), node.over) : undefined),
  (node) =>
    node.kind === "fraction" && (node.over.kind === "add" || node.over.kind === "subtract")
      ? {
          ...node.over,
          left: fraction(node.over.left, node.under),
          right: fraction(node.over.right, node.under),
        }
      : undefined,
  (node, isNumber) =>
    node.kind === "power" &&
    node.exponent.kind === "number" &&
    node.exponent.value === "2" &&
    isNumber(node.base)
      ? times(node.base, node.base)
      : undefined,
  (node, isNumber) =>
    node.kind === "call" && node.name === "sigma" && !node.order && isNumber(node.argument)
      ? subtract(number("1"), call("sigma", negate(node.argument)))
      : undefined,
  (node, isNumber) =>
    node.kind === "call" && node.name === "sigma" && !node.order && isNumber(node.argument)
      ? fraction(number("1"), add(number("1"), call("exp", negate(node.argument))))
      : undefined,
  (node, isNumber) =>
    node.kind === "call" && node.name === "exp" && node.argument.kind === "add" && isNumber(node.argument)
      ? times(call("exp", node.argument.left), call("exp", node.argument.right))
      : undefined,
  (node) =>
    node.kind === "call" && node.name === "log" && node.argument.kind === "fraction" && !node.order
      ? negate({ ...node, argument: fraction(node.argument.under, node.argument.over) })
      : undefined,
  (node) =>
    node.kind === "transpose" && (node.of.kind === "add" || node.of.kind === "subtract")
      ? { ...node.of, left: { ...node, of: node.of.left }, right: { ...node, of: node.of.right } }
      : undefined,
  (node) =>
    node.kind === "sum" && (node.body.kind === "add" || node.body.kind === "subtract")
      ? { ...node.body, left: { ...node, body: node.body.left }, right: { ...node, body: node.body.right } }
      : undefined,
  (node) =>
    node.kind === "derivative" && (node.of.kind === "add" || node.of.kind === "subtract")
      ? { ...node.of, left: { ...node, of: node.of.left }, right: { ...node, of: node.of.right } }
      : undefined,
];

/** Rewrites a node of an expression, chosen at random; undefined where the rewriting chosen does not apply to it. */
export function rewrite(whole: Expression, declared: Declarations, random: Random): Expression | undefined {
  const places = placesIn(whole);
  const [node, put] = places[below(random, places.length)];
  const found = rewritings[below(random, rewritings.length)](node, (each) => isNumber(each, declared));
  return found && put(found);
}

/** Whether a node is a number wherever it stands; where an index is bound around it that is not known. */
function isNumber(node: Expression, declared: Declarations): boolean {
  if (node.kind === "number") return true;
  try {
    return isScalar(elaborate(node, declared));
  } catch {
    return false;
  }
}

/** Every node that may be written otherwise, with what gives the whole with another in its place. */
function placesIn(node: Expression): [Expression, (other: Expression) => Expression][] {
  const own: [Expression, (other: Expression) => Expression] = [node, (other) => other];
  const inner = children(node).flatMap(([field, child]) => {
    const isFixed =
      (field === "exponent" && child.kind === "number") ||
      (field === "base" && child.kind === "symbol") ||
      field.startsWith("condition") ||
      node.kind === "apply";
    return isFixed
      ? []
      : placesIn(child).map(([each, put]): [Expression, (other: Expression) => Expression] => [
          each,
          (other) => withChild(node, field, put(other)),
        ]);
  });
  return [own, ...inner];
}
