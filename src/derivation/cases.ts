import type { Random } from "../random/random";
import { below } from "../random/random";
import { Xoshiro128 } from "../random/xoshiro";
import type { Point } from "./point";
import { drawKey, idAt, sizeAt } from "./point";
import type { Range } from "./proof/scalar";
import type { Situation } from "./situation";

/** How the ids of a case lie: all apart, all the same, or anyhow. */
export type Arrangement = "apart" | "together" | "anyhow";
/** How large the entries are: some thousandths up to 2, or so large that sigma is within 1e-30 of 0 or 1, or 0. */
export type Entries = "usual" | "saturated" | "zero";

const tries = 60;
const plans: [sizes: number[], arrangement: Arrangement, entries: Entries][] = [
  [[2, 3, 4], "apart", "usual"],
  [[3, 2, 3], "anyhow", "usual"],
  [[1], "together", "usual"],
  [[1], "together", "saturated"],
  [[2], "together", "usual"],
  [[2], "anyhow", "usual"],
  [[3], "apart", "usual"],
  [[3], "together", "usual"],
  [[1, 2, 3], "anyhow", "usual"],
  [[1, 2, 2], "anyhow", "saturated"],
  [[2, 1, 3], "anyhow", "zero"],
  [[1, 3, 4], "apart", "usual"],
  [[1, 2, 4], "together", "usual"],
  [[3, 2, 1], "anyhow", "usual"],
  [[2, 3, 3], "anyhow", "usual"],
  [[2, 2, 4], "apart", "usual"],
  [[1, 1, 3], "anyhow", "usual"],
  [[2, 3, 2], "anyhow", "usual"],
];

/**
 * The cases at which an equation is looked at, edges first among them: one dimension, one word, ids that
 * coincide (o among the negatives, repeated negatives) wherever no hypothesis forbids it, sigma near 0 and 1.
 * The same situation always has the same cases; it has none where its hypotheses leave none.
 */
export function casesOf(situation: Situation): Point[] {
  const random = new Xoshiro128(2);
  const found: Point[] = [];
  for (const [sizes, arrangement, entries] of plans) {
    const all = new Map(situation.sizes.map((letter, i) => [letter, sizes[order(letter, i) % sizes.length]]));
    const point = caseAt(situation, all, arrangement, random);
    if (point) found.push(filled(point, situation, entries, random));
  }
  return found;
}

/** d is the first of a plan's sizes, draws the second, words the third. */
function order(letter: Range, i: number): number {
  return { d: 0, K: 1, n: 2 }[letter] ?? i;
}

/** Ids for these sizes that satisfy the hypotheses; undefined if none is found. */
export function caseAt(
  situation: Situation,
  sizes: Map<Range, number>,
  arrangement: Arrangement,
  random: Random,
): Point | undefined {
  for (let attempt = 0; attempt < tries; attempt++) {
    const point: Point = { sizes, indices: new Map(), draws: new Map(), values: new Map() };
    placeIds(point, situation, attempt < tries / 2 ? arrangement : "anyhow", random);
    if (allowed(point, situation)) return point;
  }
  return undefined;
}

function placeIds(point: Point, situation: Situation, arrangement: Arrangement, random: Random): void {
  const taken = new Map<Range, number[]>();
  const place = (range: Range): number => {
    const before = taken.get(range) ?? [];
    const size = sizeAt(point, range);
    const free = Array.from({ length: size }, (_, id) => id).filter((id) => !before.includes(id));
    const choice =
      arrangement === "apart" && free.length > 0 ? free[below(random, free.length)] : below(random, size);
    const id = arrangement === "together" && before.length > 0 ? before[0] : choice;
    taken.set(range, [...before, id]);
    return id;
  };
  for (const [name, range] of situation.indices) point.indices.set(name, place(range));
  for (const [of, { over, into }] of situation.draws) {
    for (const at of tuples(over.map((range) => sizeAt(point, range))))
      point.draws.set(drawKey(of, at), place(into));
  }
}

/** Every list of whole numbers below these sizes. */
export function tuples(sizes: readonly number[]): number[][] {
  if (sizes.length === 0) return [[]];
  const rest = tuples(sizes.slice(1));
  return Array.from({ length: sizes[0] }, (_, first) => rest.map((each) => [first, ...each])).flat();
}

function allowed(point: Point, { different, draws, without }: Situation): boolean {
  const none = new Map<string, number>();
  if (different.some(([left, right]) => idAt(point, left, none) === idAt(point, right, none))) return false;
  for (const [of, { over, distinct }] of draws) {
    const drawn = tuples(over.map((range) => sizeAt(point, range))).map((at) => ({
      at,
      id: point.draws.get(drawKey(of, at)),
    }));
    const excluded = without.filter(([from]) => from === of).map(([, index]) => idAt(point, index, none));
    if (drawn.some(({ id }) => id !== undefined && excluded.includes(id))) return false;
    // Of draws with several indices the last one counts, the others being equal.
    const seen = drawn.map(({ at, id }) => `${at.slice(0, -1).join(",")}:${id}`);
    if (distinct && new Set(seen).size < seen.length) return false;
  }
  return true;
}

function filled(point: Point, situation: Situation, entries: Entries, random: Random): Point {
  for (const [name, { shape, positive }] of situation.variables) {
    const row = Array.from({ length: sizeAt(point, shape.columns) });
    const rows = Array.from({ length: sizeAt(point, shape.rows) });
    point.values.set(
      name,
      rows.map(() => row.map(() => entryOf(entries, positive, random))),
    );
  }
  return point;
}

function entryOf(entries: Entries, positive: boolean, random: Random): number {
  const usual = (below(random, 4000) - 2000 || 1) / 1000;
  const value = { usual, saturated: usual < 0 ? -9 : 9, zero: 0 }[entries];
  return positive ? Math.abs(value) || 1 : value;
}
