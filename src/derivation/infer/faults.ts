import type { Declarations } from "../declare/declarations";
import type { Expression } from "../latex/expression";
import { Malformed } from "../latex/malformed";
import { letterText } from "../latex/name-text";
import { isZero } from "../latex/zero";
import { comparable, elaborate } from "../typed/elaborate";
import { ShapeMismatch } from "../typed/shape-mismatch";
import type { TypedExpression } from "../typed/typed-expression";
import { afterText } from "./carry";
import { definitionsIn } from "./definitions";
import { findHidden } from "./hidden-derivatives";
import { declaredAt, looseIndices } from "./loose-indices";
import { losses } from "./losses";
import type { Section } from "./section";
import { usesIn } from "./uses";

/**
 * How much of a section does not fit what its names are taken to mean: sides that cannot be understood, equations
 * whose sides differ in shape, and derivatives that would be 0 only because of it. Whether an equation holds is not
 * asked, so that no reading is chosen because a claim is right in it.
 */
export function countFaults(section: Section, declared: Declarations): number {
  const all = afterText(section, declared);
  const loose = looseIndices(all, section.declared);
  let faults = 0;
  for (const equation of section.equations) {
    const known = declaredAt(equation, all, loose);
    const read = equation.sides.filter((side) => side !== undefined);
    const typed = read.map((side) => understand(side, known));
    faults += typed.filter((side) => side === undefined).length;
    faults += typed.slice(1).filter((side) => side && typed[0] && !canEqual(typed[0], side)).length;
    if (!read.some(isZero) && findHidden(read, known, () => true)) faults++;
  }
  return faults;
}

/** The names that a section uses and that were defined before it by something that could not be understood there. */
export function listUnclear(section: Section, before: Declarations): string[] {
  const { names } = usesIn(section.equations);
  const own = definitionsIn(section.equations, section.declared);
  return [...before.definitions].flatMap(([key, { name, parameters, body }]) => {
    const isPlain = parameters.length === 0 && !name.indices && !losses.includes(name.name);
    const isUsed = names.has(letterText(name)) && !own.has(key);
    return isPlain && isUsed && understand(body, before) === undefined ? [key] : [];
  });
}

function understand(side: Expression, declared: Declarations): TypedExpression | undefined {
  try {
    return elaborate(side, declared);
  } catch (error) {
    if (error instanceof Malformed || error instanceof ShapeMismatch) return undefined;
    throw error;
  }
}

const canEqual = (left: TypedExpression, right: TypedExpression): boolean =>
  [left, right].some((side) => side.kind === "number") || comparable(left, right);
