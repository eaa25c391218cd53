import type { Relation } from "../documents/document";
import { same, type Expression } from "../latex/expression";
import { indexText, letterText, nameText } from "../latex/name-text";
import type { Declarations, Variable } from "./declarations";
import { hasProperty, propertyMismatch, type Property } from "./properties";
import { isScalar } from "./shape";

/** A property of a variable, and the name that has it. */
interface Told {
  name: Expression | undefined;
  property: "positive" | Property;
}

/**
 * The declarations with something that is given of a variable: `x > 0`, `\sum_w y_w = 1`, `w^\top w = 1`,
 * `\lVert x \rVert = 1`, `A^\top A = I`, `S^\top = S`, `A \succeq 0`.
 *
 * @returns undefined where it is none of these
 */
export function withGiven(
  declared: Declarations,
  left: Expression,
  relation: Relation,
  right: Expression,
): Declarations | undefined {
  const told = toldBy(declared, left, relation, right) ?? toldBy(declared, right, turned[relation], left);
  return told?.name && withProperty(declared, told.name, told.property);
}

const turned: Partial<Record<Relation, Relation>> = {
  "=": "=",
  "<": ">",
  ">": "<",
  "\\neq": "\\neq",
  "\\prec": "\\succ",
  "\\preceq": "\\succeq",
};

function toldBy(
  declared: Declarations,
  left: Expression,
  relation: Relation | undefined,
  right: Expression,
): Told | undefined {
  if (relation === ">" && isNumber(right, "0"))
    return { name: everyEntry(left, declared), property: "positive" };
  if (relation === "\\neq" && isZero(right)) return { name: left, property: "nonzero" };
  if ((relation === "\\succ" || relation === "\\succeq") && isNumber(right, "0"))
    return { name: left, property: propertyOfOrder(left, relation === "\\succ", declared) };
  if (relation !== "=") return undefined;
  if (isNumber(right, "1")) {
    const summed = summedName(left, declared);
    if (summed) return { name: summed, property: "sums to 1" };
    const long = lengthOf(left, declared);
    return long && { name: long, property: "unit" };
  }
  if (left.kind === "transpose" && same(left.of, right)) return { name: right, property: "symmetric" };
  const isInverse = left.kind === "power" && isMinusOne(left.exponent) && right.kind === "transpose";
  if (isInverse && same(left.base, right.of)) return { name: left.base, property: "orthogonal" };
  return isIdentity(right, declared) ? orthonormal(left, declared) : undefined;
}

/** What `\succ 0` says of a matrix or, entry by entry, of a vector; "positive semidefinite" fits no vector. */
function propertyOfOrder(
  name: Expression,
  strict: boolean,
  { variables }: Declarations,
): "positive" | Property {
  const shape = name.kind === "symbol" ? variables.get(nameText(name))?.shape : undefined;
  const isMatrix = shape !== undefined && shape.rows !== "1" && shape.columns !== "1";
  return !strict ? "positive semidefinite" : isMatrix ? "positive definite" : "positive";
}

/** 0, also as a vector of zeros. */
const isZero = (node: Expression): boolean =>
  isNumber(node, "0") || (node.kind === "symbol" && nameText(node) === "\\mathbf{0}");

const isNumber = (node: Expression, value: string): boolean => node.kind === "number" && node.value === value;
const isMinusOne = (node: Expression): boolean => node.kind === "negate" && isNumber(node.of, "1");

/** `I`, `I_n`, also where nothing else declares it. */
function isIdentity(node: Expression, { identities, variables }: Declarations): boolean {
  if (node.kind !== "symbol") return false;
  return identities.has(nameText(node)) || (node.name === "I" && !variables.has(letterText(node)));
}

/** `A^\top A` and `A A^\top`. */
function orthonormal(node: Expression, { variables }: Declarations): Told | undefined {
  if (node.kind !== "times" || node.by === "\\odot") return undefined;
  const { left, right } = node;
  const columns = left.kind === "transpose" && same(left.of, right);
  const rows = right.kind === "transpose" && same(right.of, left);
  const name = columns ? right : left;
  if ((!columns && !rows) || name.kind !== "symbol") return undefined;
  const shape = variables.get(nameText(name))?.shape;
  const isSquare = shape !== undefined && shape.rows === shape.columns;
  return { name, property: isSquare ? "orthogonal" : columns ? "orthonormal columns" : "orthonormal rows" };
}

/** The x of `x^\top x`, `x \cdot x`, `\lVert x \rVert`, its square, and `\sum_i x_i^2`. */
function lengthOf(node: Expression, declared: Declarations): Expression | undefined {
  if (node.kind === "times") {
    const { left, right, by } = node;
    const isDot = by === "\\cdot" || by === "\\langle";
    const first = left.kind === "transpose" ? left.of : isDot ? left : undefined;
    return first && same(first, right) ? right : undefined;
  }
  const [base, squared] =
    node.kind === "power" && isNumber(node.exponent, "2") ? [node.base, true] : [node, false];
  if (base.kind === "norm" && (base.order === undefined || base.order === "2")) return base.of;
  if (base.kind === "bars") return base.of;
  if (squared || node.kind !== "sum" || node.body.kind !== "power") return undefined;
  const { exponent, base: body } = node.body;
  return isNumber(exponent, "2") ? summedName({ ...node, body }, declared) : undefined;
}

/** The y of `\sum_w y_w` over all its entries. */
function summedName(node: Expression, { variables }: Declarations): Expression | undefined {
  if (node.kind === "times" && node.left.kind === "transpose" && node.left.of.kind === "symbol") {
    const isOnes = variables.get(nameText(node.left.of))?.properties.includes("ones");
    return isOnes ? node.right : undefined;
  }
  if (node.kind !== "sum" || node.bound.except || node.body.kind !== "symbol") return undefined;
  const { indices, ...whole } = node.body;
  const isEntry = indices?.length === 1 && indexText(indices[0]) === indexText(node.bound.index);
  const variable = variables.get(letterText(node.body));
  return isEntry && variable && variable.shape.columns === "1" && !isScalar(variable.shape)
    ? whole
    : undefined;
}

/** The name itself, or the p of `p_k` where k is any index. */
function everyEntry(node: Expression, { variables }: Declarations): Expression | undefined {
  if (node.kind !== "symbol" || !node.indices || variables.has(nameText(node))) return node;
  const { indices, ...whole } = node;
  const variable = variables.get(letterText(node));
  const isAny = indices.every(({ name, at, offset }) => /^[ijkw]$/.test(name) && !at && !offset);
  return isAny && variable && !isScalar(variable.shape) ? whole : undefined;
}

/** The declarations where a variable has a property as well; undefined where it is no variable. */
export function withProperty(
  declared: Declarations,
  name: Expression,
  property: "positive" | Property,
): Declarations | undefined {
  const variable = name.kind === "symbol" ? declared.variables.get(nameText(name)) : undefined;
  if (name.kind !== "symbol" || !variable) return undefined;
  if (property !== "positive" && propertyMismatch(property, variable.shape)) return undefined;
  if (property !== "positive" && hasProperty(variable.properties, property)) return declared;
  const more: Variable =
    property === "positive"
      ? { ...variable, positive: true }
      : { ...variable, properties: [...variable.properties, property] };
  return { ...declared, variables: new Map([...declared.variables, [nameText(name), more]]) };
}
