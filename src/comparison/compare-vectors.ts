import type { Matrix } from "../model/matrix";
import { rotationOnto, times } from "../evaluation/align";
import type { MovedWords } from "../evaluation/moved";
import { project } from "../vectors/project";
import { nearestIds, neighbourOverlap } from "../evaluation/shared-neighbours";
import type { ComparedMap, ComparedMoves, ComparedNeighbours } from "./comparison";

/**
 * The share of nearest words that two settings have in common, and that two seeds of each have: means over pairs of
 * seeds and the first 500 words. The lists are those of the first seeds.
 *
 * @param words the words of the rows of each matrix
 * @param listed words whose neighbours are listed
 */
export function compareNeighbours(
  words: readonly string[],
  setsA: readonly Matrix[],
  setsB: readonly Matrix[],
  k: number,
  listed: readonly string[],
): ComparedNeighbours {
  const asked = listed.map((word) => words.indexOf(word));
  const counted = [...words.keys()].slice(0, 500);
  const nearest = (set: Matrix): number[][] => nearestIds(set, k, counted);
  const [nearA, nearB] = [setsA.map(nearest), setsB.map(nearest)];
  const [inA, inB] = [setsA[0], setsB[0]].map((set) => nearestIds(set, k, asked));
  const toWords = (list: readonly number[]): string[] => list.map((id) => words[id]);
  return {
    k,
    shared: mean(nearA.flatMap((a) => nearB.map((b) => neighbourOverlap(a, b)))),
    sharedWithinA: sharedWithin(nearA),
    sharedWithinB: sharedWithin(nearB),
    chance: k / (words.length - 1),
    words: listed.map((word, i) => ({
      word,
      kept: toWords(inA[i].filter((id) => inB[i].includes(id))),
      gone: toWords(inA[i].filter((id) => !inB[i].includes(id))),
      come: toWords(inB[i].filter((id) => !inA[i].includes(id))),
    })),
  };
}

/** How far words moved; first those that moved most beyond the noise. */
export function sortMoves(words: readonly string[], { between, within, test }: MovedWords): ComparedMoves {
  const beyond = (w: number): number => between[w] - (within?.[w] ?? 0);
  const order = [...words.keys()].sort((i, j) => beyond(j) - beyond(i) || i - j);
  return {
    test: test ? { p: test.p, splits: test.splits, beyond: test.beyond.length } : null,
    words: order.map((w) => ({ word: words[w], between: between[w], within: within?.[w] ?? null })),
  };
}

/** Some words of both settings in the plane of their own two principal axes; the second plane is rotated onto the first. */
export function compareMaps(
  words: readonly string[],
  a: Matrix,
  b: Matrix,
  asked: readonly string[],
): ComparedMap | null {
  if (asked.length < 2 || a.cols < 2 || b.cols < 2) return null;
  const ids = asked.map((word) => words.indexOf(word));
  const [inA, inB] = [project(a, ids), project(b, ids)];
  const rotated = times(inB.coordinates, rotationOnto(inA.coordinates, inB.coordinates));
  const place = (of: Matrix, i: number): [number, number] => [of.data[2 * i], of.data[2 * i + 1]];
  const [nearA, nearB] = [a, b].map((set) => nearestIds(set, Math.min(5, words.length - 1), ids));
  return {
    words: asked.map((word, i) => ({
      word,
      a: place(inA.coordinates, i),
      b: place(rotated, i),
      nearestA: nearA[i].map((id) => words[id]),
      nearestB: nearB[i].map((id) => words[id]),
    })),
    sharesA: inA.shares,
    sharesB: inB.shares,
  };
}

/** The share that two seeds of one setting have in common; null for a single seed. */
function sharedWithin(nearest: readonly number[][][]): number | null {
  const pairs = nearest.flatMap((a, i) => nearest.slice(i + 1).map((b) => neighbourOverlap(a, b)));
  return pairs.length > 0 ? mean(pairs) : null;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
