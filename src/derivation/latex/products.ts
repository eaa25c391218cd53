import type { Product } from "./expression";

/**
 * `h \odot (W^\top x)` for `h \odot W^\top x`, which is read from left to right: what stands beside each other without a sign is
 * multiplied first. Undefined where no \odot stands before such a product.
 */
export function withProductFirst(node: Product): Product | undefined {
  const { by, left, right } = node;
  if (by === "\\odot" || left.kind !== "times") return undefined;
  if (left.by === "\\odot") return { ...left, right: { ...node, left: left.right, right } };
  const inner = withProductFirst(left);
  return inner && { ...inner, right: { ...node, left: inner.right, right } };
}
