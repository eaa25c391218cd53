import type { Relation } from "../documents/document";
import type { Expression } from "../latex/expression";
import { indexText, letterText, nameText } from "../latex/name-text";
import type { Declarations, Variable } from "./declarations";
import type { Property } from "./properties";
import { isScalar } from "./shape";

/**
 * The declarations with something that is given: `\sum_w y_w = 1` for a vector, or `x > 0`.
 *
 * @returns undefined where it is neither
 */
export function withGiven(
  declared: Declarations,
  left: Expression,
  relation: Relation,
  right: Expression,
): Declarations | undefined {
  if (relation === ">" && isNumber(right, "0")) return withProperty(declared, left, "positive");
  if (relation !== "=") return undefined;
  const summed = isNumber(right, "1") ? summedName(left, declared) : undefined;
  return summed && withProperty(declared, summed, "sums to 1");
}

const isNumber = (node: Expression, value: string): boolean => node.kind === "number" && node.value === value;

/** The y of `\sum_w y_w` over all its entries. */
function summedName(node: Expression, { variables }: Declarations): Expression | undefined {
  if (node.kind !== "sum" || node.bound.except || node.body.kind !== "symbol") return undefined;
  const { indices, ...whole } = node.body;
  const isEntry = indices?.length === 1 && indexText(indices[0]) === indexText(node.bound.index);
  const variable = variables.get(letterText(node.body));
  return isEntry && variable && variable.shape.columns === "1" && !isScalar(variable.shape)
    ? whole
    : undefined;
}

/** The declarations where a variable has a property as well; undefined where it is no variable. */
export function withProperty(
  declared: Declarations,
  name: Expression,
  property: "positive" | Property,
): Declarations | undefined {
  const variable = name.kind === "symbol" ? declared.variables.get(nameText(name)) : undefined;
  if (name.kind !== "symbol" || !variable) return undefined;
  const more: Variable =
    property === "positive"
      ? { ...variable, positive: true }
      : { ...variable, properties: [...variable.properties, property] };
  return { ...declared, variables: new Map([...declared.variables, [nameText(name), more]]) };
}
