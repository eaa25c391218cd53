import type { Message } from "../latex/message";
import { code, message } from "../latex/message";
import type { Shape } from "./shape";
import { shapeText } from "./shape";

/** What is known of a variable beside its shape; see `declare` for what each means. */
export const properties = [
  "symmetric",
  "positive definite",
  "positive semidefinite",
  "invertible",
  "ones",
  "in (0, 1)",
  "sums to 1",
  "unit",
  "nonzero",
  "orthogonal",
  "orthonormal columns",
  "orthonormal rows",
] as const;
export type Property = (typeof properties)[number];

/** Properties that a property brings with it. */
const implied: Partial<Record<Property, readonly Property[]>> = {
  "positive semidefinite": ["symmetric"],
  "positive definite": ["positive semidefinite", "symmetric", "invertible"],
  orthogonal: ["invertible", "orthonormal columns", "orthonormal rows"],
};

/** Whether a variable has a property, by itself or as another brings it. */
export function hasProperty(of: readonly Property[], property: Property): boolean {
  return of.some((each) => each === property || implied[each]?.includes(property));
}

/** Reads a property as `declare` takes it, with spaces as they come. */
export function findProperty(text: string): Property | undefined {
  const bare = (each: string): string => each.replace(/^\\in\b/, "in").replace(/\s+/g, "");
  return properties.find((property) => property !== "ones" && bare(property) === bare(text));
}

/** Why a variable of a shape cannot have a property. */
export function propertyMismatch(property: Property, { rows, columns }: Shape): Message | undefined {
  const square = [
    "symmetric",
    "positive semidefinite",
    "positive definite",
    "invertible",
    "orthogonal",
  ].includes(property);
  if (square && (rows !== columns || rows === "1"))
    return message`only a square matrix is ${code(property)}, and this is ${shapeText({ rows, columns })}`;
  const isVector = (rows !== "1") !== (columns !== "1");
  if (property === "sums to 1" && !isVector)
    return message`only the entries of a vector can sum to 1, and this is ${shapeText({ rows, columns })}`;
  if (property === "unit" && !isVector)
    return message`only a vector can have length 1, and this is ${shapeText({ rows, columns })}`;
  if (property.startsWith("orthonormal") && (rows === "1" || columns === "1"))
    return message`only a matrix has ${code(property)}, and this is ${shapeText({ rows, columns })}`;
  return undefined;
}
