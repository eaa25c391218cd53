import type { Range } from "../declare/range";
import type { Random } from "../../random/random";
import { below } from "../../random/random";
import { Xoshiro128 } from "../../random/xoshiro";
import type { Point } from "./point";
import { DrawnIds, idAt, sizeAt } from "./point";
import { fixedValue } from "../typed/indices";
import type { Context } from "../typed/context";
import { fitProperties } from "./fit-properties";

/** How the ids of a point lie: all distinct, all equal, or random. */
export type Arrangement = "distinct" | "equal" | "random";
/** How large the entries are: some thousandths up to 2, or so large that sigma is within 1e-30 of 0 or 1, or 0. */
export type Entries = "usual" | "saturated" | "zero";

const tries = 60;
const plans: [sizes: number[], arrangement: Arrangement, entries: Entries][] = [
  [[2, 3, 4], "distinct", "usual"],
  [[3, 2, 3], "random", "usual"],
  [[1], "equal", "usual"],
  [[1], "equal", "saturated"],
  [[2], "equal", "usual"],
  [[2], "random", "usual"],
  [[3], "distinct", "usual"],
  [[3], "equal", "usual"],
  [[1, 2, 3], "random", "usual"],
  [[1, 2, 2], "random", "saturated"],
  [[2, 1, 3], "random", "zero"],
  [[1, 3, 4], "distinct", "usual"],
  [[1, 2, 4], "equal", "usual"],
  [[3, 2, 1], "random", "usual"],
  [[2, 3, 3], "random", "usual"],
  [[2, 2, 4], "distinct", "usual"],
  [[1, 1, 3], "random", "usual"],
  [[2, 3, 2], "random", "usual"],
];

/**
 * The points at which an equation is looked at, edges first among them: one dimension, one word, ids that
 * coincide (o among the negatives, repeated negatives) wherever no hypothesis forbids it, sigma near 0 and 1.
 * The same context always has the same points; it has none where its hypotheses leave none.
 */
export function createTestPoints(context: Context): Point[] {
  const random = new Xoshiro128(2);
  const found: Point[] = [];
  for (const [sizes, arrangement, entries] of plans) {
    const all = new Map(
      context.sizes.map((letter, i) => {
        const size = sizes[order(letter, i, context) % sizes.length];
        return [letter, Math.max(size, least(letter, context))];
      }),
    );
    const point = findPoint(context, all, arrangement, random);
    const full = point && filled(point, context, entries, random);
    if (full) found.push(full);
  }
  return found;
}

/** What a size is at least: 2 where x_2 is written. */
function least(size: Range, { indices }: Context): number {
  const fixed = [...indices.keys()].map((name) => fixedValue(name)).filter((each) => each?.range === size);
  return Math.max(1, ...fixed.map((each) => each?.value ?? 1));
}

/** d is the first of a plan's sizes, what counts draws the second, the words that are drawn the third. */
function order(letter: Range, i: number, { draws }: Context): number {
  if ([...draws.values()].some(({ into }) => into === letter)) return 2;
  if ([...draws.values()].some(({ over }) => over.includes(letter))) return 1;
  return { d: 0, K: 1, n: 2 }[letter] ?? i;
}

/** Ids for these sizes that satisfy the hypotheses; undefined if none is found. */
export function findPoint(
  context: Context,
  sizes: Map<Range, number>,
  arrangement: Arrangement,
  random: Random,
): Point | undefined {
  const isTooSmall = [...sizes].some(([letter, size]) => size < least(letter, context));
  for (let attempt = 0; attempt < tries && !isTooSmall; attempt++) {
    const point: Point = { sizes, indices: new Map(), draws: new DrawnIds(), values: new Map() };
    placeIds(point, context, attempt < tries / 2 ? arrangement : "random", random);
    if (allowed(point, context)) return point;
  }
  return undefined;
}

function placeIds(point: Point, context: Context, arrangement: Arrangement, random: Random): void {
  const taken = new Map<Range, number[]>();
  const place = (range: Range): number => {
    const before = taken.get(range) ?? [];
    const size = sizeAt(point, range);
    const free = Array.from({ length: size }, (_, id) => id).filter((id) => !before.includes(id));
    const choice =
      arrangement === "distinct" && free.length > 0 ? free[below(random, free.length)] : below(random, size);
    const id = arrangement === "equal" && before.length > 0 ? before[0] : choice;
    taken.set(range, [...before, id]);
    return id;
  };
  for (const [name, range] of context.indices) {
    const fixed = fixedValue(name);
    point.indices.set(name, fixed ? fixed.value - 1 : place(range));
  }
  for (const [of, { over, into }] of context.draws) {
    for (const at of tuples(over.map((range) => sizeAt(point, range)))) point.draws.set(of, at, place(into));
  }
}

/** Every list of whole numbers below these sizes. */
export function tuples(sizes: readonly number[]): number[][] {
  if (sizes.length === 0) return [[]];
  const rest = tuples(sizes.slice(1));
  return Array.from({ length: sizes[0] }, (_, first) => rest.map((each) => [first, ...each])).flat();
}

function allowed(point: Point, { different, draws, without }: Context): boolean {
  const none = new Map<string, number>();
  if (different.some(([left, right]) => idAt(point, left, none) === idAt(point, right, none))) return false;
  for (const [of, { over, distinct }] of draws) {
    const drawn = tuples(over.map((range) => sizeAt(point, range))).map((at) => ({
      at,
      id: point.draws.get(of, at),
    }));
    const excluded = without.filter(([from]) => from === of).map(([, index]) => idAt(point, index, none));
    if (drawn.some(({ id }) => id !== undefined && excluded.includes(id))) return false;
    // Of draws with several indices the last one counts, the others being equal.
    const seen = drawn.map(({ at, id }) => `${at.slice(0, -1).join(",")}:${id}`);
    if (distinct && new Set(seen).size < seen.length) return false;
  }
  return true;
}

/** The point with entries; undefined where no entries of these sizes have what is declared of them. */
function filled(point: Point, context: Context, entries: Entries, random: Random): Point | undefined {
  for (const [name, variable] of context.variables) {
    const row = Array.from({ length: sizeAt(point, variable.shape.columns) });
    const rows = Array.from({ length: sizeAt(point, variable.shape.rows) });
    const values = rows.map(() => row.map(() => chooseEntry(entries, variable.positive, random)));
    const fitted = fitProperties(values, variable);
    if (!fitted) return undefined;
    point.values.set(name, fitted);
  }
  return point;
}

function chooseEntry(entries: Entries, positive: boolean, random: Random): number {
  const usual = (below(random, 4000) - 2000 || 1) / 1000;
  const value = { usual, saturated: usual < 0 ? -9 : 9, zero: 0 }[entries];
  return positive ? Math.abs(value) || 1 : value;
}
