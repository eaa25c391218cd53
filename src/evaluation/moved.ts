import { row, type Matrix } from "../model/matrix";
import { padded, rotationOnto, times } from "./align";
import { unitRows } from "../vectors/cosine";

/** How far words move from one setting to another, and how far they move between seeds of one setting. */
export interface MovedWords {
  /** degrees between the two settings, a mean over pairs of seeds, shape (n) */
  readonly between: Float64Array;
  /** degrees between two seeds of the same settings, shape (n); undefined if neither has two seeds */
  readonly within: Float64Array | undefined;
  /** whether the noise of the seeds can explain the difference; undefined unless both settings have two seeds */
  readonly test: PermutationTest | undefined;
}

/** A permutation test of "the two settings are the same": how often randomly mixed seeds differ as much. */
export interface PermutationTest {
  /** mean degrees between the settings, less those within, over all words */
  readonly excess: number;
  /** ways to split the seeds into two groups, the actual one included; 1 / splits is the least possible p */
  readonly splits: number;
  /** share of them with at least this excess */
  readonly p: number;
  /** words that are farther apart in every pair of seeds across the settings than in any pair within one */
  readonly beyond: readonly number[];
}

/**
 * Measures how far each word moves from one setting to another. Every two sets of vectors are aligned by a rotation, as
 * unit vectors, so that neither the choice of axes nor length counts; the angle that is left is how far a word moved.
 * Vectors of fewer dimensions are filled up with zeros. Two seeds of one setting differ too, so compare the movement
 * between the settings with the movement within them.
 *
 * @param a vectors of one setting, one matrix a seed, all of shape (n, d)
 * @param b of the other, all of shape (n, e); the same words in the same rows
 */
export function movedWords(a: readonly Matrix[], b: readonly Matrix[]): MovedWords {
  if (a.length === 0 || b.length === 0)
    throw new RangeError("movedWords requires vectors of both settings, got none of one");
  if (a[0].rows === 0) throw new RangeError("movedWords requires at least one word, got none");
  const cols = Math.max(...[...a, ...b].map((vectors) => vectors.cols));
  const unit = [...a, ...b].map((vectors) => padded(unitRows(vectors), cols));
  const ofA = [...a.keys()];
  const angles = pairwise(unit);
  const { between, within } = split(angles, ofA, unit.length);
  const n = unit[0].rows;
  return {
    between: elementwiseMean(between, n),
    within: within.length > 0 ? elementwiseMean(within, n) : undefined,
    test: a.length > 1 && b.length > 1 ? permutationTest(angles, ofA, unit.length, n) : undefined,
  };
}

/** Degrees between corresponding rows, after the second set is rotated onto the first, shape (n). 90 for rows of zeros. */
export function angles(A: Matrix, B: Matrix): Float64Array {
  const rotated = times(B, rotationOnto(A, B));
  return Float64Array.from({ length: A.rows }, (_, r) => {
    const [u, v] = [row(A, r), row(rotated, r)];
    let dot = 0;
    for (let i = 0; i < u.length; i++) dot += u[i] * v[i];
    return (180 / Math.PI) * Math.acos(Math.min(1, Math.max(-1, dot)));
  });
}

/** The angles of each two sets; entry (i, j) with i < j is at i * count + j. */
type Pairwise = ReadonlyMap<number, Float64Array>;

function pairwise(sets: readonly Matrix[]): Pairwise {
  const found = new Map<number, Float64Array>();
  sets.forEach((A, i) => {
    for (let j = i + 1; j < sets.length; j++) found.set(i * sets.length + j, angles(A, sets[j]));
  });
  return found;
}

/** Splits pairs into those across the two halves, and those within one of them. */
function split<T>(
  pairs: ReadonlyMap<number, T>,
  half: readonly number[],
  count: number,
): { between: T[]; within: T[] } {
  const [between, within]: [T[], T[]] = [[], []];
  for (const [key, value] of pairs) {
    const across = half.includes(Math.floor(key / count)) !== half.includes(key % count);
    (across ? between : within).push(value);
  }
  return { between, within };
}

function permutationTest(all: Pairwise, half: readonly number[], count: number, n: number): PermutationTest {
  const means = new Map([...all].map(([key, values]) => [key, mean(values)]));
  const computeExcess = (chosen: readonly number[]): number => {
    const { between, within } = split(means, chosen, count);
    return mean(between) - mean(within);
  };
  const excess = computeExcess(half);
  // halves of equal size give each split twice: fix the half of the first seed
  const splits = choices(count, half.length).filter(
    (chosen) => 2 * half.length !== count || chosen.includes(0),
  );
  const asFar = splits.filter((chosen) => computeExcess(chosen) >= excess - 1e-12 * Math.abs(excess));
  const { between, within } = split(all, half, count);
  const words = Array.from({ length: n }, (_, w) => w);
  const beyond = words.filter(
    (w) => Math.min(...between.map((values) => values[w])) > Math.max(...within.map((values) => values[w])),
  );
  return { excess, splits: splits.length, p: asFar.length / splits.length, beyond };
}

/** All ways to choose k of the numbers from 0 to n − 1. */
function choices(n: number, k: number, from = 0): number[][] {
  if (k === 0) return [[]];
  const found: number[][] = [];
  for (let i = from; i <= n - k; i++) for (const rest of choices(n, k - 1, i + 1)) found.push([i, ...rest]);
  return found;
}

function elementwiseMean(arrays: readonly Float64Array[], n: number): Float64Array {
  return Float64Array.from({ length: n }, (_, w) => mean(arrays.map((values) => values[w])));
}

function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum / values.length;
}
