import { row, zeros, type Matrix } from "../model/matrix";
import type { NamedVectors } from "../model/word-vectors";
import { cosineOf, type Similar } from "../vectors/queries/directions";
import { padded, rotationOnto, times } from "./align";
import { nearestIds, neighbourOverlap } from "./shared-neighbours";

/** How two sets of word vectors differ. */
export interface Difference {
  /** words of both, and of only one of them */
  readonly common: number;
  readonly onlyA: readonly string[];
  readonly onlyB: readonly string[];
  /** whether the common words come in the same order */
  readonly sameOrder: boolean;
  /** common words whose numbers are all the same; undefined if the dimensions differ */
  readonly equal?: number;
  /** the greatest |a - b| of two numbers, and its word; undefined if the dimensions differ, or nothing does */
  readonly largest?: { readonly word: string; readonly difference: number };
  /** the first common words that have a direction in both, which the rest is about */
  readonly compared: number;
  /** mean cosine of a word's two vectors as they are; undefined if the dimensions differ */
  readonly cosine?: number;
  /** the same after the rotation that brings B nearest to A */
  readonly rotated?: number;
  /** words with the smallest cosines after the rotation, smallest first */
  readonly moved: readonly Similar[];
  /** share of the ten nearest words, among the compared ones, that are the same; undefined below 12 words */
  readonly neighbours?: number;
}

/** Nearest words that are compared. */
const k = 10;

/**
 * Compares two sets of vectors word by word. Two trainings agree at best up to a rotation, so directions are compared
 * after the best one, and neighbours, which no rotation changes.
 *
 * @param most how many common words are rotated and asked for neighbours: the first ones of A
 */
export function difference(a: NamedVectors, b: NamedVectors, most: number): Difference {
  const inB = new Map(b.words.map((word, w) => [word, w]));
  const inA = new Set(a.words);
  const pairs = a.words.flatMap((word, i) => {
    const j = inB.get(word);
    return j === undefined ? [] : [{ word, i, j }];
  });
  const exact = a.vectors.cols === b.vectors.cols ? compareNumbers(a, b, pairs) : {};
  const some = pairs.filter(({ i, j }) => hasDirection(a, i) && hasDirection(b, j)).slice(0, most);
  return {
    common: pairs.length,
    onlyA: a.words.filter((word) => !inB.has(word)),
    onlyB: b.words.filter((word) => !inA.has(word)),
    sameOrder: pairs.every(({ j }, at) => at === 0 || j > pairs[at - 1].j),
    ...exact,
    compared: some.length,
    ...compareDirections(a, b, some),
  };
}

interface Pair {
  readonly word: string;
  readonly i: number;
  readonly j: number;
}

function compareNumbers(
  a: NamedVectors,
  b: NamedVectors,
  pairs: readonly Pair[],
): Pick<Difference, "equal" | "largest"> {
  const d = a.vectors.cols;
  let equal = 0;
  let largest: Difference["largest"];
  for (const { word, i, j } of pairs) {
    let difference = 0;
    for (let c = 0; c < d; c++)
      difference = Math.max(difference, Math.abs(a.vectors.data[i * d + c] - b.vectors.data[j * d + c]));
    if (difference === 0) equal++;
    if (difference > (largest?.difference ?? 0)) largest = { word, difference };
  }
  return { equal, largest };
}

function compareDirections(
  a: NamedVectors,
  b: NamedVectors,
  pairs: readonly Pair[],
): Pick<Difference, "cosine" | "rotated" | "moved" | "neighbours"> {
  if (pairs.length === 0) return { moved: [] };
  const d = Math.max(a.vectors.cols, b.vectors.cols);
  const A = padded(select(a, pairs, "i"), d);
  const B = padded(select(b, pairs, "j"), d);
  const turned = times(B, rotationOnto(A, B));
  const found = pairs.map(({ word }, r) => ({ word, cosine: cosineOf(row(A, r), row(turned, r)) }));
  const mean = (values: readonly number[]): number => values.reduce((s, v) => s + v, 0) / values.length;
  const all = [...pairs.keys()];
  return {
    cosine:
      a.vectors.cols === b.vectors.cols ? mean(all.map((r) => cosineOf(row(A, r), row(B, r)))) : undefined,
    rotated: mean(found.map(({ cosine }) => cosine)),
    moved: found.sort((x, y) => x.cosine - y.cosine).slice(0, k),
    neighbours:
      pairs.length > k + 1
        ? neighbourOverlap(nearestIds(A, k, all.slice(0, 1000)), nearestIds(B, k, all.slice(0, 1000)))
        : undefined,
  };
}

function hasDirection({ vectors }: NamedVectors, w: number): boolean {
  return vectors.data.subarray(w * vectors.cols, (w + 1) * vectors.cols).some((value) => value !== 0);
}

/** The rows of pairs in doubles, shape (pairs, d). */
function select({ vectors }: NamedVectors, pairs: readonly Pair[], which: "i" | "j"): Matrix {
  const { cols, data } = vectors;
  const chosen = zeros(pairs.length, cols);
  pairs.forEach((pair, r) =>
    chosen.data.set(data.subarray(pair[which] * cols, (pair[which] + 1) * cols), r * cols),
  );
  return chosen;
}
