import type { Arithmetic } from "./arithmetic";
import { bigNumbers, doubles, Undefined } from "./arithmetic";
import type { Core } from "./core";
import { evaluate } from "./evaluate";
import type { Numbers } from "./matrices";
import type { Point } from "./point";

/** What two expressions are at one point: equal, different in an entry, or without a value on both sides. */
export type AtPoint =
  | { verdict: "equal" | "no value" }
  | {
      verdict: "different";
      row: number;
      column: number;
      left: number | undefined;
      right: number | undefined;
    };

/** Digits of the first look in BigNumbers, and of the last. */
const digits = [64, 128, 256];

/**
 * Compares two expressions at a point in BigNumbers: in as many digits as it takes until the larger of two
 * entries is well above the error of its difference quotients, 10^(-digits/3), and a difference is confirmed
 * in twice the digits.
 */
export function compareAt(left: Core, right: Core, point: Point): AtPoint {
  for (const precision of digits) {
    const found = compareIn(left, right, point, bigNumbers(precision), 10 ** (-precision / 4));
    if (found === "unresolved") continue;
    if (found.verdict !== "different" || precision > digits[0]) return found;
  }
  return { verdict: "equal" }; // both below 1e-64, in 256 digits
}

/** A first look in doubles: false if they are surely not far apart there. */
export function seemDifferent(left: Core, right: Core, point: Point): boolean {
  const found = compareIn(left, right, point, doubles, 1e-5);
  return found !== "unresolved" && found.verdict === "different";
}

/** A look in BigNumbers of 64 digits: whether they differ there in an entry that these digits resolve. */
export function differAt(left: Core, right: Core, point: Point): boolean {
  const found = compareIn(left, right, point, bigNumbers(digits[0]), 1e-16);
  return found !== "unresolved" && found.verdict === "different";
}

function compareIn<T>(
  left: Core,
  right: Core,
  point: Point,
  real: Arithmetic<T>,
  floor: number,
): AtPoint | "unresolved" {
  const [a, b] = [valueOf(left, point, real), valueOf(right, point, real)];
  if (!a && !b) return { verdict: "no value" };
  const sides = a ?? b ?? [];
  let resolved = true;
  for (const [row, line] of sides.entries()) {
    for (const column of line.keys()) {
      const [x, y] = [entry(a, row, column), entry(b, row, column)];
      const found = x === undefined || y === undefined ? "different" : compareEntries(x, y, real, floor);
      if (found === "different")
        return { verdict: found, row, column, left: shown(x, real), right: shown(y, real) };
      resolved &&= found === "equal";
    }
  }
  return resolved ? { verdict: "equal" } : "unresolved";
}

function compareEntries<T>(
  x: T,
  y: T,
  real: Arithmetic<T>,
  floor: number,
): "equal" | "different" | "unresolved" {
  const apart = Math.abs(real.number(real.minus(x, y)));
  const size = Math.max(Math.abs(real.number(x)), Math.abs(real.number(y)));
  if (size === 0) return "equal";
  if (Number.isNaN(apart)) return "different";
  if (size <= floor) return "unresolved";
  return apart > floor * size ? "different" : "equal";
}

/** An entry; a number stands for all entries, as a 0 does for zeros. */
function entry<T>(of: Numbers<T> | undefined, row: number, column: number): T | undefined {
  return of && (of.length === 1 && of[0].length === 1 ? of[0][0] : of[row][column]);
}

function shown<T>(value: T | undefined, real: Arithmetic<T>): number | undefined {
  return value === undefined ? undefined : real.number(value);
}

const cache = new WeakMap<Core, WeakMap<Point, Map<number, Numbers<unknown> | undefined>>>();

/** The value, computed once for each expression, point and precision; undefined where there is none. */
function valueOf<T>(core: Core, point: Point, real: Arithmetic<T>): Numbers<T> | undefined {
  const points = cache.get(core) ?? new WeakMap<Point, Map<number, Numbers<unknown> | undefined>>();
  cache.set(core, points);
  const values = points.get(point) ?? new Map<number, Numbers<unknown> | undefined>();
  points.set(point, values);
  if (!values.has(real.digits)) values.set(real.digits, attempt(core, point, real));
  return values.get(real.digits) as Numbers<T> | undefined;
}

function attempt<T>(core: Core, point: Point, real: Arithmetic<T>): Numbers<T> | undefined {
  try {
    return evaluate(core, point, real);
  } catch (error) {
    if (error instanceof Undefined) return undefined;
    throw error;
  }
}
