import { matrixLaws } from "./matrix-laws";
import { below, type Random } from "../../../dist/random/random";
import {
  add,
  call,
  entries,
  entry,
  isNumber,
  isSame,
  minus,
  multiply,
  nodesOf,
  number,
  over,
  power,
  product,
  shapeOf,
  subtract,
  sum,
  transpose,
  type Law,
  type Tree,
} from "./tree";

const isColumn = (tree: Tree): boolean => shapeOf(tree)[1] === "1" && !isNumber(tree);
const isRow = (tree: Tree): boolean => shapeOf(tree)[0] === "1" && !isNumber(tree);
/** A product of matrices and vectors, where the order counts. */
const isOrdered = (tree: Tree): tree is Tree & { op: "multiply" } =>
  tree.op === "multiply" && !isNumber(tree.left) && !isNumber(tree.right);

const laws: Law[] = [
  ...matrixLaws(),
  (node) => (node.op === "add" ? add(node.right, node.left) : undefined),
  (node) => (node.op === "subtract" ? add(node.left, minus(node.right)) : undefined),
  (node) => (node.op === "subtract" ? minus(subtract(node.right, node.left)) : undefined),
  (node) => (node.op === "entries" ? entries(node.right, node.left) : undefined),
  (node) => (node.op === "multiply" && !isOrdered(node) ? multiply(node.right, node.left) : undefined),
  (node) => subtract(multiply(number(2), node), node),
  // (AB)C = A(BC), and both ways of A(B + C) = AB + AC
  (node) =>
    isOrdered(node) && isOrdered(node.left)
      ? multiply(node.left.left, multiply(node.left.right, node.right))
      : undefined,
  (node) =>
    isOrdered(node) && isOrdered(node.right)
      ? multiply(multiply(node.left, node.right.left), node.right.right)
      : undefined,
  (node) =>
    node.op === "multiply" && (node.right.op === "add" || node.right.op === "subtract")
      ? {
          ...node.right,
          left: multiply(node.left, node.right.left),
          right: multiply(node.left, node.right.right),
        }
      : undefined,
  (node) =>
    node.op === "multiply" && (node.left.op === "add" || node.left.op === "subtract")
      ? {
          ...node.left,
          left: multiply(node.left.left, node.right),
          right: multiply(node.left.right, node.right),
        }
      : undefined,
  // transposes, the trace and the norm
  (node) =>
    node.op === "transpose" && isOrdered(node.of)
      ? multiply(transpose(node.of.right), transpose(node.of.left))
      : undefined,
  (node) => (node.op === "transpose" && node.of.op === "transpose" ? node.of.of : undefined),
  (node) => (isOrdered(node) ? transpose(multiply(transpose(node.right), transpose(node.left))) : undefined),
  (node) =>
    isOrdered(node) && isNumber(node) && isRow(node.left)
      ? multiply(transpose(node.right), transpose(node.left))
      : undefined,
  (node) => (node.op === "trace" ? { op: "trace", of: transpose(node.of) } : undefined),
  (node) =>
    node.op === "trace" && isOrdered(node.of)
      ? { op: "trace", of: multiply(node.of.right, node.of.left) }
      : undefined,
  (node) =>
    isOrdered(node) && isNumber(node) ? { op: "trace", of: multiply(node.right, node.left) } : undefined,
  (node) => (node.op === "norm" ? multiply(transpose(node.of), node.of) : undefined),
  (node, fresh) =>
    node.op === "norm" ? sum(fresh, shapeOf(node.of)[0], power(entry(node.of, fresh), 2)) : undefined,
  (node) =>
    node.op === "norm" && node.of.op === "add"
      ? add(
          add({ op: "norm", of: node.of.left }, { op: "norm", of: node.of.right }),
          multiply(number(2), multiply(transpose(node.of.left), node.of.right)),
        )
      : undefined,
  // vectors entry by entry
  (node) =>
    node.op === "entries" && isColumn(node)
      ? multiply({ op: "diagonal", of: node.left }, node.right)
      : undefined,
  (node) =>
    node.op === "multiply" && node.left.op === "diagonal" && isColumn(node.right)
      ? entries(node.left.of, node.right)
      : undefined,
  (node, fresh) =>
    isOrdered(node) && isNumber(node) && node.left.op === "transpose"
      ? sum(fresh, shapeOf(node.right)[0], multiply(entry(node.left.of, fresh), entry(node.right, fresh)))
      : undefined,
  (node) =>
    node.op === "entry" &&
    node.at.length === 1 &&
    ["add", "subtract"].includes(node.of.op) &&
    "left" in node.of
      ? ({
          ...node.of,
          left: entry(node.of.left, ...node.at),
          right: entry(node.of.right, ...node.at),
        } as Tree)
      : undefined,
  (node) =>
    node.op === "entry" && node.of.op === "entries"
      ? multiply(entry(node.of.left, ...node.at), entry(node.of.right, ...node.at))
      : undefined,
  (node, fresh) =>
    node.op === "entry" && node.at.length === 1 && isOrdered(node.of) && isColumn(node.of.right)
      ? sum(
          fresh,
          shapeOf(node.of.right)[0],
          multiply(entry(node.of.left, node.at[0], fresh), entry(node.of.right, fresh)),
        )
      : undefined,
  (node) =>
    node.op === "entry" && node.of.op === "transpose" && node.at.length === 2
      ? entry(node.of.of, node.at[1], node.at[0])
      : undefined,
  (node, fresh) =>
    node.op === "entry" && node.of.op === "softmax"
      ? over(
          call("exp", entry(node.of.of, ...node.at)),
          sum(fresh, shapeOf(node.of)[0], call("exp", entry(node.of.of, fresh))),
        )
      : undefined,
  (node) =>
    node.op === "entry" && node.of.op === "call"
      ? call(node.of.name, entry(node.of.of, ...node.at))
      : undefined,
  // functions of numbers
  (node) =>
    node.op === "call" && node.name === "sigma" && isNumber(node)
      ? subtract(number(1), call("sigma", minus(node.of)))
      : undefined,
  (node) =>
    node.op === "call" && node.name === "sigma" && isNumber(node)
      ? over(number(1), add(number(1), call("exp", minus(node.of))))
      : undefined,
  (node) =>
    node.op === "call" && node.name === "tanh" && isNumber(node)
      ? subtract(multiply(number(2), call("sigma", multiply(number(2), node.of))), number(1))
      : undefined,
  (node) =>
    node.op === "call" && node.name === "exp" && node.of.op === "add" && isNumber(node)
      ? multiply(call("exp", node.of.left), call("exp", node.of.right))
      : undefined,
  (node, fresh) =>
    node.op === "call" && node.name === "exp" && node.of.op === "sum"
      ? product(fresh, node.of.size, call("exp", renamed(node.of.body, node.of.index, fresh)))
      : undefined,
  (node) =>
    node.op === "call" && node.name === "sin" && isNumber(node)
      ? minus(call("sin", minus(node.of)))
      : undefined,
  (node) => (node.op === "call" && node.name === "cos" ? call("cos", minus(node.of)) : undefined),
  (node) =>
    node.op === "call" && node.name === "relu" && isNumber(node)
      ? add(node.of, call("relu", minus(node.of)))
      : undefined,
  (node) =>
    node.op === "call" && node.name === "relu" && isNumber(node) ? call("ramp", node.of) : undefined,
  (node) => (node.op === "power" && node.exponent === 2 ? multiply(node.of, node.of) : undefined),
  (node) =>
    node.op === "multiply" && isNumber(node) && isSame(node.left, node.right)
      ? power(node.left, 2)
      : undefined,
  (node) =>
    node.op === "over" && (node.left.op === "add" || node.left.op === "subtract")
      ? { ...node.left, left: over(node.left.left, node.right), right: over(node.left.right, node.right) }
      : undefined,
  // sums
  (node, fresh) =>
    node.op === "sum" ? sum(fresh, node.size, renamed(node.body, node.index, fresh)) : undefined,
  (node) =>
    node.op === "sum" && (node.body.op === "add" || node.body.op === "subtract")
      ? { ...node.body, left: { ...node, body: node.body.left }, right: { ...node, body: node.body.right } }
      : undefined,
  (node) =>
    node.op === "sum" && node.body.op === "sum" && node.body.index !== node.index
      ? { ...node.body, body: { ...node, body: node.body.body } }
      : undefined,
  // derivatives
  (node) =>
    node.op === "slope" && (node.of.op === "add" || node.of.op === "subtract")
      ? { ...node.of, left: { ...node, of: node.of.left }, right: { ...node, of: node.of.right } }
      : undefined,
  (node) =>
    node.op === "slope" && node.of.op === "multiply" && isNumber(node.of.left) && isNumber(node.of.right)
      ? add(
          multiply(node.of.left, { ...node, of: node.of.right }),
          multiply(node.of.right, { ...node, of: node.of.left }),
        )
      : undefined,
  (node) =>
    node.op === "slope" && node.of.op === "call" && node.of.name === "exp"
      ? multiply(node.of, { ...node, of: node.of.of })
      : undefined,
  (node) =>
    node.op === "slope" && node.of.op === "call" && node.of.name === "sigma"
      ? multiply(multiply(node.of, subtract(number(1), node.of)), { ...node, of: node.of.of })
      : undefined,
];

/** A tree with another index. */
function renamed(tree: Tree, from: string, to: string): Tree {
  return nodesOf(tree).reduceRight((whole, { node }) => {
    if (node.op !== "entry" || !node.at.includes(from)) return whole;
    return replaceAll(whole, node, { ...node, at: node.at.map((at) => (at === from ? to : at)) });
  }, tree);
}

const replaceAll = (tree: Tree, from: Tree, to: Tree): Tree => {
  const found = nodesOf(tree).find(({ node }) => node === from || isSame(node, from));
  return found && !isSame(from, to) ? replaceAll(found.put(to), from, to) : tree;
};

/** Applies a law, chosen at random, to a node of a tree; undefined where it says nothing of it. */
export function rewrite(tree: Tree, random: Random, fresh: string): Tree | undefined {
  const nodes = nodesOf(tree);
  const { node, put } = nodes[below(random, nodes.length)];
  const found = laws[below(random, laws.length)](node, fresh);
  return found && put(found);
}
