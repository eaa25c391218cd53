import type { TypedExpression } from "./typed-expression";
import { typedParts } from "./typed-expression";

const known = new WeakMap<TypedExpression, string>();

/** A text that is the same for two expressions of one structure, whatever the indices that they bind are called. */
export function structureKey(of: TypedExpression): string {
  const found = known.get(of) ?? writeKey(of);
  known.set(of, found);
  return found;
}

function writeKey(of: TypedExpression): string {
  const names = new Map(boundNames(of).map((name, i) => [name, `bound ${i}`]));
  return JSON.stringify(of, (key, value: unknown) =>
    (key === "index" || key === "name") && typeof value === "string" ? (names.get(value) ?? value) : value,
  );
}

/** The indices that an expression binds, in the order of reading. */
function boundNames(of: TypedExpression): string[] {
  const own = of.kind === "sum" || of.kind === "product over" ? [of.index] : [];
  return [...own, ...typedParts(of).flatMap(boundNames)];
}
