import type { Matrix } from "../model/matrix";
import { rotationOnto, times } from "../vectors/align";
import type { MovedWords } from "../vectors/moved";
import { project } from "../vectors/project";
import { nearestIds, overlapOf } from "../vectors/shared-neighbours";
import type { ComparedMap, ComparedMoves, ComparedNeighbours } from "./comparison";

/**
 * Which nearest words two settings share, beside what the seeds of each share: means over pairs of seeds and the first
 * 500 words. The lists are those of the first seeds.
 *
 * @param words of the rows of every matrix
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
  const namesOf = (list: readonly number[]): string[] => list.map((id) => words[id]);
  return {
    k,
    shared: mean(nearA.flatMap((a) => nearB.map((b) => overlapOf(a, b)))),
    sharedWithinA: within(nearA),
    sharedWithinB: within(nearB),
    chance: k / (words.length - 1),
    words: listed.map((word, i) => ({
      word,
      kept: namesOf(inA[i].filter((id) => inB[i].includes(id))),
      gone: namesOf(inA[i].filter((id) => !inB[i].includes(id))),
      come: namesOf(inB[i].filter((id) => !inA[i].includes(id))),
    })),
  };
}

/** How far words moved, those that moved most beyond the noise first. */
export function inOrder(words: readonly string[], { between, within, test }: MovedWords): ComparedMoves {
  const beyond = (w: number): number => between[w] - (within?.[w] ?? 0);
  const order = [...words.keys()].sort((i, j) => beyond(j) - beyond(i) || i - j);
  return {
    test: test ? { p: test.p, splits: test.splits, beyond: test.beyond.length } : null,
    words: order.map((w) => ({ word: words[w], between: between[w], within: within?.[w] ?? null })),
  };
}

/** Some words of both in the plane, each in its own two principal axes, the second turned onto the first. */
export function compareMaps(
  words: readonly string[],
  a: Matrix,
  b: Matrix,
  asked: readonly string[],
): ComparedMap | null {
  if (asked.length < 2 || a.cols < 2 || b.cols < 2) return null;
  const ids = asked.map((word) => words.indexOf(word));
  const [inA, inB] = [project(a, ids), project(b, ids)];
  const turned = times(inB.coordinates, rotationOnto(inA.coordinates, inB.coordinates));
  const place = (of: Matrix, i: number): [number, number] => [of.data[2 * i], of.data[2 * i + 1]];
  const [nearA, nearB] = [a, b].map((set) => nearestIds(set, Math.min(5, words.length - 1), ids));
  return {
    words: asked.map((word, i) => ({
      word,
      a: place(inA.coordinates, i),
      b: place(turned, i),
      nearestA: nearA[i].map((id) => words[id]),
      nearestB: nearB[i].map((id) => words[id]),
    })),
    sharesA: inA.shares,
    sharesB: inB.shares,
  };
}

/** What the seeds of one setting share, or null for a single one. */
function within(nearest: readonly number[][][]): number | null {
  const pairs = nearest.flatMap((a, i) => nearest.slice(i + 1).map((b) => overlapOf(a, b)));
  return pairs.length > 0 ? mean(pairs) : null;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
