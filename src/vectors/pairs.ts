import { below, type Random } from "../random/random";
import { cosine, unitRows } from "./cosine";
import type { WordVectors } from "./word-vectors";

/** Two word ids. */
export type Pair = readonly [number, number];

/** How alike the words of some pairs are, beside pairs of equally frequent words drawn at random. */
export interface PairStatistics {
  /** mean cosine of the pairs */
  meanCosine: number;
  /** mean cosine of all the random lists together */
  randomMean: number;
  /** share of the random lists whose mean cosine is lower, 0 to 1; equal ones count half */
  percentile: number;
  /** (meanCosine − randomMean) in standard deviations of the random lists' means; 0 if those are all equal */
  score: number;
}

/**
 * Compares pairs with random lists of as many pairs. Frequent words have longer vectors of another
 * direction than rare ones, so every word is replaced by one of its own frequency: with counts whose
 * base-2 logarithm rounds to the same whole number.
 *
 * @param lists how many random lists; the percentile's steps are 1 / lists
 */
export function pairStatistics(
  pairs: readonly Pair[],
  of: WordVectors,
  random: Random,
  lists = 1000,
): PairStatistics {
  if (pairs.length === 0) throw new RangeError("pairStatistics requires one pair or more, got none");
  const unit = unitRows(of.vectors);
  const mean = (list: readonly Pair[]): number =>
    list.reduce((sum, [a, b]) => sum + cosine(unit, a, b), 0) / list.length;
  const meanCosine = mean(pairs);
  const alike = sameFrequency(of.counts);
  const drawn = Float64Array.from({ length: lists }, () =>
    mean(pairs.map(([a, b]) => matched(alike(a), alike(b), random))),
  );
  const randomMean = drawn.reduce((sum, value) => sum + value, 0) / lists;
  const deviation = Math.sqrt(drawn.reduce((sum, value) => sum + (value - randomMean) ** 2, 0) / lists);
  const lower = drawn.filter((value) => value < meanCosine).length;
  const equal = drawn.filter((value) => value === meanCosine).length;
  const score = deviation > 0 ? (meanCosine - randomMean) / deviation : 0;
  return { meanCosine, randomMean, percentile: (lower + equal / 2) / lists, score };
}

/** Mean cosine of random pairs of two different words: near 0 for directions without order, 1 for one line. */
export function meanCosine({ vectors }: WordVectors, random: Random, pairs = 10_000): number {
  if (vectors.rows < 2) throw new RangeError(`meanCosine requires two words or more, got ${vectors.rows}`);
  const unit = unitRows(vectors);
  let sum = 0;
  for (let i = 0; i < pairs; i++) {
    const a = below(random, vectors.rows);
    const b = below(random, vectors.rows - 1);
    sum += cosine(unit, a, b < a ? b : b + 1);
  }
  return sum / pairs;
}

/** From a word to all words about as frequent, itself among them. */
function sameFrequency(counts: ArrayLike<number>): (id: number) => readonly number[] {
  const classOf = (id: number): number => Math.round(Math.log2(counts[id]));
  const classes = new Map<number, number[]>();
  for (let id = 0; id < counts.length; id++) {
    const members = classes.get(classOf(id));
    if (members) members.push(id);
    else classes.set(classOf(id), [id]);
  }
  return (id) => classes.get(classOf(id)) ?? [id];
}

/** A random pair of different words, one of each class; of a class of one word, that word with itself. */
function matched(first: readonly number[], second: readonly number[], random: Random): Pair {
  const a = first[below(random, first.length)];
  for (;;) {
    const b = second[below(random, second.length)];
    if (a !== b || second.length === 1) return [a, b];
  }
}
