import { unusualness, type Choice, type Options } from "./choose";
import type { Expression } from "../latex/expression";
import type { Reading } from "./readings";
import type { Equation } from "./section";
import { usesIn } from "./uses";

/** The readings of the names of a section, and the options they are out of. */
export interface Chosen {
  options: Options;
  choice: Choice;
}

/**
 * What a section says before anything in it is claimed: its definitions, and what its claims are about, which is
 * their left sides.
 *
 * @param bodies the right sides of its definitions
 */
export function withoutClaims(equations: readonly Equation[], bodies: readonly Expression[]): Equation[] {
  return equations.map((equation) => {
    const body = equation.sides.findIndex((side) => side !== undefined && bodies.includes(side));
    return { ...equation, sides: equation.sides.slice(0, Math.max(body, 0) + 1) };
  });
}

/**
 * Whether a name is taken for less than its letter says, as A for a number: then a line may fit for this reason
 * only, since where all are numbers every order and every transpose fits.
 */
export function takesLess({ options, choice }: Chosen): boolean {
  return [...choice.readings].some(([name, reading]) => isLess(reading, options.get(name)?.[0].reading));
}

/**
 * Options in which no name is less than what the definitions make of it, or undefined where the choice does not
 * take one for less. A claim may say that a name is more than the definitions need; one that fits only where a
 * name is less would choose its own verdict. Names of which the definitions do not speak are left free.
 *
 * @param bodies the right sides of the definitions
 */
export function optionsWithin(
  bodies: readonly Expression[],
  { options, choice: { readings: least } }: Chosen,
  { choice: { readings } }: Chosen,
): Options | undefined {
  const spoken = usesIn([{ at: 0, sides: bodies }]).names;
  const becomesLess = (name: string, reading: Reading | undefined): boolean =>
    spoken.has(name) && isLess(reading, least.get(name));
  if (![...readings].some(([name, reading]) => becomesLess(name, reading))) return undefined;
  return new Map(
    [...options].map(([name, list]) => [name, list.filter(({ reading }) => !becomesLess(name, reading))]),
  );
}

/**
 * The equations that fit if a name is less than the definitions make of it, where that is not so unusual that the
 * definitions decide.
 */
export function findUnsettled({ choice }: Chosen, free: Chosen): Set<Equation> {
  const gap = unusualness(free.choice.trial) - unusualness(choice.trial);
  if (gap > decides) return new Set();
  const elsewhere = new Set(free.choice.trial.misfits.map(({ equation }) => equation));
  const here = choice.trial.misfits.map(({ equation }) => equation);
  return new Set(here.filter((equation) => !elsewhere.has(equation)));
}

/** What a number costs in place of a name that is transposed or measured. */
const decides = 2;

function isLess(one?: Reading, other?: Reading): boolean {
  if (!one || !other || one.way === "slices" || other.way === "slices" || one.way !== other.way) return false;
  return sides[one.kind] < sides[other.kind];
}

/** How many sides of a kind are longer than 1. */
const sides = { scalar: 0, column: 1, row: 1, matrix: 2 };
