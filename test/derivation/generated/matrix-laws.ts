import { add, call, isNumber, multiply, number, power, subtract, transpose, type Law } from "./tree";

const laws: readonly Law[] = [
  (node) => (node.op === "determinant" ? { ...node, of: transpose(node.of) } : undefined),
  (node) =>
    node.op === "determinant" &&
    node.of.op === "multiply" &&
    !isNumber(node.of.left) &&
    !isNumber(node.of.right)
      ? multiply({ op: "determinant", of: node.of.left }, { op: "determinant", of: node.of.right })
      : undefined,
  (node) =>
    node.op === "inverse" && node.of.op === "multiply"
      ? multiply({ op: "inverse", of: node.of.right }, { op: "inverse", of: node.of.left })
      : undefined,
  (node) =>
    node.op === "inverse" && node.of.op === "transpose"
      ? transpose({ op: "inverse", of: node.of.of })
      : undefined,
  (node) =>
    node.op === "transpose" && node.of.op === "inverse"
      ? { op: "inverse", of: transpose(node.of.of) }
      : undefined,
  (node) => (node.op === "length" ? { op: "root", of: { op: "norm", of: node.of } } : undefined),
  (node) => (node.op === "norm" ? power({ op: "length", of: node.of }, 2) : undefined),
  (node) => (node.op === "larger" ? { ...node, left: node.right, right: node.left } : undefined),
  (node) =>
    node.op === "larger" ? add(node.left, call("relu", subtract(node.right, node.left))) : undefined,
  (node) =>
    node.op === "larger"
      ? multiply({ op: "over", left: number(1), right: number(2) }, add(add(node.left, node.right), add(call("relu", subtract(node.left, node.right)), call("relu", subtract(node.right, node.left))))) // prettier-ignore
      : undefined,
  (node) => (node.op === "hessian" ? transpose(node) : undefined),
  (node) =>
    node.op === "hessian" && (node.of.op === "add" || node.of.op === "subtract")
      ? { ...node.of, left: { ...node, of: node.of.left }, right: { ...node, of: node.of.right } }
      : undefined,
];

/** Laws of determinants, inverses, lengths, the larger of two numbers, and Hessians. */
export const matrixLaws = (): readonly Law[] => laws;
