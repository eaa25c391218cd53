import type { Expression } from "./expression";

/** Whether an expression is written with zeros alone, as the sum of zeros before a 0: its shape is open. */
export function isZero(node: Expression): boolean {
  switch (node.kind) {
    case "number":
      return Number(node.value) === 0;
    case "negate":
    case "transpose":
      return isZero(node.of);
    case "sum":
      return isZero(node.body);
    case "add":
    case "subtract":
      return isZero(node.left) && isZero(node.right);
    default:
      return false;
  }
}
