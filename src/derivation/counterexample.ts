import { below } from "../random/random";
import { Xoshiro128 } from "../random/xoshiro";
import { caseAt, tuples } from "./cases";
import { compareAt, seemDifferent } from "./compare-at";
import type { Core } from "./core";
import type { Point } from "./point";
import { sizeAt } from "./point";
import type { Situation } from "./situation";

/** A small case in which two sides differ, and both values of one entry; undefined is "no value". */
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
const largest = 3;
const triesAtSize = 16;

/**
 * The smallest case in which two sides differ: sizes as small as can be, entries of small whole numbers and
 * halves, each as simple as it can be while the sides still differ.
 *
 * @param known a case that is known to differ, used where no smaller one is found
 */
export function smallest(
  left: Core,
  right: Core,
  situation: Situation,
  known: Point,
): Counterexample | undefined {
  const random = new Xoshiro128(1);
  for (const sizes of smallSizes(situation)) {
    for (let attempt = 0; attempt < triesAtSize; attempt++) {
      const arrangement = (["apart", "together", "anyhow"] as const)[attempt % 3];
      const point = caseAt(situation, sizes, arrangement, random);
      if (!point) break;
      fill(point, situation, (list) => list[below(random, list.length)]);
      if (!seemDifferent(left, right, point)) continue;
      const found = measured(left, right, simplified(left, right, situation, point));
      if (found) return found;
    }
  }
  return measured(left, right, known);
}

/** Sizes up to 3, those with the smallest sum first. */
function smallSizes({ sizes }: Situation): Map<string, number>[] {
  const total = (list: number[]): number => list.reduce((sum, size) => sum + size, 0);
  const all = tuples(sizes.map(() => largest)).sort((a, b) => total(a) - total(b));
  return all.slice(0, 120).map((list) => new Map(sizes.map((letter, i) => [letter, list[i] + 1])));
}

function fill(point: Point, { variables }: Situation, choose: (list: number[]) => number): void {
  for (const [name, { shape, positive }] of variables) {
    const columns = Array.from({ length: sizeAt(point, shape.columns) });
    const rows = Array.from({ length: sizeAt(point, shape.rows) });
    point.values.set(
      name,
      rows.map(() => columns.map(() => choose(positive ? positives : simple))),
    );
  }
}

/** Each entry in turn made as simple as the difference allows. */
function simplified(left: Core, right: Core, { variables }: Situation, start: Point): Point {
  let point = start;
  for (const [name, { positive }] of variables) {
    const rows = point.values.get(name) ?? [];
    for (const [i, row] of rows.entries()) {
      for (const j of row.keys()) {
        const list = positive ? positives : simple;
        const simpler = list
          .slice(0, list.indexOf(row[j]))
          .map((value) => withEntry(point, name, i, j, value));
        point = simpler.find((each) => seemDifferent(left, right, each)) ?? point;
      }
    }
  }
  return point;
}

function withEntry(point: Point, name: string, i: number, j: number, value: number): Point {
  const rows = (point.values.get(name) ?? []).map((row) => [...row]);
  rows[i][j] = value;
  return { ...point, values: new Map([...point.values, [name, rows]]) };
}

function measured(left: Core, right: Core, point: Point): Counterexample | undefined {
  const found = compareAt(left, right, point);
  return found.verdict === "different" ? { point, ...found } : undefined;
}
