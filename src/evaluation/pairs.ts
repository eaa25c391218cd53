import { below, type Random } from "../random/random";
import { Xoshiro128 } from "../random/xoshiro";
import { cosine, unitRows } from "../vectors/cosine";
import type { WordVectors } from "../model/word-vectors";

/** Two word ids. */
export type Pair = readonly [number, number];

/** How similar the words of some pairs are, compared with random pairs of equally frequent words. */
export interface PairStatistics {
  /** mean cosine of the pairs */
  meanCosine: number;
  /** mean cosine of all random lists */
  randomMean: number;
  /** share of the random lists whose mean cosine is lower, 0 to 1; equal ones count half */
  percentile: number;
  /** (meanCosine − randomMean) in standard deviations of the random lists' means; 0 if those are all equal */
  score: number;
}

/**
 * Compares pairs with random lists of as many pairs. Frequent words have longer vectors than rare ones, in other
 * directions. So every word is replaced by one of about its own frequency: the base-2 logarithms of their counts round
 * to the same whole number.
 *
 * @param lists how many random lists; the percentile's steps are 1 / lists
 */
export function pairStatistics(
  pairs: readonly Pair[],
  of: WordVectors,
  random: Random,
  lists = 1000,
): PairStatistics {
  if (pairs.length === 0) throw new RangeError("pairStatistics requires at least one pair, got none");
  if (!(Number.isInteger(lists) && lists >= 1))
    throw new RangeError(`pairStatistics requires lists to be an integer from 1, got ${lists}`);
  const unit = unitRows(of.vectors);
  const mean = (list: readonly Pair[]): number =>
    list.reduce((sum, [a, b]) => sum + cosine(unit, a, b), 0) / list.length;
  const meanCosine = mean(pairs);
  const peers = sameFrequency(of.counts);
  const drawn = Float64Array.from({ length: lists }, () =>
    mean(pairs.map(([a, b]) => drawPair(peers(a), peers(b), random))),
  );
  const randomMean = drawn.reduce((sum, value) => sum + value, 0) / lists;
  const deviation = Math.sqrt(drawn.reduce((sum, value) => sum + (value - randomMean) ** 2, 0) / lists);
  const lower = drawn.filter((value) => value < meanCosine).length;
  const equal = drawn.filter((value) => value === meanCosine).length;
  const varied = drawn.some((value) => value !== drawn[0]); // rounding alone gives a deviation of about 1e-17
  const score = varied ? (meanCosine - randomMean) / deviation : 0;
  return { meanCosine, randomMean, percentile: (lower + equal / 2) / lists, score };
}

/**
 * The score of some pairs of words in each of several runs, such as the seeds of one setting: see `pairStatistics`.
 * The random pairs of run number i are drawn from seed i + 1.
 *
 * @param runs  whose vectors are of the same words
 * @param pairs of these words
 */
export function pairScores(
  runs: readonly { readonly vectors: WordVectors }[],
  pairs: readonly (readonly [string, string])[],
): number[] {
  return runs.map(({ vectors }, i) => {
    const ids = new Map(vectors.words.map((word, w) => [word, w]));
    const asked = pairs.map(([a, b]): Pair => [known(ids, a), known(ids, b)]);
    return pairStatistics(asked, vectors, new Xoshiro128(i + 1)).score;
  });
}

function known(ids: ReadonlyMap<string, number>, word: string): number {
  const id = ids.get(word);
  if (id === undefined)
    throw new RangeError(`pairScores requires words of the vocabulary, got ${JSON.stringify(word)}`);
  return id;
}

/** Every two of some words. */
export function pairsWithin(words: readonly string[]): [string, string][] {
  return words.flatMap((word, i) => pairsBetween([word], words.slice(i + 1)));
}

/** Each of some words with each of some others. */
export function pairsBetween(some: readonly string[], others: readonly string[]): [string, string][] {
  return some.flatMap((a) => others.map((b): [string, string] => [a, b]));
}

/** Returns a function from a word to all words of about its frequency, itself included. */
function sameFrequency(counts: ArrayLike<number>): (id: number) => readonly number[] {
  const frequencyClass = (id: number): number => Math.round(Math.log2(counts[id]));
  const classes = new Map<number, number[]>();
  for (let id = 0; id < counts.length; id++) {
    const members = classes.get(frequencyClass(id));
    if (members) members.push(id);
    else classes.set(frequencyClass(id), [id]);
  }
  return (id) => classes.get(frequencyClass(id)) ?? [id];
}

/** A random pair of different words, one of each class; in a class of one word, that word with itself. */
function drawPair(first: readonly number[], second: readonly number[], random: Random): Pair {
  const a = first[below(random, first.length)];
  for (;;) {
    const b = second[below(random, second.length)];
    if (a !== b || second.length === 1) return [a, b];
  }
}
