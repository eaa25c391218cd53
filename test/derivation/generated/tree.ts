/**
 * Mathematics as a tree of its own, apart from the checker's: what generates lines shares neither its reader, nor its
 * printer, nor its arithmetic.
 */
export type Tree =
  | { op: "number"; value: number }
  | { op: "name"; name: string; shape: Shape }
  | { op: "add" | "subtract" | "multiply" | "entries"; left: Tree; right: Tree }
  | { op: "over"; left: Tree; right: Tree }
  | { op: "minus" | "transpose" | "trace" | "norm" | "diagonal" | "softmax"; of: Tree }
  | { op: "determinant" | "inverse" | "length" | "root"; of: Tree }
  /** The larger of two numbers. */
  | { op: "larger"; left: Tree; right: Tree }
  /** A name that the declarations define as something. */
  | { op: "alias"; name: string; of: Tree }
  | { op: "call"; name: FunctionOf; of: Tree }
  | { op: "power"; of: Tree; exponent: number }
  | { op: "entry"; of: Tree; at: readonly string[] }
  | { op: "sum" | "product"; index: string; size: Size; body: Tree }
  /** A derivative, of the shape of its variable, or of its transpose where it is flat. */
  | { op: "slope"; of: Tree; by: Tree & { op: "name" }; flat?: boolean }
  | { op: "hessian"; of: Tree; by: Tree & { op: "name" } };

/** A law: another way to write a node, or undefined where it says nothing. */
export type Law = (node: Tree, fresh: string) => Tree | undefined;

/** `ramp` is relu, written as cases. */
export type FunctionOf = "exp" | "sigma" | "tanh" | "sin" | "cos" | "relu" | "ramp" | "log";
/** The length of a side; the letters are sizes. */
export type Size = "1" | "d" | "m";
export type Shape = readonly [rows: Size, columns: Size];

export const scalar: Shape = ["1", "1"];

/** What does not fit: a mutation may make it. */
export class Unfit extends Error {}

export const isNumber = (tree: Tree): boolean => shapeOf(tree).every((side) => side === "1");
export const isSame = (a: Tree, b: Tree): boolean => JSON.stringify(a) === JSON.stringify(b);

/** @throws Unfit */
export function shapeOf(tree: Tree): Shape {
  switch (tree.op) {
    case "number":
      return scalar;
    case "name":
      return tree.shape;
    case "add":
    case "subtract":
    case "entries":
      return sameShape(shapeOf(tree.left), shapeOf(tree.right));
    case "multiply":
      return productShape(shapeOf(tree.left), shapeOf(tree.right));
    case "over":
      sameShape(shapeOf(tree.right), scalar);
      return shapeOf(tree.left);
    case "minus":
    case "call":
      return shapeOf(tree.of);
    case "transpose": {
      const [rows, columns] = shapeOf(tree.of);
      return [columns, rows];
    }
    case "trace":
    case "determinant":
    case "inverse": {
      const [rows, columns] = shapeOf(tree.of);
      if (rows !== columns || (tree.op !== "trace" && rows === "1")) throw new Unfit();
      return tree.op === "inverse" ? [rows, columns] : scalar;
    }
    case "norm":
    case "length":
    case "diagonal":
    case "softmax": {
      const [rows, columns] = shapeOf(tree.of);
      if (columns !== "1" || rows === "1") throw new Unfit();
      return tree.op === "norm" || tree.op === "length"
        ? scalar
        : tree.op === "diagonal"
          ? [rows, rows]
          : [rows, columns];
    }
    case "power":
    case "root":
      return sameShape(shapeOf(tree.of), scalar);
    case "larger":
      sameShape(shapeOf(tree.left), scalar);
      return sameShape(shapeOf(tree.right), scalar);
    case "alias":
      return shapeOf(tree.of);
    case "entry":
      if (shapeOf(tree.of).filter((side) => side !== "1").length !== tree.at.length) throw new Unfit();
      return scalar;
    case "sum":
    case "product":
      return sameShape(shapeOf(tree.body), scalar);
    case "slope":
      sameShape(shapeOf(tree.of), scalar);
      return tree.flat ? [tree.by.shape[1], tree.by.shape[0]] : tree.by.shape;
    case "hessian":
      sameShape(shapeOf(tree.of), scalar);
      return [tree.by.shape[0], tree.by.shape[0]];
  }
}

function sameShape(a: Shape, b: Shape): Shape {
  if (a[0] !== b[0] || a[1] !== b[1]) throw new Unfit();
  return a;
}

function productShape(left: Shape, right: Shape): Shape {
  if (left[0] === "1" && left[1] === "1") return right;
  if (right[0] === "1" && right[1] === "1") return left;
  if (left[1] !== right[0]) throw new Unfit();
  return [left[0], right[1]];
}

/** The parts of a node, and the node with other parts. */
export function parts(tree: Tree): Tree[] {
  switch (tree.op) {
    case "number":
    case "name":
    case "alias":
      return [];
    case "larger":
    case "add":
    case "subtract":
    case "multiply":
    case "entries":
    case "over":
      return [tree.left, tree.right];
    case "sum":
    case "product":
      return [tree.body];
    default:
      return [tree.of];
  }
}

export function withPart(tree: Tree, i: number, part: Tree): Tree {
  if ("left" in tree) return i === 0 ? { ...tree, left: part } : { ...tree, right: part };
  if ("body" in tree) return { ...tree, body: part };
  return { ...tree, of: part } as Tree;
}

/** Every node of a tree, with what gives the tree with another in its place. */
export function nodesOf(tree: Tree): { node: Tree; put: (other: Tree) => Tree }[] {
  const inner = parts(tree).flatMap((part, i) =>
    nodesOf(part).map(({ node, put }) => ({ node, put: (other: Tree) => withPart(tree, i, put(other)) })),
  );
  return [{ node: tree, put: (other) => other }, ...inner];
}

/** The names in a tree, and the indices that stand free in it. */
export function freeIndices(tree: Tree): Set<string> {
  const inner = new Set(parts(tree).flatMap((part) => [...freeIndices(part)]));
  if (tree.op === "entry") for (const at of tree.at) inner.add(at);
  if (tree.op === "sum" || tree.op === "product") inner.delete(tree.index);
  return inner;
}

export const number = (value: number): Tree => ({ op: "number", value });
export const add = (left: Tree, right: Tree): Tree => ({ op: "add", left, right });
export const subtract = (left: Tree, right: Tree): Tree => ({ op: "subtract", left, right });
export const multiply = (left: Tree, right: Tree): Tree => ({ op: "multiply", left, right });
export const entries = (left: Tree, right: Tree): Tree => ({ op: "entries", left, right });
export const over = (left: Tree, right: Tree): Tree => ({ op: "over", left, right });
export const minus = (of: Tree): Tree => ({ op: "minus", of });
export const transpose = (of: Tree): Tree => ({ op: "transpose", of });
export const call = (name: FunctionOf, of: Tree): Tree => ({ op: "call", name, of });
export const power = (of: Tree, exponent: number): Tree => ({ op: "power", of, exponent });
export const entry = (of: Tree, ...at: string[]): Tree => ({ op: "entry", of, at });
export const sum = (index: string, size: Size, body: Tree): Tree => ({ op: "sum", index, size, body });
export const product = (index: string, size: Size, body: Tree): Tree => ({
  op: "product",
  index,
  size,
  body,
});
