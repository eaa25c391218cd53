import type { Arithmetic } from "./arithmetic";
import { bigNumbers, doubles, Undefined } from "./arithmetic";
import type { TypedExpression } from "../typed/typed-expression";
import { evaluate } from "./evaluate";
import type { Matrix } from "./matrices";
import type { Point } from "./point";

/** What two expressions are at one point: equal, different in an entry, or not to be compared. */
export type AtPoint =
  | { verdict: "equal" }
  /** Neither side has a value there, or a derivative does not exist: the point refutes nothing. */
  | { verdict: "no value" }
  | {
      verdict: "different";
      row: number;
      column: number;
      left: number | undefined;
      right: number | undefined;
    };

/** Digits of the first look in BigNumbers, and of the last. */
const digits = [64, 128, 256];
/** What is below this in 128 digits or more is taken for 0. */
const noNumber = 1e-64;

/**
 * Compares two expressions at a point in BigNumbers, in as many digits as it takes until the larger of two entries
 * is well above what the digits resolve; a difference is confirmed in twice the digits.
 */
export function compareAt(left: TypedExpression, right: TypedExpression, point: Point): AtPoint {
  for (const precision of digits) {
    const zero = precision > digits[0] ? noNumber : 0;
    const found = compareIn(left, right, point, bigNumbers(precision), 10 ** (-precision / 4), zero);
    if (found === "unresolved") continue;
    if (found.verdict !== "different" || precision > digits[0]) return found;
  }
  return { verdict: "equal" }; // both below 1e-64, in 256 digits
}

/** A first look in doubles: whether both sides have values that agree to nine digits there. */
export function seemEqual(left: TypedExpression, right: TypedExpression, point: Point): boolean {
  const found = compareIn(left, right, point, doubles, 1e-9);
  return found !== "unresolved" && found.verdict === "equal";
}

/** A first look in doubles: false if they are surely not far apart there. */
export function seemDifferent(left: TypedExpression, right: TypedExpression, point: Point): boolean {
  const found = compareIn(left, right, point, doubles, 1e-5);
  return found !== "unresolved" && found.verdict === "different";
}

/** A look in BigNumbers of 64 digits: whether they differ there in an entry that these digits resolve. */
export function differAt(left: TypedExpression, right: TypedExpression, point: Point): boolean {
  const found = compareIn(left, right, point, bigNumbers(digits[0]), 1e-16);
  return found !== "unresolved" && found.verdict === "different";
}

/** Whether an expression has a value at a point. */
export function hasValue(typed: TypedExpression, point: Point): boolean {
  return !(evaluateOnce(typed, point, doubles) instanceof Undefined);
}

/** Whether an expression divides by zero at a point. */
export function isPole(typed: TypedExpression, point: Point): boolean {
  const value = evaluateOnce(typed, point, doubles);
  return value instanceof Undefined && value.kind === "pole";
}

function compareIn<T>(
  left: TypedExpression,
  right: TypedExpression,
  point: Point,
  real: Arithmetic<T>,
  floor: number,
  zero = 0,
): AtPoint | "unresolved" {
  const [a, b] = [evaluateOnce(left, point, real), evaluateOnce(right, point, real)];
  if (a instanceof Undefined || b instanceof Undefined) {
    const isKink = [a, b].some((side) => side instanceof Undefined && side.kind !== "domain");
    if (isKink || (a instanceof Undefined && b instanceof Undefined)) return { verdict: "no value" };
    const [left, right] = [a, b].map((side) =>
      side instanceof Undefined ? undefined : real.number(side[0][0]),
    );
    return { verdict: "different", row: 0, column: 0, left, right };
  }
  // One side may be a number that stands for all entries, as a 0 does for zeros.
  const sides = a.length * a[0].length >= b.length * b[0].length ? a : b;
  let resolved = true;
  for (const [row, line] of sides.entries()) {
    for (const column of line.keys()) {
      const [x, y] = [entry(a, row, column), entry(b, row, column)];
      const found = compareEntries(x, y, real, { floor, zero });
      if (found === "different")
        return { verdict: found, row, column, left: real.number(x), right: real.number(y) };
      resolved &&= found === "equal";
    }
  }
  return resolved ? { verdict: "equal" } : "unresolved";
}

function compareEntries<T>(
  x: T,
  y: T,
  real: Arithmetic<T>,
  { floor, zero }: { floor: number; zero: number },
): "equal" | "different" | "unresolved" {
  const apart = Math.abs(real.number(real.minus(x, y)));
  const size = Math.max(Math.abs(real.number(x)), Math.abs(real.number(y)));
  if (size <= zero) return "equal";
  if (size <= floor || !Number.isFinite(apart) || !Number.isFinite(size)) return "unresolved";
  return apart > floor * size ? "different" : "equal";
}

/** An entry; a number stands for all entries, as a 0 does for zeros. */
function entry<T>(of: Matrix<T>, row: number, column: number): T {
  return of.length === 1 && of[0].length === 1 ? of[0][0] : of[row][column];
}

const cache = new WeakMap<TypedExpression, WeakMap<Point, Map<number, Matrix<unknown> | Undefined>>>();

/** The value, computed once for each expression, point and precision; why not, where there is none. */
function evaluateOnce<T>(typed: TypedExpression, point: Point, real: Arithmetic<T>): Matrix<T> | Undefined {
  const points = cache.get(typed) ?? new WeakMap<Point, Map<number, Matrix<unknown> | Undefined>>();
  cache.set(typed, points);
  const values = points.get(point) ?? new Map<number, Matrix<unknown> | Undefined>();
  points.set(point, values);
  if (!values.has(real.digits)) values.set(real.digits, attempt(typed, point, real));
  return values.get(real.digits) as Matrix<T> | Undefined;
}

function attempt<T>(typed: TypedExpression, point: Point, real: Arithmetic<T>): Matrix<T> | Undefined {
  try {
    return evaluate(typed, point, real);
  } catch (error) {
    if (error instanceof Undefined) return error;
    throw error;
  }
}
