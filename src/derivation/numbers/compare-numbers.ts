import { bigNumbers, Undefined } from "./arithmetic";
import { createTestPoints } from "./test-points";
import type { AtPoint } from "./compare-at";
import { compareAt, hasValue, isPole, seemEqual } from "./compare-at";
import type { TypedExpression } from "../typed/typed-expression";
import { evaluate } from "./evaluate";
import { TooLong } from "./too-long";
import { valueByFormula } from "./formula";
import type { Range } from "../declare/range";
import { fixedSize } from "../declare/range";
import type { Index } from "../typed/indices";
import { fixedIndex } from "../typed/indices";
import { anyEntry, lower } from "../proof/lower";
import type { Scalar } from "../proof/scalar";
import { Undecided } from "../proof/undecided";
import type { Point } from "./point";
import type { Context } from "../typed/context";

/** What numbers say of an equation. Only `agree` is a pass, and only with at least one point. */
export type NumericalVerdict =
  | { verdict: "agree"; points: number; precise: number; formulas: number }
  | { verdict: "differ"; points: number; at: Point }
  | { verdict: "undecided"; points: number; because: string };

/** At so many points both sides are worked out in 64 digits or more; at the others, where doubles do not agree. */
const precisePoints = 4;
/** So many points are also worked out by mathjs alone, from the lowered entries. */
const formulaPoints = 2;

/**
 * Compares two expressions in numbers at every test point of the context, on two routes: matrices with dual
 * numbers, and mathjs's formula and derivative of every lowered entry. The routes have to agree.
 */
export function compareNumbers(
  left: TypedExpression,
  right: TypedExpression,
  context: Context,
  testPoints = createTestPoints(context),
): NumericalVerdict {
  let points = 0;
  let precise = 0;
  let formulas = 0;
  let formulasTooLong = false;
  let tooLong = 0;
  const small = pointsForFormulas(testPoints);
  for (const at of testPoints) {
    const isPrecise = precise < precisePoints;
    const verdict = tooLong < 2 ? verdictAt(left, right, at, isPrecise) : "too long";
    if (verdict === "too long") tooLong++;
    if (verdict === "different") return { verdict: "differ", points, at };
    if (verdict !== "equal") continue;
    points++;
    if (isPrecise) precise++;
    if (formulas >= formulaPoints || formulasTooLong || !small.includes(at)) continue;
    const routes = [left, right].map((side) => routesAgree(side, at));
    if (routes.includes("no"))
      return { verdict: "undecided", points, because: "the two numerical routes disagree" };
    if (routes.includes("too long")) formulasTooLong = true;
    else formulas++;
  }
  if (points > 0) return { verdict: "agree", points, precise, formulas };
  return { verdict: "undecided", points, because: whyNone(testPoints.length, tooLong) };
}

/** The smallest points, among those at which no size is 1; all where there are none. */
function pointsForFormulas(points: readonly Point[]): readonly Point[] {
  const sizes = (at: Point): number[] => [...at.sizes.values()];
  const total = (at: Point): number => sizes(at).reduce((sum, size) => sum + size, 0);
  const general = points.filter((at) => !sizes(at).includes(1));
  const chosen = general.length >= formulaPoints ? general : points;
  const largest = chosen.map(total).sort((a, b) => a - b)[formulaPoints + 1] ?? Infinity;
  return chosen.filter((at) => total(at) <= largest);
}

/**
 * A point at which the right side divides by zero and the left has a value, where that is so at most points: a
 * division by zero at a single point says nothing, one nearly everywhere is a difference.
 */
export function findPole(
  left: TypedExpression,
  right: TypedExpression,
  testPoints: readonly Point[],
): Point | undefined {
  const valued = testPoints.filter((at) => hasValue(left, at));
  const poles = valued.filter((at) => isPole(right, at));
  return poles.length > valued.length / 2 ? poles[0] : undefined;
}

function whyNone(testPoints: number, tooLong: number): string {
  if (testPoints === 0) return "no test point satisfies the hypotheses";
  return tooLong > 0 ? "it takes too many steps to compute" : "both sides have no value at any point";
}

function verdictAt(
  left: TypedExpression,
  right: TypedExpression,
  at: Point,
  precise: boolean,
): AtPoint["verdict"] | "too long" {
  try {
    if (!precise && seemEqual(left, right, at)) return "equal";
    return compareAt(left, right, at).verdict;
  } catch (error) {
    if (error instanceof TooLong) return "too long";
    throw error;
  }
}

type Agreement = "yes" | "no" | "too long";

const agreed = new WeakMap<TypedExpression, WeakMap<Point, Agreement>>();

/** Whether matrices with dual numbers and mathjs's formula give the same entries, to 15 digits. */
export function routesAgree(typed: TypedExpression, at: Point): Agreement {
  const known = agreed.get(typed) ?? new WeakMap<Point, Agreement>();
  agreed.set(typed, known);
  const found = known.get(at) ?? compareRoutes(typed, at);
  known.set(at, found);
  return found;
}

function compareRoutes(typed: TypedExpression, at: Point): Agreement {
  try {
    return sameValues(typed, at) ? "yes" : "no";
  } catch (error) {
    if (error instanceof TooLong || error instanceof Undecided || error instanceof Undefined)
      return "too long";
    throw error;
  }
}

function sameValues(typed: TypedExpression, at: Point): boolean {
  const real = bigNumbers(64);
  const { row, column } = anyEntry(typed);
  const known = new Map<string, Scalar>();
  return evaluate(typed, at, real).every((line, i) =>
    line.every((entry, j) => {
      const [here, across] = [fixedSide(row, i, typed.rows), fixedSide(column, j, typed.columns)];
      const key = JSON.stringify([here, across]);
      const scalar = known.get(key) ?? lower(typed, here, across);
      known.set(key, scalar);
      const bound = new Map([
        ["row", i],
        ["column", j],
      ]);
      const other = valueByFormula(scalar, at, bound);
      if (!other) return false;
      const apart = Math.abs(real.number(real.minus(entry, other)));
      return apart <= 1e-15 * Math.max(1, Math.abs(real.number(entry)));
    }),
  );
}

/** A side of a fixed size is asked for by number, any other by name. */
function fixedSide(any: Index | undefined, id: number, size: Range): Index | undefined {
  return any && fixedSize(size) !== undefined ? fixedIndex(id + 1, size) : any;
}
