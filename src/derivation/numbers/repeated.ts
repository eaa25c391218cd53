import { indicesIn } from "../typed/context";
import type { Index } from "../typed/indices";
import { typedParts, type TypedExpression } from "../typed/typed-expression";

/** Nodes whose value takes so much that it is kept for where they are met again. */
const costly: ReadonlySet<TypedExpression["kind"]> = new Set([
  "sum",
  "product over",
  "softmax",
  "norm",
  "determinant",
  "inverse",
  "derivative",
]);

export const isCostly = ({ kind }: TypedExpression): boolean => costly.has(kind);

const found = new WeakMap<TypedExpression, readonly string[]>();

/** The names of the indices that a node depends on, but for those that it binds itself. */
export function boundIndices(typed: TypedExpression): readonly string[] {
  const known = found.get(typed);
  if (known) return known;
  const own = new Set(indicesIn(typed).flatMap(namesIn));
  for (const part of typedParts(typed)) for (const name of boundIndices(part)) own.add(name);
  if (typed.kind === "sum" || typed.kind === "product over") own.delete(typed.index);
  const names = [...own].sort();
  found.set(typed, names);
  return names;
}

function namesIn(index: Index): string[] {
  return index.kind === "index" ? [index.name] : index.at.flatMap(namesIn);
}
