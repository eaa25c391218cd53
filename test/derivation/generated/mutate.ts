import { below, type Random } from "../../../dist/random/random";
import { add, call, minus, multiply, nodesOf, number, transpose, type FunctionOf, type Tree } from "./tree";

const functions: FunctionOf[] = ["exp", "sigma", "tanh", "sin", "cos", "relu"];

/** What people do wrong at a node: a sign, a transpose, an order, a factor, a function, a name, an index. */
export function mistakes(node: Tree, names: readonly (Tree & { op: "name" })[]): Tree[] {
  switch (node.op) {
    case "number":
      return [number(node.value + 1)];
    case "name":
      return names.filter((each) => each.name !== node.name && String(each.shape) === String(node.shape));
    case "add":
      return [{ ...node, op: "subtract" }, node.left, node.right];
    case "subtract":
      return [add(node.left, node.right), { ...node, left: node.right, right: node.left }];
    case "multiply":
      return [
        multiply(node.right, node.left),
        multiply(transpose(node.left), node.right),
        multiply(node.left, transpose(node.right)),
        { ...node, op: "entries" },
        node.left,
        node.right,
      ];
    case "entries":
      return [node.left, { ...node, op: "add" }];
    case "over":
      return [node.left, multiply(node.left, node.right)];
    case "minus":
    case "transpose":
    case "root":
      return [node.of];
    case "determinant":
      return [{ op: "trace", of: node.of }, minus(node)];
    case "inverse":
      return [node.of, transpose(node)];
    case "larger":
      return [node.left, node.right, add(node.left, node.right)];
    case "alias":
      return [minus(node)];
    case "hessian":
      return [multiply(number(2), node), { op: "diagonal", of: node.by }];
    case "trace":
    case "norm":
    case "length":
    case "diagonal":
    case "softmax":
      return [
        { ...node, of: minus(node.of) },
        { ...node, of: multiply(number(2), node.of) },
      ];
    case "call":
      return [
        ...functions.filter((name) => name !== node.name).map((name) => call(name, node.of)),
        minus(node),
      ];
    case "power":
      return [{ ...node, exponent: node.exponent + 1 }, node.of];
    case "entry":
      return node.at.length === 2 ? [{ ...node, at: [node.at[1], node.at[0]] }] : [];
    case "sum":
    case "product":
      return [{ ...node, op: node.op === "sum" ? "product" : "sum" }];
    case "slope":
      return [node.by, multiply(number(2), node)];
  }
}

/** A tree with one mistake, at a node chosen at random. */
export function mutate(
  tree: Tree,
  names: readonly (Tree & { op: "name" })[],
  random: Random,
): Tree | undefined {
  const nodes = nodesOf(tree);
  const { node, put } = nodes[below(random, nodes.length)];
  const found = mistakes(node, names);
  return found.length > 0 ? put(found[below(random, found.length)]) : undefined;
}
