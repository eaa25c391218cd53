import type { TypedExpression } from "./typed-expression";
import { mapParts, typedParts } from "./typed-expression";

/** Whether an expression is differentiated by a variable, which can then not be replaced. */
export function isDifferentiatedBy(typed: TypedExpression, name: string): boolean {
  if (typed.kind === "derivative" && typed.by.name === name) return true;
  return typedParts(typed).some((part) => isDifferentiatedBy(part, name));
}

/**
 * An expression where a variable has a value: differentiated by the variable first, as in f'(3).
 *
 * @param fresh a name for the variable that nothing else has
 */
export function atValue(
  of: TypedExpression,
  name: string,
  value: TypedExpression,
  fresh: string,
): TypedExpression {
  return {
    kind: "let",
    name: fresh,
    value,
    of: renamed(of, name, fresh),
    rows: of.rows,
    columns: of.columns,
  };
}

function renamed(typed: TypedExpression, from: string, to: string): TypedExpression {
  const inner = mapParts(typed, (part) => renamed(part, from, to));
  if (inner.kind === "variable" && inner.name === from) return { ...inner, name: to };
  if (inner.kind === "derivative" && inner.by.name === from)
    return { ...inner, by: { ...inner.by, name: to } };
  return inner;
}
