import { below, type Random } from "../random/random";
import type { Sentences } from "./vocabulary";

/** A centre word and the words beside it: `outside[0]` to `outside[size - 1]`, left ones first. */
export interface Window {
  centre: number;
  outside: Int32Array;
  size: number;
}

/** An empty window, which can be filled again and again. @param window most words on each side */
export function emptyWindow(window: number): Window {
  return { centre: -1, outside: new Int32Array(2 * window), size: 0 };
}

/**
 * Fills a window: up to `radius` words on each side of a word, within its sentence, without those that equal it.
 *
 * @param s     the sentence
 * @param place of the centre word in it, counted from 0
 * @returns `into`
 */
export function windowAt(
  { ids, starts }: Sentences,
  s: number,
  place: number,
  radius: number,
  into: Window,
): Window {
  const centre = starts[s] + place;
  const first = Math.max(starts[s], centre - radius);
  const last = Math.min(starts[s + 1] - 1, centre + radius);
  into.centre = ids[centre];
  into.size = 0;
  for (let i = first; i <= last; i++) if (ids[i] !== into.centre) into.outside[into.size++] = ids[i];
  return into;
}

/**
 * Returns a function that fills a window at a random position. It draws a sentence, then a word of it, each equally
 * likely, and takes up to `radius` words on each side, within the sentence, without those that equal the centre word.
 * If none is left, it draws another position.
 *
 * @param sentences at least one must hold two different words
 */
export function windowSampler(sentences: Sentences, random: Random): (radius: number, into: Window) => void {
  requireDifferentNeighbours(sentences);
  const { starts } = sentences;
  return (radius, into) => {
    do {
      const s = below(random, starts.length - 1);
      windowAt(sentences, s, below(random, starts[s + 1] - starts[s]), radius, into);
    } while (into.size === 0);
  };
}

function requireDifferentNeighbours({ ids, starts }: Sentences): void {
  for (let s = 0; s + 1 < starts.length; s++) {
    for (let i = starts[s] + 1; i < starts[s + 1]; i++) if (ids[i] !== ids[i - 1]) return;
  }
  throw new RangeError(
    `training requires a sentence with two different words after subsampling, got ${starts.length - 1} sentences without one; raise subsample, or put a sentence on each line, with spaces between its words`,
  );
}
