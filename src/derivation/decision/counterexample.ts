import { below } from "../../random/random";
import { Xoshiro128 } from "../../random/xoshiro";
import { findPoint, tuples } from "../numbers/test-points";
import { compareAt, seemDifferent } from "../numbers/compare-at";
import type { TypedExpression } from "../typed/typed-expression";
import type { Point } from "../numbers/point";
import { sizeAt } from "../numbers/point";
import type { Context } from "../typed/context";
import { fitProperties } from "../numbers/fit-properties";
import type { Variable } from "../declare/declarations";
import { hasProperty } from "../declare/properties";

/** A small point at which two sides differ, and both values of one entry; undefined is "no value". */
export interface Counterexample {
  point: Point;
  /** The entry that differs, counted from 0. */
  row: number;
  column: number;
  left: number | undefined;
  right: number | undefined;
}

/** What an entry may be, simplest first. */
const simple = [1, 0, -1, 2, -2, 0.5, -0.5];
const positives = [1, 2, 0.5];
const parts = [0.5, 0.25, 0.75];
/** Entries that sum to 1 are quarters. */
const units = 4;
const largest = 3;
const triesAtSize = 16;

/**
 * The smallest point at which two sides differ: sizes as small as can be, entries of small whole numbers and
 * halves, each as simple as it can be while the sides still differ.
 *
 * @param known a point at which they are known to differ, used where no smaller one is found
 */
export function findCounterexample(
  left: TypedExpression,
  right: TypedExpression,
  context: Context,
  known: Point,
): Counterexample | undefined {
  const measure = (point: Point): Counterexample | undefined => measured(left, right, point);
  return findSmallest(context, (point) => seemDifferent(left, right, point), measure) ?? measure(known);
}

/**
 * The smallest point at which something fails.
 *
 * @param seems   a quick look: whether it seems to fail there
 * @param measure what fails there, if it does
 */
export function findSmallest(
  context: Context,
  seems: (point: Point) => boolean,
  measure: (point: Point) => Counterexample | undefined,
): Counterexample | undefined {
  const expected = asExpected(context);
  return (expected && search(expected, seems, measure)) ?? search(context, seems, measure);
}

/** The context with positive columns such as \hat{y} as probabilities, which a reader expects; undefined without any. */
function asExpected(context: Context): Context | undefined {
  const variables = [...context.variables].map(([text, variable]): [string, Variable] => {
    const { name, shape, positive, properties } = variable;
    const isPrediction = positive && name.accent === "hat" && shape.columns === "1" && shape.rows !== "1";
    return [text, isPrediction ? { ...variable, properties: [...properties, "sums to 1"] } : variable];
  });
  const changed = variables.some(([text, variable]) => variable !== context.variables.get(text));
  return changed ? { ...context, variables: new Map(variables) } : undefined;
}

function search(
  context: Context,
  seems: (point: Point) => boolean,
  measure: (point: Point) => Counterexample | undefined,
): Counterexample | undefined {
  const random = new Xoshiro128(1);
  for (const sizes of smallSizes(context)) {
    for (let attempt = 0; attempt < triesAtSize; attempt++) {
      const arrangement = (["distinct", "equal", "random"] as const)[attempt % 3];
      const point = findPoint(context, sizes, arrangement, random);
      if (!point) break;
      if (!fill(point, context, (list) => list[below(random, list.length)])) continue;
      if (!seems(point)) continue;
      const found = measure(simplified(seems, context, point));
      if (found) return found;
    }
  }
  return undefined;
}

/** Sizes up to 3, those with the smallest sum first. */
function smallSizes({ sizes }: Context): Map<string, number>[] {
  const total = (list: number[]): number => list.reduce((sum, size) => sum + size, 0);
  const all = tuples(sizes.map(() => largest)).sort((a, b) => total(a) - total(b));
  return all.slice(0, 120).map((list) => new Map(sizes.map((letter, i) => [letter, list[i] + 1])));
}

/** What an entry of a variable may be, simplest first. */
function choices({ positive, properties }: Variable): number[] {
  return hasProperty(properties, "in (0, 1)") ? parts : positive ? positives : simple;
}

/** Whether there are entries of these sizes that have what is declared of them. */
function fill(point: Point, { variables }: Context, choose: (list: number[]) => number): boolean {
  return [...variables].every(([name, variable]) => {
    const columns = Array.from({ length: sizeAt(point, variable.shape.columns) });
    const rows = Array.from({ length: sizeAt(point, variable.shape.rows) });
    const values = rows.map(() => columns.map(() => choose(choices(variable))));
    const fitted = fitProperties(values, variable, units);
    if (fitted) point.values.set(name, fitted);
    return fitted !== undefined;
  });
}

/** Each entry in turn made as simple as the failure allows. */
function simplified(seems: (point: Point) => boolean, { variables }: Context, start: Point): Point {
  let point = start;
  for (const [name, variable] of variables) {
    const rows = point.values.get(name) ?? [];
    const list = choices(variable);
    for (const [i, row] of rows.entries()) {
      for (const j of row.keys()) {
        const simpler = list
          .slice(0, list.indexOf(row[j]))
          .flatMap((value) => withEntry(point, name, variable, i, j, value) ?? []);
        point = simpler.find(seems) ?? point;
      }
    }
  }
  return point;
}

function withEntry(
  point: Point,
  name: string,
  variable: Variable,
  i: number,
  j: number,
  value: number,
): Point | undefined {
  const rows = (point.values.get(name) ?? []).map((row) => [...row]);
  rows[i][j] = value;
  const fitted = fitProperties(rows, variable, units);
  return fitted && { ...point, values: new Map([...point.values, [name, fitted]]) };
}

function measured(left: TypedExpression, right: TypedExpression, point: Point): Counterexample | undefined {
  const found = compareAt(left, right, point);
  return found.verdict === "different" ? { point, ...found } : undefined;
}
