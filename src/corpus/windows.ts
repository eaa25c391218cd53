import { below, type Random } from "../random/random";
import type { Sentences } from "./vocabulary";

/** A centre word and the words around it: `outside[0]` to `outside[size - 1]`, left ones first. */
export interface Window {
  centre: number;
  outside: Int32Array;
  size: number;
}

/** An empty window, to be filled again and again. */
export function emptyWindow(largestRadius: number): Window {
  return { centre: -1, outside: new Int32Array(2 * largestRadius), size: 0 };
}

/**
 * Returns a function that fills a window from a random position: a sentence, then a word of it, each
 * equally likely; up to `radius` words on each side, within the sentence, without those that equal the
 * centre word. Where none is left it draws another position.
 *
 * @param sentences at least one must hold two different words
 */
export function windowSampler(sentences: Sentences, random: Random): (radius: number, into: Window) => void {
  requireDifferentNeighbours(sentences);
  const { ids, starts } = sentences;
  return (radius, into) => {
    do {
      const s = below(random, starts.length - 1);
      const centre = starts[s] + below(random, starts[s + 1] - starts[s]);
      const first = Math.max(starts[s], centre - radius);
      const last = Math.min(starts[s + 1] - 1, centre + radius);
      into.centre = ids[centre];
      into.size = 0;
      for (let i = first; i <= last; i++) if (ids[i] !== into.centre) into.outside[into.size++] = ids[i];
    } while (into.size === 0);
  };
}

function requireDifferentNeighbours({ ids, starts }: Sentences): void {
  for (let s = 0; s + 1 < starts.length; s++) {
    for (let i = starts[s] + 1; i < starts[s + 1]; i++) if (ids[i] !== ids[i - 1]) return;
  }
  throw new RangeError(
    `windowSampler requires a sentence with two different words, got ${starts.length - 1} sentences without one`,
  );
}
